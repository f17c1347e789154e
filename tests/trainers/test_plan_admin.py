"""Plans and sequences in the admin: lists, forms, choosers, previews, and what an editor is offered."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from home.welcome import tasks
from tests.trainers.factories import a_plan, a_sequence
from trainers.models import PlanIndexPage, PlanPage, SequenceIndexPage

pytestmark = pytest.mark.usefixtures("wagtail_templates")


@pytest.mark.parametrize(
    "name",
    ["seances:index", "sequences:index", "seances:choose_parent", "plan_chooser:choose", "plan_chooser:choose_results"],
)
def test_the_lists_of_the_admin_answer(as_editor, home, name):
    a_sequence(home, plans=[a_plan(home)])
    response = as_editor.get(reverse(name), follow=True)
    assert response.status_code == 200


def test_a_plan_is_found_by_its_title_to_make_a_sequence(as_editor, home):
    a_plan(home, "Trier ses courriels", slug="trier")
    a_plan(home, "Imprimer", slug="imprimer")
    found = as_editor.get(reverse("plan_chooser:choose_results"), {"q": "trier"}).content.decode()
    assert "Trier ses courriels" in found
    assert "Imprimer" not in found


def test_the_form_of_a_plan_offers_the_competences_by_domain(as_editor, home):
    call_command("load_frameworks", verbosity=0)
    plan = a_plan(home, objectives=[("objective", {"text": "Trier.", "bloom": "analyser", "competence": "crcn:4.2"})])
    page = as_editor.get(reverse("wagtailadmin_pages:edit", args=(plan.pk,)))
    assert page.status_code == 200
    text = page.content.decode()
    assert "digcomp-3.0:4.2" in text
    assert 'type="checkbox" name="audiences" value="seniors"' in text


@pytest.mark.parametrize("kind", ["planpage", "sequencepage"])
def test_the_form_of_a_new_page_answers(as_editor, home, kind):
    a_sequence(home, plans=[a_plan(home)])
    parent = (PlanIndexPage if kind == "planpage" else SequenceIndexPage).objects.get()
    assert as_editor.get(reverse("wagtailadmin_pages:add", args=("trainers", kind, parent.pk))).status_code == 200


def test_an_editor_is_offered_to_write_a_plan_where_there_is_a_list(editor, home):
    assert "Écrire une séance" not in [task.title for task in tasks(editor)]
    a_plan(home)
    assert "Écrire une séance" in [task.title for task in tasks(editor)]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {
            "body": [("activity", {}), ("handout", {})],
            "objectives": [("objective", {})],
            "attachments": [("attachment", {})],
        },
    ],
)
def test_the_preview_of_a_plan_that_is_being_written_answers(home, fields):
    a_plan(home)
    page = PlanIndexPage.objects.get().add_child(instance=PlanPage(title="En cours", live=False, **fields))
    response = page.make_preview_request()
    assert response.status_code == 200
    assert (
        "En cours" in response.rendered_content if hasattr(response, "rendered_content") else response.content.decode()
    )


def test_ticked_boxes_are_kept_in_one_order(home):
    field = PlanPage._meta.get_field("audiences").formfield()
    assert field.clean(["seniors", "emploi"]) == ",emploi,seniors,"
    assert field.clean([]) == ""
    assert field.prepare_value(",emploi,seniors,") == ["emploi", "seniors"]
    assert not field.has_changed(",emploi,seniors,", ["seniors", "emploi"])
    assert field.has_changed(",emploi,", [])
