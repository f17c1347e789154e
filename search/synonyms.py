"""Expressions that are sought together: read from the rows that editors keep, applied to the question."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Count, Max

from core.cache import kept as cached
from search.french import root
from search.models import Synonym
from search.words import fold_word, is_stop_word, split

DATA = Path(__file__).parent / "data"
# How much an expression that was not typed is worth.
WEIGHTS = {Synonym.Kind.SAME: 0.7, Synonym.Kind.ACRONYM: 0.9, Synonym.Kind.ONE_WAY: 0.6}
# A shorter acronym stands for too many things to be sought by those who typed what it means.
SHORTEST_ACRONYM = 3
# How many words of their own may stand between two of an expression.
GAP = 2

Key = tuple[str, ...]


@dataclass(frozen=True)
class Expansion:
    """Another way of saying an expression, and what it is worth."""

    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Synonyms:
    """For each expression, by `key_of`, its other ways of being said."""

    expansions: Mapping[Key, tuple[Expansion, ...]]
    longest: int
    # For the stems of an expression, its key: « elle rame » is said with « ramer ».
    by_stems: Mapping[Key, Key] = field(default_factory=dict)
    language: str = "fr"
    # By the first of the words that mean something: those of each expression that has several, with all that it says.
    spoken: Mapping[str, Sequence[tuple[Key, tuple[str, ...]]]] = field(default_factory=dict)

    def of(self, words: Iterable[str]) -> tuple[Expansion, ...]:
        return self.expansions.get(self._key(words), ())

    def together(self, words: Sequence[str]) -> list[str]:
        """The words with those of an expression brought together: « mettre un site de côté » says « mettre de côté »."""
        said = list(words)
        for start in range(len(said)):
            best: tuple[int, list[int], tuple[str, ...]] = (1, [], ())
            for roots, expression in self.spoken.get(self._root(said[start]), ()) if start < len(said) else ():
                places = self._places(said, start, roots)
                if len(places) > best[0] and tuple(said[start : start + len(expression)]) not in self:
                    best = len(places), places, expression
            if best[1]:
                rest = [word for place, word in enumerate(said) if place > start and place not in best[1]]
                said = [*said[:start], *best[2], *rest]
        return said

    def _places(self, said: Sequence[str], start: int, roots: Key) -> list[int]:
        """Where each of the words is, in their order and not far apart; nothing if one is not there."""
        places = [start]
        for wanted in roots[1:]:
            between = 0
            for place in range(places[-1] + 1, len(said)):
                if self._root(said[place]) == wanted:
                    places.append(place)
                    break
                between += not is_stop_word(said[place], self.language)
                if between > GAP:
                    return []
            else:
                return []
        return places

    def _root(self, word: str) -> str:
        return stems_key([word], self.language)[0]

    def __contains__(self, words: Iterable[str]) -> bool:
        return self._key(words) in self.expansions

    def _key(self, words: Iterable[str]) -> Key:
        said = tuple(words)
        exact = key_of(said)
        return exact if exact in self.expansions else self.by_stems.get(stems_key(said, self.language), exact)


def key_of(words: Iterable[str]) -> Key:
    """The same with and without capitals, accents and marks of the plural."""
    folded = (fold_word(word) for word in words)
    return tuple(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in folded)


def stems_key(words: Iterable[str], language: str) -> Key:
    """The same for every ending; a word of three letters has none."""
    return tuple(root(word, language) if len(word) > 3 else fold_word(word) for word in words)


def _words(expression: str) -> tuple[str, ...]:
    return tuple(word for word, _start, _end in split(expression))


def gather(rows: Iterable[tuple[str, list[str]]], language: str = "fr") -> Synonyms:
    """From rows of a kind and its expressions, in their order."""
    found: dict[Key, dict[tuple[str, ...], float]] = {}
    by_stems: dict[Key, Key] = {}
    spoken: dict[str, dict[Key, tuple[str, ...]]] = defaultdict(dict)
    for kind, lines in rows:
        said = [words for line in lines if (words := _words(line))]
        acronym = kind == Synonym.Kind.ACRONYM
        for words in said[:1] if kind == Synonym.Kind.ONE_WAY else said:
            others = found.setdefault(key_of(words), {})
            # Who types "café" does not mean the CAF.
            if not acronym and max(map(len, words)) > 3:
                by_stems.setdefault(stems_key(words, language), key_of(words))
            meant = stems_key([word for word in words if not is_stop_word(word, language)], language)
            if len(meant) > 1:
                spoken[meant[0]].setdefault(meant, words)
            for other in said:
                short = acronym and len(other) == 1 and len(other[0]) < SHORTEST_ACRONYM
                if key_of(other) != key_of(words) and not short:
                    others[other] = max(others.get(other, 0.0), WEIGHTS[Synonym.Kind(kind)])
    return Synonyms(
        {key: tuple(Expansion(words, weight) for words, weight in others.items()) for key, others in found.items()},
        max(map(len, found), default=1),
        by_stems,
        language,
        {first: list(expressions.items()) for first, expressions in spoken.items()},
    )


_kept: dict[str, tuple[object, Synonyms]] = {}


def load(language: str) -> Synonyms:
    """Those of a language; read again by each process when a row was added, changed or taken away, which moves the content
    version."""
    rows = Synonym.objects.filter(language__startswith=language[:2])
    now = cached(
        f"search-synonyms:{language}",
        lambda: rows.aggregate(number=Count("pk"), latest=Max("changed_at"), last=Max("pk")),
    )
    version, kept = _kept.get(language, (None, None))
    if kept is None or version != now:
        kept = gather(((row.kind, row.lines()) for row in rows.order_by("pk")), language[:2])
        _kept[language] = now, kept
    return kept


def starter_rows() -> list[Synonym]:
    """What a fresh installation has: our own list, and the acronyms of service-public.fr."""
    acronyms = json.loads((DATA / "abreviations-service-public.json").read_text())
    rows = [
        Synonym(kind=Synonym.Kind.ACRONYM, expressions=f"{short}\n{long}", origin="service-public.fr")
        for short, long in acronyms["abreviations"].items()
    ]
    for line in (DATA / "synonymes.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            one_way = "→" in line
            parts = [part.strip() for part in line.replace("→", ";").split(";")]
            kind = Synonym.Kind.ONE_WAY if one_way else Synonym.Kind.SAME
            rows.append(Synonym(kind=kind, expressions="\n".join(parts), origin="pas-a-pas"))
    return rows
