"""The places of the directory among the results.

They are no pages, and a national list has twenty thousand: among the documents they would change how rare each word is, and so
the order of what teaches. They are asked apart, of a column that the directory keeps for it, and shown below the pages; alone
with `type=lieu`, or when no page answers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.pieces import in_batches
from search.landmarks import directory
from search.models import SearchDocument
from search.question import MAX_WORDS, Question
from search.words import stem, words
from trainers.places.models import Place
from trainers.places.text import folded
from trainers.plans.pages import PlanPage
from trainers.plans.sequences import SequencePage

KIND = "lieu"
LABELS = (_("Lieu"), _("Lieux"))
# How many are shown below the pages.
FIRST = 3
# A shorter word is looked for whole: « eu » is not the beginning of « Eure ».
BEGINNING = 3
BATCH = 500
Chosen = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Places:
    """How many places answer, and some of them as results."""

    total: int = 0
    documents: tuple[SearchDocument, ...] = ()


def alone(question: Question) -> bool:
    """Whether only places are asked."""
    return question.chosen.get("type") == {KIND}


def without_places(chosen: Chosen) -> Chosen:
    """What is asked of an engine, which knows pages only: the other types, or all when there are no others."""
    types = chosen.get("type", frozenset()) - {KIND}
    return {key: values for key, values in chosen.items() if key != "type"} | ({"type": types} if types else {})


def may_answer(question: Question) -> bool:
    """Whether nothing is chosen that a place does not have."""
    others = question.chosen.keys() - {"type", "langue"}
    language = question.language[:2]
    return (
        not others
        and KIND in question.chosen.get("type", {KIND})
        and language in question.chosen.get("langue", {language})
    )


def look(question: Question, *, start: int = 0, size: int = FIRST) -> Places:
    """The listed places that have every word of the question in their name, town, département or services, in order of name.

    Two queries at most, both answered by one index, whatever the number of places.
    """
    base_url = directory(question.language[:2])
    if not base_url or not may_answer(question):
        return Places()
    found = saying(question.typed, question.language)
    total = found.count()
    if total <= start:
        return Places(total)
    shown = found.order_by("found_by", "pk").defer("presentation", "extra", "other_labels")[start : start + size]
    return Places(total, tuple(_document(place, base_url, question.language[:2]) for place in shown))


def saying(typed: str, language: str) -> QuerySet[Place]:
    places = Place.objects.listed()
    for word in words(typed, language)[:MAX_WORDS]:
        says = Q(pk=None)
        for beginning in {folded(word), stem(word, language)} - {""}:
            says |= Q(found_by__contains=f" {beginning}" if len(beginning) >= BEGINNING else f" {beginning} ")
        places = places.filter(says)
    return places


def written_at(places: Iterable[int]) -> set[int]:
    """The pages that name one of these places as where they were written, in one query for each type."""
    wanted = list(places)
    return {
        pk
        for batch in in_batches(wanted, BATCH)
        for model in (PlanPage, SequencePage)
        for pk in model.objects.filter(place__in=batch).values_list("pk", flat=True)
    }


def _document(place: Place, base_url: str, language: str) -> SearchDocument:
    """A place as a result; it is not written. Only what its own page shows."""
    values: dict[str, Any] = {
        "url": f"{base_url}{place.slug}/",
        "title": place.name,
        "summary": f"{place.address}, {place.postcode} {place.town}",
        "body": "\n".join(filter(None, [place.public_text(place.summary), *place.services])),
    }
    return SearchDocument(language=language, kind=KIND, **values)
