"""The versions of a plan: who wrote what, when, and the way back."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from tests.factories import a_module
from tests.payloads import PAYLOADS
from tests.trainers.factories import an_activity
from tests.trainers.review.people import a_draft, a_moderator, again, an_author, browser_of, send
from trainers.models import PlanModule
from trainers.versions.states import state_of, state_of_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(home):
    return an_author()


@pytest.fixture
def plan(home, author):
    """Three versions: a day apart."""
    plan = a_draft(home, author, "Ma séance", equipment="1 livre")
    version(plan, author, minutes=90)
    version(plan, author, equipment="1 livre\n2 dés", summary="Un résumé clair.")
    for days, revision in enumerate(plan.revisions.order_by("-pk")):
        Revision.objects.filter(pk=revision.pk).update(created_at=timezone.now() - timedelta(days=days))
    return again(plan)


def version(plan, user, **fields):
    latest = again(plan).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    return latest.save_revision(user=user, clean=False)


def address(plan, query=""):
    return f"/compte/seances/{plan.pk}/versions/{query}"


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\u202f", " ")


def numbers(plan):
    """The numbers of the revisions, the first one first."""
    return list(plan.revisions.order_by("created_at").values_list("pk", flat=True))


def test_each_version_says_who_wrote_it_and_what_changed(plan, author):
    third, second, first = browser_of(author).get(address(plan)).text.split("<h3>Brouillon du ")[1:]
    assert "Résumé, Matériel" in third
    assert "la dernière" in third
    assert author.author_name in second
    assert "Durée totale" in second
    assert "La première version." in first


def test_two_versions_are_compared_word_by_word(plan, author):
    one, two, three = numbers(plan)
    browser = browser_of(author)
    page = browser.get(address(plan, f"?de={one}&a={three}"))
    said = words(page)
    assert re.search(r"De «.Brouillon du .+?.» à «.Brouillon du .+?.» Du ", said)
    assert "3 différences." in said
    assert re.search(r"<del><span class=\"visually-hidden\">Avant\W+</span>60</del>", page.text)
    assert "Ligne ajoutée" in said
    assert (
        "Durée totale" not in words(browser.get(address(plan, f"?de={two}&a={three}"))).split("Toutes les versions")[0]
    )
    assert words(browser.get(address(plan, "?a="))) == words(browser.get(address(plan, f"?de={two}&a={three}")))
    assert "disent la même chose" in browser.get(address(plan, f"?de={two}&a={two}")).text


@pytest.mark.parametrize("query", ["?de=0&a=1", "?a=x", "?de=²", "?a=99999999"])
def test_a_version_of_another_plan_is_not_found(plan, author, query):
    assert browser_of(author).get(address(plan, query)).status_code == 404


def test_going_back_makes_a_new_version_and_loses_nothing(plan, author, home):
    one, two, three = numbers(plan)
    page = browser_of(author).post(address(plan), {"version": one}, follow=True)
    assert "C’est fait" in page.text
    assert numbers(plan)[:3] == [one, two, three]
    assert len(numbers(plan)) == 4
    latest = again(plan).get_latest_revision_as_object()
    assert state_of(latest) == state_of_content(Revision.objects.get(pk=one).content)
    assert latest.minutes == 60


def test_going_back_leaves_out_what_is_no_longer_on_the_site(plan, author, home):
    module = a_module(home)
    latest = again(plan).get_latest_revision_as_object()
    latest.plan_modules = [PlanModule(module=module)]
    revision = latest.save_revision(user=author, clean=False)
    version(plan, author, plan_modules=[])
    module.delete()
    browser_of(author).post(address(plan), {"version": revision.pk})
    again(plan).get_latest_revision_as_object().save_revision().publish()
    assert again(plan).live


def test_nobody_goes_back_while_moderators_read(plan, author):
    a_moderator()
    send(plan, author)
    browser = browser_of(author)
    page = browser.get(address(plan))
    assert "Revenir à cette version" not in page.text
    assert "en relecture" in browser.post(address(plan), {"version": numbers(plan)[0]}, follow=True).text
    assert len(numbers(plan)) == 3


def test_versions_are_for_the_author_and_the_team(plan, author):
    assert browser_of(an_author("autre@exemple.fr")).get(address(plan)).status_code == 404
    assert Client().get(address(plan)).status_code == 302
    assert browser_of(a_moderator()).get(address(plan)).status_code == 200
    assert browser_of(author).post(address(plan), {"version": "x"}).status_code == 404


def test_moderators_find_them_from_the_admin(plan, wagtail_templates):
    page = browser_of(a_moderator()).get(f"/admin/pages/{plan.pk}/edit/")
    assert f'href="{address(plan)}"' in page.text


def test_the_cost_does_not_grow_with_the_versions(plan, author):
    browser = browser_of(author)
    browser.get(address(plan))
    counts = {}
    for number in (3, 20):
        while plan.revisions.count() < number:
            version(plan, author, minutes=60 + plan.revisions.count())
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address(plan)).text.count("versions__one") == number
        counts[number] = len(captured)
        with CaptureQueriesContext(connection) as captured:
            browser.get(address(plan, f"?de={numbers(plan)[0]}"))
        counts[number, "compared"] = len(captured)
    assert counts[3] == counts[20]
    assert counts[3, "compared"] == counts[20, "compared"]


def test_many_versions_are_on_several_pages(plan, author):
    for minutes in range(61, 85):
        version(plan, author, minutes=minutes)
    browser = browser_of(author)
    assert browser.get(address(plan)).text.count("versions__one") == 20
    page = browser.get(address(plan, "?page=2"))
    assert page.text.count("versions__one") == 7
    assert 'reversed start="7"' in page.text


def test_no_payload_runs_from_a_difference(plan, author):
    for payload in (PAYLOADS[: len(PAYLOADS) // 2], PAYLOADS[len(PAYLOADS) // 2 :]):
        text = "\n".join(payload)
        line = " ".join(text.split())
        body = [an_activity(line[:120], 10, {"mediator": text, "participants": line})]
        version(plan, author, title=line[:200], equipment=text, summary=line[:300], body=body)
    first, last = numbers(plan)[0], numbers(plan)[-1]
    for query in ("", f"?de={first}&a={last}", "?a="):
        page = browser_of(author).get(address(plan, query)).text
        main = page[page.index("<main") : page.index("</main>")]
        tags = {tag.lower() for tag in re.findall(r"<([a-zA-Z][\w-]*)", main)}
        allowed = {
            "a",
            "main",
            "div",
            "h1",
            "h2",
            "h3",
            "p",
            "section",
            "form",
            "input",
            "label",
            "button",
            "ul",
            "ol",
            "li",
        }
        allowed |= {"ins", "del", "span", "dl", "dt", "dd", "time", "select", "option", "svg", "use"}
        assert tags <= allowed
        assert not re.search(r"<[^>]*\son\w+\s*=", main)
