"""What answers at once, above the results: the word of the glossary and the competence that the question names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from search.labels import competence_rows
from search.models import SearchDocument
from search.question import Alternative, Group
from search.ranking import names_of, stems_of
from search.understanding import understand
from search.words import fold, words

GLOSSARY = "mot"
# « 4.2 », as a mediator names a competence.
_CODE = re.compile(r"(?<![\d.,])\d\.\d{1,2}(?![\d.,]\d)")
# What says that a competence is meant, and in which framework: no part of its name.
_NAMING = re.compile(r"competences?|referentiels?|crcn|pix|digcomp")
# How much of the question a name must be; a competence may also be named by its sentence in plain words, which is worth less.
SHARE, PLAIN = 0.5, 0.7
MOST_NAMES = 8


@dataclass(frozen=True)
class NamedCompetence:
    """A competence as it is shown; `path` is the end of its address, after that of the page of frameworks."""

    identifier: str
    path: str
    title: str
    plain: str

    @property
    def code(self) -> str:
        return self.identifier.partition(":")[2]

    @property
    def framework(self) -> str:
        """`digcomp` for every version of it."""
        return self.identifier.partition(":")[0].partition("-")[0]


@dataclass(frozen=True)
class Answers:
    word: SearchDocument | None = None
    competence: NamedCompetence | None = None


def answers(
    typed: str,
    language: str = "fr",
    groups: tuple[Group, ...] | None = None,
    among: Sequence[SearchDocument] | None = None,
) -> Answers:
    """At most one of each; `groups` when the question was already understood. Two queries beside that.

    With `among`, the first results, the word is looked for there only, without a query: a word that is named so comes first.
    """
    found = understand(typed, language) if groups is None else groups
    if not found:
        return Answers()
    return Answers(_word(found, language, among), _by_code(typed, language) or _competence(found, typed, language))


def _word(
    groups: tuple[Group, ...], language: str, among: Sequence[SearchDocument] | None = None
) -> SearchDocument | None:
    """The word of the glossary that is the greatest part of the question."""
    shares = {name: share for name, share in names_of(groups, language).items() if share >= SHARE}
    if among is not None:
        words = [page for page in among if page.kind == GLOSSARY and page.language == language[:2]]
        named = [page for page in words if any(name in shares for name in page.title_stems.split("\n"))]
        return max(named, key=lambda page: _said(page.title_stems.split("\n"), shares), default=None)
    names = sorted(shares, key=lambda name: (-shares[name], name))[:MOST_NAMES]
    if not names:
        return None
    said = Q(pk=None)
    for name in names:
        said |= Q(title_stems=name) | Q(title_stems__startswith=f"{name}\n")
        said |= Q(title_stems__endswith=f"\n{name}") | Q(title_stems__contains=f"\n{name}\n")
    rows = list(SearchDocument.objects.filter(said, kind=GLOSSARY, language=language[:2]).order_by("title_words", "pk"))
    return max(rows, key=lambda row: _said(row.title_stems.split("\n"), shares), default=None)


def _said(names: list[str], shares: dict[str, float]) -> tuple[float, bool]:
    """The best share of its names; between equals, the one whose title it is."""
    best = max(shares.get(name, 0.0) for name in names)
    return best, shares.get(names[0], 0.0) == best


def _by_code(typed: str, language: str) -> NamedCompetence | None:
    """The competence whose code is typed, in the framework that is named, or in the first that has it when none is."""
    codes = set(_CODE.findall(typed))
    if not codes:
        return None
    return next((row for row, _t, _p in _competences(typed, language[:2]) if row.code in codes), None)


def _competence(groups: tuple[Group, ...], typed: str, language: str) -> NamedCompetence | None:
    """The competence that says enough of the question, its title before its sentence; frameworks in their order."""
    best, found = SHARE, None
    asked = tuple(group for group in groups if not _NAMING.fullmatch(fold(group.typed))) or groups
    for competence, title, plain in _competences(typed, language[:2]):
        score = _covered(asked, title, plain, language)
        if score > best:
            best, found = score, competence
    return found


def _competences(typed: str, language: str) -> list[tuple[NamedCompetence, str, str]]:
    """Every competence with the stems of its title and of its sentence; those of the framework that is named, if one is."""
    every = [
        (
            NamedCompetence(f"{row.framework}:{row.code}", f"{row.framework}/{row.code}/", row.title, row.plain or ""),
            row.title_stems,
            row.plain_stems,
        )
        for row in competence_rows(language)
        if row.title
    ]
    said = fold(typed)
    return [row for row in every if row[0].framework in said] or every


def _covered(groups: tuple[Group, ...], title: str, plain: str, language: str) -> float:
    total = 0.0
    for group in groups:
        for text, worth in ((title, 1.0), (plain, PLAIN)):
            # As it was typed too: pages may not have a word that a competence has.
            ways = [Alternative(tuple(words(group.typed, language))), *group.alternatives]
            ways = [way for way in ways if f" {' '.join(stems_of(way, language))} " in f" {text} "]
            if ways:
                total += group.weight * worth * max(way.weight for way in ways)
                break
    return total / sum(group.weight for group in groups)
