"""What a crash or a hand in the database leaves wrong is told, and mended."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyroaring import BitMap
from wagtail.models import Page

from home.models import HomePage
from search import sets
from search.checking import read_model_differences, wrong_words
from search.engines import engine
from search.engines.base import Differences
from search.models import FacetSet, SearchDocument, SearchWord
from search.question import Question
from search.understanding import understand
from tests.factories import a_page

pytestmark = pytest.mark.postgres


@pytest.fixture
def wrong(home: HomePage) -> Differences:
    """One page that is not known, one that should not be, one that says something else; words that are not there."""
    missing, extra, stale = a_page(home, "Inconnue"), a_page(home, "Un surplus"), a_page(home, "Ancienne")
    SearchDocument.objects.filter(page=missing.pk).delete()
    Page.objects.filter(pk=extra.pk).update(live=False)
    Page.objects.filter(pk=stale.pk).update(title="Nouvelle")
    SearchWord.objects.filter(word="surplus").delete()
    FacetSet.objects.filter(key="langue").update(documents=BitMap([1_000_000]).serialize())
    FacetSet.objects.filter(key="type").delete()
    return Differences(missing=(missing.pk,), extra=(extra.pk,), stale=(stale.pk,))


def test_each_difference_is_found(wrong: Differences) -> None:
    assert read_model_differences() == wrong
    assert ("fr", "surplus") in wrong_words()
    assert {key for key, _value in sets.wrong()} >= {"langue", "type"}


def test_the_check_fails_when_something_differs(wrong: Differences) -> None:
    told = StringIO()
    with pytest.raises(CommandError, match="--fix"):
        call_command("search_check", stdout=told)
    assert "1 missing, 1 extra, 1 stale" in told.getvalue()


@pytest.mark.parametrize("command", [("search_check", "--fix"), ("search_rebuild",)])
def test_what_differs_is_mended(wrong: Differences, command: tuple[str, ...]) -> None:
    call_command(*command, stdout=StringIO())
    assert not read_model_differences()
    assert wrong_words() == {}
    assert sets.wrong() == {}
    assert sorted(SearchDocument.objects.values_list("title", flat=True)) == ["Inconnue", "Nouvelle"]


def test_a_second_rebuild_writes_nothing(home: HomePage) -> None:
    a_page(home, "Aide")
    told = StringIO()
    call_command("search_rebuild", stdout=told)
    assert "1 pages are known to search; 0 were written anew." in told.getvalue()


def test_the_cost_of_a_check_does_not_grow_with_the_pages(home: HomePage) -> None:
    counts = []
    for number in (2, 18):
        for n in range(number):
            a_page(home, f"Page {number}-{n}")
        with CaptureQueriesContext(connection) as captured:
            read_model_differences()
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_index_that_lost_a_page_is_found_and_written_anew(home: HomePage) -> None:
    page = a_page(home, "Imprimante")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_title(search_title) VALUES ('delete-all')")
        assert engine().differences().stale == (page.pk,)
        with pytest.raises(CommandError, match="--fix"):
            call_command("search_check", stdout=StringIO())
    call_command("search_check", "--fix", stdout=StringIO())
    assert not engine().differences()
    assert [hit.page_id for hit in engine().search(Question(groups=understand("imprimante"))).hits] == [page.pk]
