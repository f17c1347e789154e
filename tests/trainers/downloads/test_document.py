"""A published plan becomes plain values: all that it says, in its language, in a fixed number of queries."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competencies.models import Competence
from tests.factories import a_module
from tests.trainers.factories import a_plan
from trainers.downloads.document import plan_document
from trainers.downloads.docx import docx_of
from trainers.downloads.odt import odt_of
from trainers.models import PlanModule, PlanPage


def test_a_document_says_what_the_page_says(plan):
    document = plan_document(plan)
    assert document.title == "Fabriquer un mot de passe"
    assert document.address == "http://testserver/mediateurs/seances/mot-de-passe/"
    assert [(m.time, m.title, m.marks) for m in document.run] == [
        ("0:00 – 0:15", "Accueil", ()),
        ("0:15 – 1:00", "Fabriquer", ("pratique", "Internet")),
    ]
    assert [v.name for v in document.run[1].variants] == ["Sans Internet\u00a0:"]
    assert [s.title for s in document.sheets] == ["Ma phrase"]
    assert [m.title for m in document.modules] == ["Reconnaître un site"]
    assert [(a.title, a.about) for a in document.attachments] == [("L’affiche", "ODT · Valbourg · CC0")]
    assert [c.title for c in document.before] == ["Le matériel", "À imprimer"]
    assert document.credits.authors == "L’équipe"


def test_the_typography_is_that_of_the_language(home):
    document = plan_document(a_plan(home, title="L'été : on y va !"))
    assert document.title == "L’été\u00a0: on y va\u202f!"


def test_an_adapted_plan_says_where_it_comes_from(home):
    source = a_plan(home, title="L'original", slug="original")
    adapted = a_plan(
        home, title="Une copie", adapted_from=source, source_credit="Nadia, CC BY 4.0", source_version="2026"
    )
    document = plan_document(adapted)
    assert document.lineage == "L’original (Nadia, CC BY 4.0), version 2026"
    assert document.lineage_url == "http://testserver/mediateurs/seances/original/"
    source.unpublish()
    document = plan_document(PlanPage.objects.get(pk=adapted.pk))
    assert (document.lineage, document.lineage_url) == ("Nadia, CC BY 4.0, version 2026", "")


def test_any_change_of_the_plan_changes_its_digest(plan):
    before = plan_document(plan).digest
    assert plan_document(PlanPage.objects.get(pk=plan.pk)).digest == before
    plan.equipment = "2 livres par personne."
    assert plan_document(plan).digest != before


@pytest.mark.usefixtures("db")
def test_the_number_of_queries_does_not_grow_with_what_the_plan_holds(home):
    def count(rows):
        page = a_plan(home, title=f"Avec {rows}", slug=f"avec-{rows}", run=[(f"Activité {n}", 5) for n in range(rows)])
        for number in range(rows):
            PlanModule.objects.create(page=page, module=a_module(home, title=f"M {rows} {number}"), sort_order=number)
        page = PlanPage.objects.get(pk=page.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            plan_document(page)
        return len(queries)

    count(1)
    assert count(2) == count(20)


def test_the_objectives_come_with_their_competences(home):
    call_command("load_frameworks", verbosity=0)
    code = Competence.objects.first()
    page = a_plan(
        home,
        objectives=[("objective", {"text": "Composer une phrase.", "bloom": "creer", "competence": code.identifier})],
    )
    (goal,) = plan_document(PlanPage.objects.get(pk=page.pk)).goals
    assert goal.text == "Composer une phrase."
    assert goal.about.startswith(f"Créer · {code.code} ")


def test_characters_that_no_word_processor_can_hold_are_left_out(home):
    page = a_plan(home, title="Un\x0btitre\x1f", run=[("Une\x08 activité", 10, {"mediator": "Mon\x0btrez"})])
    document = plan_document(page)
    assert document.title == "Untitre"
    assert "\x0b" not in document.run[0].mediator.html
    assert docx_of(document)
    assert odt_of(document)
