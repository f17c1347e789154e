"""An original that changes: its adapters are told once, read what changed, and take what they want."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.payloads import PAYLOADS
from tests.trainers.adapting.test_adapting import a_file, again, author, original, published, words
from tests.trainers.factories import an_activity
from tests.trainers.review.people import a_moderator, an_author, browser_of, send
from trainers.adapting.copying import adapt
from trainers.adapting.models import Adaptation
from trainers.adapting.news import news_of
from trainers.models import PlanPage

__all__ = ["author", "original"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(original, author):
    return adapt(original, author)


@pytest.fixture
def browser(author):
    return browser_of(author)


def address(plan):
    return f"/compte/seances/{plan.pk}/original/"


def latest(plan):
    return again(plan).get_latest_revision_as_object()


def change(plan, author, **fields):
    draft = latest(plan)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=author, clean=False)


def fields_of(page):
    """What the form holds: the hidden digests, and nothing chosen."""
    return dict(re.findall(r'<input type="hidden" name="(vu-[^"]*)" value="([^"]*)"', page.text))


def choose(browser, plan, **choices):
    """Open the page, choose, send; keys are said with `__` for « : »."""
    page = browser.get(address(plan))
    data = fields_of(page) | {f"choix-{key.replace('__', ':')}": choice for key, choice in choices.items()}
    return browser.post(address(plan), data, follow=True)


def proposed(browser, plan):
    return sorted(name.removeprefix("vu-") for name in fields_of(browser.get(address(plan))))


def test_nothing_is_proposed_while_the_original_says_the_same(browser, copy):
    assert "Rien de nouveau" in browser.get(address(copy)).text


def test_a_new_version_is_seen_among_my_plans_and_written_once(original, copy, django_capture_on_commit_callbacks):
    assert news_of([copy]) == {}
    for minutes in (90, 95):
        with django_capture_on_commit_callbacks(execute=True):
            published(original, minutes=minutes)
    assert list(news_of([copy])) == [copy.pk]
    (letter,) = mail.outbox
    assert letter.to == [copy.owner.email]
    assert letter.subject.replace("\u00a0", " ") == "La séance « La source » a changé"
    assert f"/compte/seances/{copy.pk}/original/" in letter.body


def test_who_has_looked_is_written_to_again(original, copy, browser, django_capture_on_commit_callbacks):
    for minutes in (90, 95):
        with django_capture_on_commit_callbacks(execute=True):
            published(original, minutes=minutes)
        browser.get(address(copy))
    assert len(mail.outbox) == 2


def test_a_version_that_changes_no_word_is_not_told(original, copy, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        published(original, authors="Awa Diallo et Karim")
    assert mail.outbox == []
    assert news_of([copy]) == {}


def test_who_does_not_want_letters_gets_none_and_still_sees_it(
    original, copy, browser, django_capture_on_commit_callbacks
):
    browser.post(address(copy), {"prevenir": "non"})
    with django_capture_on_commit_callbacks(execute=True):
        published(original, minutes=90)
    assert mail.outbox == []
    assert list(news_of([copy])) == [copy.pk]
    assert "Me prévenir" in browser.get(address(copy)).text


def test_a_change_is_taken_into_a_new_version_and_never_proposed_again(original, copy, browser, author):
    change(copy, author, title="Ma version")
    versions = copy.revisions.count()
    published(original, minutes=90, equipment="1 livre\n2 dés\n1 stylo")
    assert proposed(browser, copy) == ["equipment", "minutes"]
    page = choose(browser, copy, minutes="prendre")
    assert "1 changement pris." in page.text
    draft = latest(copy)
    assert (draft.minutes, draft.title) == (90, "Ma version")
    assert copy.revisions.count() == versions + 1
    assert proposed(browser, copy) == ["equipment"]
    choose(browser, copy, equipment="garder")
    assert proposed(browser, copy) == []
    assert latest(copy).equipment == "1 livre\n2 dés"
    assert news_of([copy]) == {}
    published(original, minutes=100)
    assert proposed(browser, copy) == ["minutes"]


def test_what_i_did_already_is_not_proposed(original, copy, browser, author):
    change(copy, author, minutes=90)
    published(original, minutes=90)
    assert proposed(browser, copy) == []


def test_both_are_shown_when_both_changed(original, copy, browser, author):
    change(copy, author, summary="Un résumé pour les aidants.")
    published(original, summary="Un bon résumé.")
    page = browser.get(address(copy))
    said = words(page)
    assert "Vous avez changé ce texte aussi" in said
    assert "Chez vous" in said
    assert "Garder le mien" in said
    page = browser.post(address(copy), fields_of(page) | {"tout": "oui"}, follow=True)
    assert latest(copy).summary == "Un résumé pour les aidants.", "taking everything replaces none of my words"
    choose(browser, copy, summary="prendre")
    assert latest(copy).summary == "Un bon résumé."


def test_everything_is_taken_at_once(original, copy, browser, author):
    change(copy, author, equipment="1 livre\n2 dés\nmon tableau")
    body = original.body.get_prep_value()
    moved = [body[1], body[0], *body[2:]]
    moved[0]["value"]["minutes"] = 40
    new = original.body.stream_block.to_python(
        [*moved, {"type": "activity", "value": {"title": "Bilan", "minutes": 10}, "id": "b"}]
    )
    published(original, body=new, equipment="2 dés\n1 stylo", audiences=",seniors,")
    browser.post(address(copy), fields_of(browser.get(address(copy))) | {"tout": "oui"})
    draft = latest(copy)
    assert draft.equipment.split("\n") == ["2 dés", "1 stylo", "mon tableau"]
    assert [(b.block_type, b.value["title"]) for b in draft.body] == [
        ("activity", "Essayer"),
        ("activity", "Accueil"),
        ("handout", "Mon mémo"),
        ("activity", "Bilan"),
    ]
    assert draft.body[0].value["minutes"] == 40
    assert proposed(browser, copy) == []


def test_nothing_is_decided_on_what_was_not_shown(original, copy, browser, author):
    published(original, minutes=90, summary="Un bon résumé.")
    page = browser.get(address(copy))
    shown = fields_of(page)
    change(copy, author, minutes=45)
    chosen = {"choix-minutes": "prendre", "choix-summary": "prendre"}
    page = browser.post(address(copy), shown | chosen, follow=True)
    assert "1 texte a changé pendant que vous lisiez" in page.text
    assert (latest(copy).minutes, latest(copy).summary) == (45, "Un bon résumé.")
    shown = fields_of(browser.get(address(copy)))
    published(original, minutes=120)
    browser.post(address(copy), shown | {"choix-minutes": "prendre"})
    assert latest(copy).minutes == 45


def test_a_plan_in_review_waits(original, copy, browser, author):
    a_moderator()
    published(original, minutes=90)
    shown = fields_of(browser.get(address(copy)))
    send(again(copy), author)
    page = browser.get(address(copy))
    assert "en relecture" in page.text
    assert fields_of(page) == {}
    page = browser.post(address(copy), shown | {"choix-minutes": "prendre"}, follow=True)
    assert "Rien n’a été pris." in page.text
    assert latest(copy).minutes == 60
    assert Adaptation.objects.get(plan=copy).known["minutes"] == 60


def test_the_new_words_of_an_original_that_closes_are_not_taken(original, copy, browser):
    published(original, minutes=90, licence="Tous droits réservés")
    page = browser.get(address(copy))
    assert "ne se prennent pas" in page.text
    assert 'value="prendre"' not in page.text
    browser.post(address(copy), fields_of(page) | {"choix-minutes": "prendre", "tout": "oui"})
    assert latest(copy).minutes == 60


def test_taking_binds_to_the_licence_of_that_day(original, copy, browser):
    published(original, minutes=90, licence="CC BY-NC-SA 4.0")
    assert "elle vaut pour votre séance" in browser.get(address(copy)).text
    choose(browser, copy, minutes="prendre")
    assert Adaptation.objects.get(plan=copy).licence == "CC BY-NC-SA 4.0"
    assert latest(copy).source_credit.endswith("CC BY-NC-SA 4.0")


def test_a_reserved_file_is_shown_and_not_taken(original, copy, browser):
    published(original, attachments=[a_file("Fermé", "Tous droits réservés")])
    page = browser.get(address(copy))
    assert "Ce fichier ne se prend pas" in page.text
    browser.post(address(copy), fields_of(page) | {"tout": "oui"})
    assert list(latest(copy).attachments) == []


def test_when_the_original_is_gone_the_page_says_so(original, copy, browser):
    original.unpublish()
    assert "L’original n’est plus public" in browser.get(address(copy)).text
    original.delete()
    page = browser.get(address(copy))
    assert page.status_code == 200
    assert "La source" in page.text


def test_the_plan_of_somebody_else_does_not_exist(original, copy):
    assert browser_of(an_author("autre@exemple.fr")).get(address(copy)).status_code == 404
    assert Client().get(address(copy)).status_code == 302
    assert browser_of(copy.owner).get(address(original)).status_code == 404


def test_the_published_copy_changes_only_through_its_draft(original, copy, browser):
    public = published(copy)
    published(original, minutes=90)
    choose(browser, public, minutes="prendre")
    assert again(public).minutes == 60
    assert again(public).has_unpublished_changes
    assert latest(public).minutes == 90


def test_no_payload_runs_from_what_changed(original, copy, browser, author):
    hostile = "\n".join(PAYLOADS)[:30_000]
    line = " ".join(hostile.split())
    change(copy, author, summary=line[300:600], equipment=hostile[100:4000])
    body = [an_activity(line[:120], 30, {"mediator": hostile, "participants": line})]
    published(original, summary=line[:300], equipment=hostile[:4000], body=body)
    page = browser.get(address(copy))
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    allowed = {
        "a",
        "main",
        "div",
        "h1",
        "h2",
        "p",
        "section",
        "form",
        "fieldset",
        "legend",
        "input",
        "label",
        "button",
        "ul",
        "li",
    }
    allowed |= {"ins", "del", "span", "dl", "dt", "dd", "svg", "use"}
    assert {tag.lower() for tag in re.findall(r"<([a-zA-Z][\w-]*)", main)} <= allowed
    assert not re.search(r"<[^>]*\son\w+\s*=", main)


def test_the_cost_does_not_grow_with_what_changed(original, copy, browser, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = {}
    for number in (2, 20):
        published(original, body=[an_activity(f"Activité {n} {number}", 10) for n in range(number)])
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address(copy)).status_code == 200
        counts[number] = len(captured)
    assert counts[2] == counts[20]


def test_publishing_an_original_costs_the_same_letters_or_not(original, author, django_capture_on_commit_callbacks):
    """Who follows nothing, costs nothing: plans that nobody adapted ask one query more."""
    assert PlanPage.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        published(original, minutes=90)
    assert mail.outbox == []
