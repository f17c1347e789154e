"""The address of a search, read and written. Pure functions: the address is the whole state of the page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol
from urllib.parse import urlencode

from search.facets import BAND_SLUGS, DURATIONS, LONGER
from search.question import FACETS, MAX_LENGTH, MAX_PAGE, SORTS, Question

TYPED, SORT, PAGE = "q", "tri", "page"
KEYS = (TYPED, *FACETS, SORT, PAGE)
LANGUAGES = ("fr", "en")
# The facets whose values do not depend on the content, in their own order.
FIXED: Mapping[str, tuple[str, ...]] = {
    "niveau": tuple(BAND_SLUGS.values()),
    "duree": (*DURATIONS, LONGER),
    "langue": LANGUAGES,
}
# More than anybody chooses by hand.
MAX_VALUES = 30
_VALUE = re.compile(r"\w[\w.:-]{0,119}")
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\s]+")


class Parameters(Protocol):
    """What `request.GET` is."""

    def getlist(self, key: str) -> Sequence[str]: ...
    def keys(self) -> Iterable[str]: ...


@dataclass(frozen=True)
class Ignored:
    """Something in an address that says nothing to us."""

    key: str
    value: str


@dataclass(frozen=True)
class Read:
    """An address that was read: the question, and what was left aside. Keys that are not ours are in neither."""

    question: Question
    ignored: tuple[Ignored, ...] = ()


def clean(typed: str) -> str:
    """What a person typed, on one line and not endless."""
    return _NOT_TEXT.sub(" ", typed).strip()[:MAX_LENGTH].strip()


def read(parameters: Parameters, language: str) -> Read:
    """The question of an address, in the language of the page or in the only one chosen; never an error."""
    ignored: list[Ignored] = []
    chosen = {}
    for key in FACETS:
        values = [value.strip() for value in parameters.getlist(key) if value.strip()]
        good = [v for v in dict.fromkeys(values) if _VALUE.fullmatch(v) and v in FIXED.get(key, (v,))][:MAX_VALUES]
        ignored += [Ignored(key, value) for value in values if value not in good]
        if good:
            chosen[key] = frozenset(good)
    typed = [text for text in parameters.getlist(TYPED)[-1:] if text]
    question = Question(
        language=only(chosen.get("langue", frozenset()), language),
        typed=clean(typed[0]) if typed else "",
        chosen=MappingProxyType(chosen),
        sort=_last(parameters, SORT, SORTS, ignored),
        page=_page(parameters, ignored),
    )
    return Read(question, tuple(ignored))


def only(values: frozenset[str], default: str) -> str:
    return next(iter(values)) if len(values) == 1 else default


def _last(parameters: Parameters, key: str, known: Sequence[str], ignored: list[Ignored]) -> str:
    value = "".join(parameters.getlist(key)[-1:]).strip()
    if value and value not in known:
        ignored.append(Ignored(key, value))
    return value if value in known else known[0]


def _page(parameters: Parameters, ignored: list[Ignored]) -> int:
    text = "".join(parameters.getlist(PAGE)[-1:]).strip()
    # `isdecimal` alone lets through the digits of every alphabet, and numbers of any length.
    if text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= MAX_PAGE:
        return int(text)
    if text:
        ignored.append(Ignored(PAGE, text))
    return 1


def keep(question: Question, known: Mapping[str, Iterable[str]]) -> Read:
    """The question without the values that `known` does not have; a facet that is not in `known` stays as it is."""
    chosen, ignored = {}, []
    for key, values in question.chosen.items():
        kept = values & frozenset(known[key]) if key in known else values
        ignored += [Ignored(key, value) for value in sorted(values - kept)]
        if kept:
            chosen[key] = kept
    return Read(replace(question, chosen=MappingProxyType(chosen)), tuple(ignored))


def write(question: Question) -> str:
    """The query of a question, empty for the bare page: always in the same order, without what says nothing."""
    found = pairs(question)
    return f"?{urlencode(found, safe=':')}" if found else ""


def pairs(question: Question) -> list[tuple[str, str]]:
    """The same, as the fields of a form."""
    found = [(TYPED, question.typed)] if question.typed else []
    found += [(key, value) for key in FACETS for value in sorted(question.chosen.get(key, ()))]
    if question.sort != SORTS[0]:
        found.append((SORT, question.sort))
    if question.page > 1:
        found.append((PAGE, str(question.page)))
    return found


def without(question: Question, key: str, value: str) -> Question:
    """The question with one choice less, at its first page."""
    left = question.chosen.get(key, frozenset()) - {value}
    chosen = {name: values for name, values in question.chosen.items() if name != key} | ({key: left} if left else {})
    return replace(question, chosen=MappingProxyType(chosen), page=1)


def without_facet(question: Question, key: str) -> Question:
    """The question with nothing chosen in a facet, at its first page."""
    chosen = {name: values for name, values in question.chosen.items() if name != key}
    return replace(question, chosen=MappingProxyType(chosen), page=1)


def choosing(question: Question, key: str, value: str) -> Question:
    """The question with one choice more, at its first page."""
    values = question.chosen.get(key, frozenset()) | {value}
    return replace(question, chosen=MappingProxyType({**question.chosen, key: values}), page=1)


def without_choices(question: Question) -> Question:
    return replace(question, chosen=MappingProxyType({}), page=1)


def at_page(question: Question, page: int) -> Question:
    return replace(question, page=page)


def asking(typed: str, language: str = "fr") -> str:
    """The query of plain words."""
    return write(Question(language=language, typed=clean(typed)))
