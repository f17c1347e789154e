"""The numbers of what was published, that people cite."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils.translation import override

from tests.trainers.factories import a_plan
from tests.trainers.review.people import again, an_author, browser_of, published
from trainers.adapting.copying import adapt
from trainers.models import PublishedVersion
from trainers.versions.numbers import kept, spoken

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(home):
    plan = a_plan(home, "Ma séance", authors="Awa Diallo")
    return published(plan)


def page_of(plan):
    return Client().get(plan.url).text


def test_each_publication_that_changes_the_words_has_the_next_number(plan):
    assert plan.version_number == 1
    assert published(plan, summary="Un autre résumé.").version_number == 2
    assert published(plan).version_number == 2, "the same words again"
    assert published(plan, licence="CC BY 4.0").version_number == 3
    assert list(PublishedVersion.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_a_draft_has_no_number_and_an_old_text_published_again_has_a_new_one(plan):
    old = plan.get_latest_revision()
    plan = published(plan, minutes=90)
    plan.get_latest_revision_as_object().save_revision()
    assert again(plan).version_number == 2
    old.publish()
    assert (again(plan).version_number, again(plan).minutes) == (3, 60)


def test_the_public_page_and_its_data_say_the_number(plan):
    plan = published(plan, minutes=90)
    page = page_of(plan)
    assert re.search(r"Version 2 du \d+.* \d{4} · Awa Diallo", page)
    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.+?)</script>', page, re.DOTALL)[1])
    assert '"version": 2' in json.dumps(data)


def test_an_adaptation_says_which_version_it_comes_from(plan, home):
    plan = published(plan, minutes=90)
    copy = published(adapt(plan, an_author()), title="Ma copie")
    assert re.fullmatch(r"2, \d{4}-\d\d-\d\d", copy.source_version)
    assert copy.version_number == 1
    assert re.search(r"Adaptée de.+Ma séance</a> \(version 2 du \d+.+, Awa Diallo, CC BY-SA 4.0\)", page_of(copy))


def test_the_history_names_what_was_published_by_its_number(plan):
    author = an_author()
    plan.owner = author
    plan.save()
    plan = published(plan, minutes=90)
    plan.get_latest_revision_as_object().save_revision(user=author)
    said = re.findall(r"<h3>(.+?)[ <]", browser_of(author).get(f"/compte/seances/{plan.pk}/versions/").text)
    assert said == ["Brouillon", "Version", "Version"]
    assert "<h3>Version 2 <span" in browser_of(author).get(f"/compte/seances/{plan.pk}/versions/").text


def test_a_copy_of_a_plan_begins_again(plan, home):
    copied = plan.copy(update_attrs={"slug": "copie"}, keep_live=False)
    assert again(copied).version_number == 0
    assert again(copied).version == ""


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("3, 2026-03-12", "version 3 du 12 mars 2026"),
        ("2026-03-12", "version du 12 mars 2026"),
        ("2, 2026-13-45", "version 2, 2026-13-45"),
        ("1.4", "version 1.4"),
        ("", ""),
    ],
)
def test_a_version_is_said_in_words(version, words):
    with override("fr"):
        assert spoken(version) == words


def test_a_version_is_kept_with_its_day_here():
    assert kept(3, datetime(2026, 3, 12, 23, 30, tzinfo=UTC)) == "3, 2026-03-13"
    assert kept(0, datetime(2026, 3, 12, 12, tzinfo=UTC)) == "2026-03-12"
    assert kept(3, None) == ""
