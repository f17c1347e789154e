"""Remarks on a plan and on a sequence: what an editor should look at again, and nothing that blocks."""

import pytest
from django.core.management import call_command

from competencies.models import Competence, CompetenceTag
from tests.trainers.factories import a_plan, a_sequence, an_activity
from trainers.models import PlanIndexPage, PlanPage, SequencePage
from trainers.plans.checks import sum_sentence

GOOD = {"text": "Trier dix messages.", "bloom": "analyser", "competence": "digcomp-3.0:4.2"}


def objectives(*changes):
    return [("objective", GOOD | change) for change in changes or ({},)]


@pytest.fixture
def complete(home):
    """A plan that nothing is missing from."""
    call_command("load_frameworks", verbosity=0)
    plan = a_plan(
        home, objectives=objectives(), audiences=",seniors,", equipment="1 livre.", evaluation="Chacun montre."
    )
    CompetenceTag.objects.create(page=plan, competence=Competence.objects.by_identifier("digcomp-3.0:4.2"))
    return plan


def remarks(plan):
    found = type(plan).objects.get(pk=plan.pk).remarks()
    return [(remark.place, remark.sentence.replace("\u00a0", " ")) for remark in found]


def saved(plan, **fields):
    """As an import writes it: what a form refuses may be there already."""
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.save(clean=False)
    return remarks(plan)


def run(*activities):
    return [an_activity(*activity) for activity in activities]


def test_a_complete_plan_has_no_remark(complete):
    assert remarks(complete) == []


@pytest.mark.parametrize(
    ("fields", "place", "sentence"),
    [
        ({"summary": ""}, "Séance", "Il manque un résumé d’une phrase."),
        ({"audiences": ""}, "Séance", "Dites pour quel public."),
        ({"group_min": 9}, "Séance", "Le groupe le plus petit est plus grand que le plus grand."),
        ({"equipment": " \n"}, "Séance", "Dites quel matériel il faut."),
        ({"evaluation": ""}, "Séance", "Dites comment vérifier ce qui est appris."),
        ({"objectives": []}, "Objectifs", "Il manque les objectifs."),
        ({"body": []}, "Déroulé", "Il manque les activités."),
        ({"minutes": 75}, "Déroulé", "Les activités durent 60 minutes, la séance 75 : il manque 15 minutes."),
        ({"minutes": 50}, "Déroulé", "Les activités durent 60 minutes, la séance 50 : 10 minutes de trop."),
        ({"licence": "Tous droits réservés"}, "Licence", "Avec cette licence, personne ne peut réutiliser la séance."),
    ],
)
def test_what_a_plan_needs_is_asked_for(complete, fields, place, sentence):
    assert saved(complete, **fields) == [(place, sentence)]


def test_half_of_the_time_is_for_the_participants(complete):
    found = saved(complete, body=run(("Parler", 20), ("Dire", 15), ("Essayer", 25, {"hands_on": True})))
    assert found == [("Déroulé", "Les participants manipulent 42 % du temps. Visez au moins la moitié.")]


@pytest.mark.parametrize(
    ("activity", "sentence"),
    [
        (("Essayer", 60, {"hands_on": True, "online": True}), "Il faut Internet : prévoyez un plan B."),
        (("Essayer", 60, {"hands_on": True, "online": True, "offline": "Papier."}), None),
    ],
)
def test_internet_asks_for_a_plan_b(complete, activity, sentence):
    assert saved(complete, body=run(activity)) == ([("Activité 1", sentence)] if sentence else [])


def test_lengths_that_nobody_believes_are_said(complete):
    body = run(("Essayer", 36, {"hands_on": True}), ("Parler", 21), ("Vite", 3, {"hands_on": True}))
    assert [place for place, _sentence in saved(complete, body=body)] == ["Activité 2", "Activité 3"]


def test_each_objective_is_read_with_its_number(complete):
    found = saved(complete, objectives=objectives({}, {"text": "Comprendre les messages"}, {"competence": ""}))
    assert [place for place, _sentence in found] == ["Objectif 2", "Objectif 3"]


def test_too_many_objectives_for_the_time_are_said(complete):
    found = saved(complete, objectives=objectives(*[{}] * 5))
    assert found == [("Objectifs", "En 60 minutes, un groupe atteint 4 objectifs.")]


@pytest.mark.parametrize(
    ("source", "own", "said"),
    [
        ("CC BY-SA 4.0", "CC BY-SA 4.0", []),
        ("CC BY-SA 4.0", "CC BY 4.0", ["L’original demande de garder sa licence : CC BY-SA 4.0."]),
        (
            "CC BY-ND 4.0",
            "CC BY-ND 4.0",
            ["L’original est sous la licence « CC BY-ND 4.0 » : on ne peut pas publier de version adaptée."],
        ),
        ("CC0", "CC BY 4.0", []),
    ],
)
def test_the_licence_of_the_original_is_respected(complete, home, source, own, said):
    original = a_plan(home, "Original", licence=source)
    found = saved(complete, adapted_from=original, licence=own, source_credit="« Original », Awa.")
    assert [sentence for _place, sentence in found] == said


def test_an_adapted_plan_names_its_original(complete, home):
    found = saved(complete, adapted_from=a_plan(home, "Original"))
    assert found == [("Licence", "Citez l’original : titre, auteurs, licence.")]


def test_nothing_is_said_when_the_minutes_add_up():
    assert sum_sentence(120, 120) == ""


def test_a_plan_that_was_just_begun_is_never_an_error(home):
    a_plan(home, "Autre")
    page = PlanIndexPage.objects.get().add_child(
        instance=PlanPage(title="Neuve", body=[("activity", {})], objectives=[("objective", {})])
    )
    assert remarks(page)


def test_a_sequence_in_a_wrong_order_is_said(home):
    one, two, three = (a_plan(home, title) for title in ("Un", "Deux", "Trois"))
    good = a_sequence(home, "Bonne", plans=[one, (two, {"after": one})], slug="bonne")
    assert list(SequencePage.objects.get(pk=good.pk).remarks()) == []
    wrong = a_sequence(home, "Mauvaise", plans=[(one, {"after": two}), two, (three, {"after": three})], slug="mauvaise")
    assert [place for place, _s in remarks(wrong)] == ["Séance 1", "Séance 3"]
    lost = a_sequence(home, "Perdue", plans=[one, (two, {"after": three})], slug="perdue")
    assert remarks(lost) == [("Séance 2", "Celle qu’il faut avant n’est pas dans la séquence.")]
    alone = a_sequence(home, "Seule", plans=[a_plan(home, "Dure", level=6)], slug="seule")
    assert [sentence for _p, sentence in remarks(alone)] == [
        "Une séquence a au moins deux séances.",
        "Elle est plus difficile que la séquence.",
    ]
