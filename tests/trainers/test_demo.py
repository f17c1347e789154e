"""The demo's rooms: each feature is seen at work by who comes for the first time."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from accounts.outbox.models import Letter
from competencies.loading import load
from home.demo import create_accounts, show_the_rooms
from trainers.feedback.models import Problem, Trial
from trainers.models import PlanPage
from trainers.places.demo import load_demo_places
from trainers.places.shared import shared_plans
from trainers.review.states import State, states_of

pytestmark = pytest.mark.django_db
CONTENT = Path(django_settings.BASE_DIR) / "content" / "fr"
FILES = ("index", "mediateurs", "mediateurs/seances", "mediateurs/seances/regler-son-smartphone")


@pytest.fixture
def rooms(settings):
    settings.DEMO, settings.EMAIL_BACKEND = True, "accounts.outbox.backend.Outbox"
    load()
    call_command("import_content", *(CONTENT / f"{name}.md" for name in FILES), verbosity=0)
    load_demo_places()
    create_accounts()
    show_the_rooms()


def of_the_mediator():
    return PlanPage.objects.filter(owner__email="mediatrice@demo.example")


def test_the_mediator_has_a_draft_a_plan_in_review_and_a_published_one(rooms):
    plans = list(of_the_mediator())
    assert {state.code for state in states_of(plans).values()} == {State.DRAFT, State.IN_REVIEW, State.PUBLISHED}
    assert {plan.place is not None for plan in plans} == {True}


def test_the_published_one_is_an_adaptation_that_was_run_three_times(rooms, client):
    plan = of_the_mediator().live().get()
    page = client.get(plan.url).content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert "Régler son smartphone" in page
    assert "Testée 3 fois" in page
    assert plan.minutes == sum(activity.minutes for activity in plan.run)
    assert Problem.objects.open().filter(page=plan).count() == 1
    assert "Ma carte de réglages" in page
    (piece,) = plan.files
    assert (piece["licence"], piece["to_print"]) == ("CC0", True)
    # And its place says that it shares it.
    assert plan.title in [shared.title for shared in shared_plans(plan.place, plan.locale_id)]


def test_it_is_made_once_and_what_is_taken_away_stays_away(rooms):
    of_the_mediator().filter(live=False).delete()
    show_the_rooms()
    assert (of_the_mediator().count(), Trial.objects.count()) == (1, 3)


def test_nobody_is_written_to(rooms):
    assert not Letter.objects.exists()
