"""A plan as plain values: read from a page or from a revision, and written back without loss."""

import pytest
from django.core.management import call_command

from competencies.models import Competence, CompetenceTag
from tests.factories import a_module
from tests.trainers.factories import a_handout, a_plan, an_activity
from trainers.models import PlanModule, PlanPage
from trainers.plans.differences import apply, compare
from trainers.versions.states import LINEAGE, ORDER, parts, state_of, state_of_content, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(home):
    """A plan with something in every kind of part."""
    call_command("load_frameworks", verbosity=0)
    plan = a_plan(
        home,
        body=[
            an_activity("Accueil", 10, {"online": True}),
            ("text", "Une *note*."),
            an_activity("Essayer", 50),
            a_handout(),
        ],
        objectives=[("objective", {"text": "Trier.", "bloom": "analyser", "competence": "digcomp-3.0:4.2"})],
        audiences=",seniors,jeunes,",
        equipment="1 livre\r\n\r\n 2 dés \n",
    )
    PlanModule.objects.create(page=plan, module=a_module(home))
    CompetenceTag.objects.create(page=plan, competence=Competence.objects.by_identifier("digcomp-3.0:4.2"), level=2)
    plan = PlanPage.objects.get(pk=plan.pk)
    plan.keywords.add("clavier")
    plan.save()
    return PlanPage.objects.get(pk=plan.pk)


def test_every_part_of_a_plan_is_compared():
    """A field added to plans must be said here: forgotten, its changes would be invisible."""
    declared = {getattr(one, "attribute", "") or one.relation for one in PlanPage.text_fields} | {"body"}
    assert declared | {"title", "summary", "page_keywords"} == {*ORDER, *LINEAGE}
    assert all(str(part.label) for part in parts())


def test_a_revision_says_the_same_as_its_page(rich):
    revision = rich.save_revision()
    assert state_of_content(revision.content) == state_of(rich)
    assert state_of(rich)["equipment"] == ["1 livre", "2 dés"]


def test_reading_a_revision_asks_the_database_nothing(rich, django_assert_num_queries):
    content = rich.save_revision().content
    with django_assert_num_queries(0):
        state_of_content(content)


def test_what_is_written_is_what_was_read(rich, home):
    state, other = state_of(rich), a_plan(home, "Autre", run=[("Fin", 5)])
    write(other, state, ORDER)
    other.save()
    again = state_of(PlanPage.objects.get(pk=other.pk))
    assert again == state
    assert [block["id"] for block in again["body"]] == [block["id"] for block in state["body"]]
    assert "<em>note</em>" in str(PlanPage.objects.get(pk=other.pk).notes[0].value)


def test_a_draft_receives_some_differences_and_keeps_them(rich, home):
    rich.save_revision()
    before = state_of(rich)
    draft = rich.get_latest_revision_as_object()
    draft.minutes = 90
    draft.body[0].value["title"] = "Bienvenue"
    after = state_of(draft)
    assert [one.key for one in compare(before, after, parts())] == ["minutes", f"body:{before['body'][0]['id']}:title"]
    write(rich, apply(before, compare(before, after, parts())), ["minutes", "body"])
    rich.save_revision(clean=False)
    assert state_of(rich.get_latest_revision_as_object()) == after


def test_blocks_without_an_id_or_with_the_same_one_are_still_two_blocks():
    raw = [{"type": "activity", "value": {"title": title}, "id": "x"} for title in "ab"] + [
        {"type": "activity", "value": None},
        {"type": "gone", "value": {}},
    ]
    body = state_of_content({"body": raw})["body"]
    assert len({block["id"] for block in body}) == len(body) == 3
