"""A question, whoever answers it: plain frozen values, made from an address and read by every engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

# The facets, in the order of the page: each is a key of the address.
FACETS = ("type", "theme", "competence", "niveau", "duree", "public", "langue", "licence", "mot-cle")
SORTS = ("pertinence", "titre", "duree", "recent")
PAGE_SIZE = 20
# Without words, what people come for stands first, and what one only looks up last; a kind that is in neither is between.
FIRST_KINDS, LAST_KINDS = ("parcours", "module", "seance", "sequence"), ("page", "mot")
# What a person may type before we stop reading.
MAX_LENGTH, MAX_WORDS, MAX_PAGE = 200, 16, 500
# How many ways of saying its groups a question may have in all: an engine looks for each, whatever is typed.
MOST_WAYS = 48
# What is left of them when there is little time.
FEW_WORDS = 3
# A group that weighs less decides nothing alone.
LIGHT = 0.5


@dataclass(frozen=True)
class Alternative:
    """One way of saying a word of the question: itself, a correction, a synonym of one or several words."""

    # In the order in which they follow each other in a text, stop words included: `("mot", "de", "passe")`.
    words: tuple[str, ...]
    # 1 for what was typed, less for what we suppose.
    weight: float = 1.0
    # The words may stand anywhere in the page, but all of them must.
    apart: bool = False


@dataclass(frozen=True)
class Group:
    """A word of the question, or several that go together, with the other ways of saying it. A document that has one
    of the alternatives has the group."""

    typed: str
    alternatives: tuple[Alternative, ...]
    # How much of the question it is: less than 1 for a word of every question.
    weight: float = 1.0


@dataclass(frozen=True)
class Question:
    """What is asked. Without groups, everything is right, and sorted by kind (`place_of`) then title unless it says
    otherwise."""

    language: str = "fr"
    typed: str = ""
    groups: tuple[Group, ...] = ()
    # For each facet, the values chosen: one of them is enough within a facet, each facet must agree.
    chosen: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    sort: str = SORTS[0]
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def sought(self) -> tuple[Group, ...]:
        """What decides which documents are right; the other groups only help to put them in order."""
        return tuple(group for group in self.groups if group.weight >= LIGHT) or self.groups

    @property
    def start(self) -> int:
        return (self.page - 1) * self.size


def place_of(kind: str) -> int:
    """Where pages of a kind stand in a list that no words were asked of."""
    if kind in FIRST_KINDS:
        return FIRST_KINDS.index(kind)
    return len(FIRST_KINDS) + (LAST_KINDS.index(kind) + 1 if kind in LAST_KINDS else 0)


def required(groups: int) -> int:
    """How many of the question's groups a document must have: half of them, of three one.

    All would find nothing as soon as one word is not the site's own; one would count in pages that only say "site".
    The ranking prefers those that have more. Every engine applies it, so that totals mean the same. When no document has
    so many, one is enough.
    """
    return max(groups // 2, 1)


def is_empty(counts: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether no document in the languages asked has enough of the words: other languages are counted too, elsewhere."""
    return not any(values for key, values in counts.items() if key != "langue")


def bounded(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The same groups with `MOST_WAYS` in all: of those that have many, the first, which are the surest."""
    ways = [len(group.alternatives) for group in groups]
    most = max(ways, default=0)
    while most > 1 and sum(min(number, most) for number in ways) > MOST_WAYS:
        most -= 1
    return tuple(replace(group, alternatives=group.alternatives[:most]) for group in groups)


def simpler(question: Question) -> Question:
    """The same in few words, as they were typed, for a database that had no time for more: the longest say most."""
    longest = sorted(question.sought, key=lambda group: -len(group.typed))[:FEW_WORDS]
    kept = [replace(group, alternatives=group.alternatives[:1]) for group in question.groups if group in longest]
    return replace(question, groups=tuple(kept))


def choices(question: Question) -> dict[str, frozenset[str]]:
    """The facets that filter: a language is always chosen, that of the page if no other is."""
    chosen = {key: values for key, values in question.chosen.items() if values}
    chosen.setdefault("langue", frozenset([question.language]))
    return chosen
