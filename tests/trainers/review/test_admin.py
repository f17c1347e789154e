"""What moderators see of contributions in the admin: the list, the report, the first page, and the editor itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import TaskState

from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import an_editor
from tests.trainers.review.people import (
    a_draft,
    accept,
    again,
    ask_changes,
    browser_of,
    send,
    task_of,
)
from trainers.review.delays import days_of, usual_days
from trainers.review.waiting import days_since, summary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wagtail_templates")]


@pytest.fixture
def as_moderator(moderator):
    return browser_of(moderator)


def sent_days_ago(plan, author, days):
    send(plan, author)
    TaskState.objects.filter(pk=task_of(again(plan)).pk).update(started_at=timezone.now() - timedelta(days=days))
    return again(plan)


def text(response):
    return " ".join(response.content.decode().split())


def test_a_delay_is_the_median_in_whole_days_when_there_are_enough():
    assert days_of([timedelta(days=1), timedelta(days=3)]) is None
    assert days_of([timedelta(days=n) for n in (1, 3, 50)]) == 3
    assert days_of([timedelta(minutes=5)] * 3) == 1


def test_what_waits_is_counted_with_what_was_forgotten(home, author, moderator):
    for number, days in enumerate((3, 20, 15)):
        sent_days_ago(a_draft(home, author, f"Séance {number}", slug=f"s-{number}"), author, days)
    a_draft(home, author, "Brouillon", slug="brouillon")
    found = summary()
    assert (found.waiting, found.oldest, found.usual) == (3, 20, None)
    assert [(plan["title"], plan["days"]) for plan in found.forgotten] == [("Séance 1", 20), ("Séance 2", 15)]
    assert days_since(None) == 0


def test_the_usual_delay_is_that_of_the_answers(home, author, moderator):
    for number, days in enumerate((2, 4, 10)):
        plan = sent_days_ago(a_draft(home, author, f"Séance {number}", slug=f"s-{number}"), author, days)
        accept(plan, moderator) if number else ask_changes(plan, moderator)
    assert usual_days() in (4, 5)


def test_the_first_page_says_what_waits_to_moderators_only(home, plan, author, as_moderator):
    assert "Une séance attend" not in text(as_moderator.get("/admin/"))
    sent_days_ago(plan, author, 16)
    page = text(as_moderator.get("/admin/"))
    assert "Une séance attend une réponse." in page
    assert "depuis 16 jours" in page
    assert "Plus de deux semaines" in page
    assert "Séances à relire" not in text(browser_of(an_editor()).get("/admin/")).partition("w-panel")[2]


def test_the_report_lists_those_that_wait_with_author_and_place_the_oldest_first(home, author, as_moderator):
    for number, days in enumerate((3, 20)):
        plan = a_draft(home, author, f"Séance {number}", slug=f"s-{number}", epn_name="EPN du Fil")
        sent_days_ago(plan, author, days)
    page = text(as_moderator.get("/admin/relecture/"))
    assert page.index("Séance 1") < page.index("Séance 0")
    for expected in ("Nadia Test", "EPN du Fil", "depuis 20 jours", "2 séances attendent une réponse"):
        assert expected in page
    assert as_moderator.get("/admin/relecture/?export=csv").status_code == 200


def test_the_report_can_show_those_that_wait_for_their_author(home, plan, author, moderator, as_moderator):
    ask_changes(send(plan, author), moderator)
    assert "Ma séance" in text(as_moderator.get("/admin/relecture/?state=needs_changes"))
    assert "Ma séance" not in text(as_moderator.get("/admin/relecture/?state=in_progress"))


def test_an_empty_report_says_so(as_moderator):
    assert "Aucune séance n’attend" in text(as_moderator.get("/admin/relecture/"))


def test_the_list_of_plans_is_filtered_by_review(home, plan, author, as_moderator):
    a_plan(home, "Une autre", slug="une-autre")
    send(plan, author)
    page = text(as_moderator.get("/admin/seances/"))
    assert "Une autre" in page
    assert "À relire" in page
    found = text(as_moderator.get("/admin/seances/results/?review=in_progress"))
    assert "Ma séance" in found
    assert "Nadia Test" in found
    assert "Une autre" not in found
    assert "Une autre" in text(as_moderator.get("/admin/seances/results/?q=autre"))


@pytest.mark.parametrize("address", ["/admin/seances/", "/admin/relecture/"])
def test_the_lists_cost_the_same_with_two_plans_and_with_twenty(home, author, as_moderator, address):
    def cost():
        """Without what wagtail-localize asks for the buttons of each row of any list of pages."""
        with CaptureQueriesContext(connection) as queries:
            assert as_moderator.get(address).status_code == 200
        return len([query for query in queries if 'translation_key" = ' not in query["sql"]])

    for number in range(2):
        send(a_draft(home, author, f"Séance {number}", slug=f"s-{number}"), author)
    cost()
    few = cost()
    for number in range(2, 20):
        send(a_draft(home, author, f"Séance {number}", slug=f"s-{number}"), author)
    assert cost() == few
