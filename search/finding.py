"""From what an address asks to what is shown: the page and the API answer with the same thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from competencies.levels import band_name
from core.typography import typeset_pieces
from search import address, places
from search.answers import Answers, answers
from search.boxes import Box, Chip, boxes, chips, short_boxes, whole_box
from search.engines import engine
from search.engines.base import Hit, Piece, Results
from search.extracts import Sought, extract, marked_title
from search.labels import LANGUAGES, Names, kinds, names
from search.models import SearchDocument
from search.question import FACETS, MAX_PAGE, Alternative, Group, Question
from search.understanding import Understanding, interpret
from search.vocabulary import near
from search.words import words

NEAR_WORDS = 5


@dataclass(frozen=True)
class Card:
    """One result."""

    document: SearchDocument
    title: tuple[Piece, ...]
    extract: tuple[Piece, ...]
    kind: str

    @property
    def level(self) -> str:
        return band_name(self.document.level)

    @property
    def has_extract(self) -> bool:
        return any(piece.text for piece in self.extract)

    @property
    def language_name(self) -> str:
        return LANGUAGES.get(self.document.language, self.document.language)


@dataclass(frozen=True)
class Found:
    """The answer to a question; `question` is what the address says, without what it says in vain."""

    question: Question
    ignored: tuple[address.Ignored, ...]
    results: Results
    cards: tuple[Card, ...]
    names: Names
    understood: Understanding
    # Only above the first page of a question without choices.
    answers: Answers
    # The first places, and how many there are, when pages answer too.
    places: tuple[Card, ...] = ()
    places_total: int = 0

    @property
    def total(self) -> int:
        return self.results.total

    @property
    def places_query(self) -> str:
        """The same words, asked of the places only."""
        bare = address.without_choices(self.question)
        return address.write(address.choosing(bare, "type", places.KIND))

    @property
    def names_a_place(self) -> bool:
        """Whether its words, which no page says so, are those of a place: it then comes before the pages."""
        return bool(self.places and (self.understood.corrected or self.understood.ignored))

    @property
    def pages(self) -> int:
        return min(ceil(self.total / self.question.size), MAX_PAGE)

    @property
    def query(self) -> str:
        return address.write(self.question)

    @cached_property
    def boxes(self) -> list[Box]:
        """The column of the page: very long facets are cut, and lead to a page that has the rest."""
        return short_boxes(self.results.counts, self.question, self.names)

    @property
    def whole_boxes(self) -> list[Box]:
        return boxes(self.results.counts, self.question, self.names)

    def whole_box(self, key: str) -> Box:
        return whole_box(key, self.results.counts, self.question, self.names)

    @property
    def can_narrow(self) -> bool:
        return any(box.is_a_choice for box in self.boxes)

    @cached_property
    def chips(self) -> list[Chip]:
        return chips(self.question, self.names)

    @property
    def bare_query(self) -> str:
        return address.write(address.without_choices(self.question))

    @property
    def first_query(self) -> str:
        return self._query_of(1)

    @property
    def first(self) -> int:
        """The place of the first result of this page among all."""
        return self.question.start + 1

    @property
    def previous_query(self) -> str:
        """Empty at the first page."""
        return self._query_of(min(self.question.page - 1, self.pages)) if self.question.page > 1 else ""

    @property
    def next_query(self) -> str:
        return self._query_of(self.question.page + 1) if self.question.page < self.pages else ""

    def _query_of(self, page: int) -> str:
        # Never empty, or there would seem to be no such page: `?` alone is the address without a query.
        return address.write(address.at_page(self.question, page)) or "?"


def find(read: address.Read) -> Found:
    """Ask the engine, then the read model for what it found: a fixed number of queries. Raises nothing of its own."""
    called = names()
    kept = address.keep(read.question, {key: called.known[key] for key in FACETS if key not in address.FIXED})
    question, ignored = kept.question, (*read.ignored, *kept.ignored)
    understood = interpret(question.typed, question.language)
    asked = replace(question, groups=understood.groups, chosen=places.without_places(question.chosen))
    if places.alone(question):
        # The engine only counts what the other types would give.
        return _places(question, ignored, engine().search(replace(asked, page=1, size=1)), called)
    results = engine().search(asked)
    some = places.look(question) if question.typed else places.Places()
    if some.total and not results.total and not question.chosen:
        return _places(question, ignored, results, called)
    if not results.total and not results.suggestions:
        results = replace(results, suggestions=_near(question, understood))
    documents = {d.page_id: d for d in SearchDocument.objects.in_order(hit.page_id for hit in results.hits)}
    return Found(
        question=question,
        ignored=ignored,
        results=replace(results, counts=_with_places(results.counts, some.total)),
        cards=tuple(_cards(results.hits, documents, understood)),
        names=called,
        understood=understood,
        answers=_answers(question, understood, list(documents.values())),
        places=tuple(_place_cards(some, question)) if question.page == 1 else (),
        places_total=some.total,
    )


def _places(question: Question, ignored: tuple[address.Ignored, ...], results: Results, called: Names) -> Found:
    """The answer when only places are asked, or only they answer; `results` says what the pages would give."""
    found = places.look(question, start=question.start, size=question.size)
    types = {"type": results.counts.get("type", {})}
    return Found(
        question=question,
        ignored=ignored,
        results=replace(results, total=found.total, hits=(), counts=_with_places(types, found.total)),
        cards=tuple(_place_cards(found, question)),
        names=called,
        understood=Understanding(()),
        answers=Answers(),
    )


def _with_places(counts: Mapping[str, Mapping[str, int]], number: int) -> Mapping[str, Mapping[str, int]]:
    return {**counts, "type": {**counts.get("type", {}), places.KIND: number}} if number else counts


def _place_cards(found: places.Places, question: Question) -> Iterator[Card]:
    said = words(question.typed, question.language)
    sought = Sought.of([Group(word, (Alternative((word,)),)) for word in said], question.language)
    for place in found.documents:
        title, text = marked_title(place.title, sought), extract(place.summary, place.body, sought)
        yield Card(place, _typeset(title, place.language), _typeset(text, place.language), kind=str(places.LABELS[0]))


def _near(question: Question, understood: Understanding) -> tuple[str, ...]:
    """Words of the pages that are spelt almost as those that no page has."""
    found = near(understood.ignored, question.language)
    return tuple(dict.fromkeys(row.word for rows in found.values() for row in rows))[:NEAR_WORDS]


def _answers(question: Question, understood: Understanding, first: list[SearchDocument]) -> Answers:
    if question.chosen or question.page > 1:
        return Answers()
    return answers(question.typed, question.language, understood.groups, first)


def _cards(hits: tuple[Hit, ...], documents: Mapping[int, SearchDocument], understood: Understanding) -> Iterator[Card]:
    called = kinds()
    sought = {language: Sought.of(understood.groups, language) for language in {d.language for d in documents.values()}}
    for hit in hits:
        # A page that was unpublished a moment ago may still be in the copy that answered.
        if document := documents.get(hit.page_id):
            wanted = sought[document.language]
            title = hit.title or marked_title(document.title, wanted)
            text = hit.extract or extract(document.summary, document.body, wanted)
            yield Card(
                document=document,
                title=_typeset(title, document.language),
                extract=_typeset(text, document.language),
                kind=str(called[document.kind][0]) if document.kind in called else "",
            )


def _typeset(pieces: tuple[Piece, ...], language: str) -> tuple[Piece, ...]:
    texts = typeset_pieces([piece.text for piece in pieces], language)
    return tuple(replace(piece, text=text) for piece, text in zip(pieces, texts, strict=True))
