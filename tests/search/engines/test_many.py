"""When more documents answer than are put in order by hand: the databases choose which, and nothing is lost nor shown twice."""

from random import Random

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from home.models import HomePage
from search import sets
from search.engines import database_engine, postgres
from search.engines.database import CANDIDATES
from search.models import Clock, SearchDocument, SearchFacet, SearchWord
from search.question import Alternative, Group, Question
from search.words import folded, stems
from search.writing import a_word, vocabulary

pytestmark = pytest.mark.postgres
MANY = 3 * CANDIDATES
SIZE = 20


@pytest.fixture(params=["one language", "two"])
def documents(request: pytest.FixtureRequest, home: HomePage, english: Locale) -> list[int]:
    """The pages that say « facture »: every one but a tenth; a third also say « courrier »; one is titled so."""
    random, kind = Random(1), ContentType.objects.get_for_model(Page)
    texts = [
        f"facture {'courrier ' * (n % 3 == 0)} {'papier ' * random.randrange(30)}" if n % 10 else "rien"
        for n in range(MANY)
    ]
    pages = Page.objects.bulk_create(
        Page(title=f"d{n}", slug=f"d{n}", path=f"9{n:011d}", depth=3, numchild=0, content_type=kind, locale=home.locale)
        for n in range(MANY)
    )
    rows = []
    for n, (page, text) in enumerate(zip(Page.objects.filter(depth=3).order_by("path"), texts, strict=True)):
        language = "en" if request.param == "two" and n % 4 == 1 else "fr"
        title = "La facture" if n == 78 else f"Document {n}"
        values = {"title_stems": stems(title), "body_stems": stems(text), "title_words": folded(title)}
        rows.append(
            SearchDocument(
                page=page,
                language=language,
                kind="page",
                title=title,
                body=text,
                version=1,
                body_words=folded(text),
                **values,
            )
        )
    assert len(pages) == len(rows)
    SearchDocument.objects.filter(page=home.pk).delete()
    SearchDocument.objects.bulk_create(rows)
    written = list(SearchDocument.objects.order_by("pk"))
    SearchFacet.objects.bulk_create(
        SearchFacet(document=row, key=key, value=value)
        for row in written
        for key, value in (("langue", row.language), ("niveau", f"n{row.pk % 2}"))
    )
    counted = [word for row in written for word in vocabulary(row.language, row)]
    SearchWord.objects.bulk_create(a_word(*word, counted.count(word)) for word in sorted(set(counted)))
    sets.repair()
    Clock.tick()
    return [row.page_id for row in written if row.language == "fr" and "facture" in row.body]


def asked(*words: str, **rest) -> Question:
    return Question(groups=tuple(Group(word, (Alternative((word,)),)) for word in words), size=SIZE, **rest)


def pages_of(question_of) -> list[int]:
    """Every page of results, one after the other."""
    found: list[int] = []
    for page in range(1, MANY // SIZE + 2):
        found += [hit.page_id for hit in database_engine().search(question_of(page)).hits]
    return found


@pytest.mark.parametrize("weighed", [50, 10_000])
def test_every_page_is_shown_once(documents: list[int], monkeypatch: pytest.MonkeyPatch, weighed: int) -> None:
    monkeypatch.setattr(postgres, "WEIGHED", weighed)
    found = pages_of(lambda page: asked("facture", page=page))
    assert sorted(found) == sorted(documents)
    assert database_engine().search(asked("facture")).total == len(documents)


def test_a_title_comes_first_however_many_only_speak_of_it(
    documents: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "WEIGHED", 50)
    titled = SearchDocument.objects.get(title="La facture").page_id
    assert database_engine().search(asked("facture")).hits[0].page_id == titled


def test_those_that_have_more_of_the_words_come_first(documents: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "WEIGHED", 50)
    both = set(
        SearchDocument.objects.filter(page__in=documents, body__contains="courrier").values_list("page_id", flat=True)
    )
    hits = database_engine().search(asked("facture", "courrier")).hits
    assert {hit.page_id for hit in hits} <= both


def test_what_is_chosen_is_chosen_among_all(documents: list[int]) -> None:
    chosen = {"niveau": frozenset(["n1"])}
    right = SearchDocument.objects.filter(page__in=documents, facets__value="n1").values_list("page_id", flat=True)
    found = pages_of(lambda page: asked("facture", page=page, chosen=chosen))
    assert sorted(found) == sorted(right)
