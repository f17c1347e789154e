"""The column of facets and the chips, as the page shows them: plain values made from counts and names."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import groupby

from search import address
from search.labels import TITLES, Names
from search.question import FACETS, Question
from search.words import fold

# The others wait behind their title until something in them is chosen.
OPEN = frozenset({"type", "theme", "niveau", "duree"})
# How many values of a facet the column shows: those that give most, and what is chosen. The others are on a page of their own,
# so that a site with thousands of keywords has a column that one can read, and that does not take longer than the search.
MOST = 30
# A list of keywords begins with what is no letter.
NO_LETTER = "0–9"
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Option:
    """One value that can be chosen; `count` is what it would give."""

    key: str
    value: str
    name: str
    count: int
    checked: bool
    children: tuple["Option", ...] = ()

    @property
    def html_id(self) -> str:
        return "-".join(("f", self.key, re.sub(r"[^\w-]", "-", self.value)))

    @property
    def opens(self) -> bool:
        """Whether what is below must be in sight."""
        return any(child.checked for child in self.children)


@dataclass(frozen=True)
class Group:
    """Options under a title of their own; without one in most facets."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Box:
    """One facet."""

    key: str
    title: str
    groups: tuple[Group, ...]
    # How many values there are, when `groups` has fewer.
    more_than_shown: int = 0

    @property
    def options(self) -> list[Option]:
        return [option for group in self.groups for option in group.options]

    @property
    def chosen(self) -> int:
        return sum(part.checked for option in self.options for part in (option, *option.children))

    @property
    def is_a_choice(self) -> bool:
        """Choosing the only value changes nothing, unless it is chosen and hides the rest."""
        return bool(self.chosen) or len(self.options) > 1 or any(option.children for option in self.options)

    @property
    def is_open(self) -> bool:
        return self.key in OPEN or self.chosen > 0


@dataclass(frozen=True)
class Chip:
    """One choice, with the address of the same question without it."""

    title: str
    name: str
    query: str


def boxes(counts: Counts, question: Question, names: Names) -> list[Box]:
    """Every facet with every value that gives something, and what is chosen."""
    return [_box(key, _values(key, counts, question), counts, question, names) for key in FACETS]


def short_boxes(counts: Counts, question: Question, names: Names) -> list[Box]:
    """As `boxes`; of the facets that have more than `MOST` values and no order of their own, those that give most."""
    found = []
    for key in FACETS:
        values, shown = _values(key, counts, question), counts.get(key, {})
        if len(values) > MOST and key != "competence":
            most = nsmallest(MOST, shown.items(), key=lambda item: (-item[1], item[0]))
            few = {value for value, _count in most} | question.chosen.get(key, frozenset())
            box = _box(key, few, counts, question, names)
            found.append(replace(box, more_than_shown=len(values) if len(few) < len(values) else 0))
        else:
            found.append(_box(key, values, counts, question, names))
    return found


def whole_box(key: str, counts: Counts, question: Question, names: Names) -> Box:
    """One facet as a list to look through: values that have no order of their own are under their first letter."""
    box = _box(key, _values(key, counts, question), counts, question, names)
    if key == "competence" or key in address.FIXED:
        return box
    ordered = sorted(box.options, key=lambda option: (fold(option.name), option.value))
    return replace(box, groups=tuple(Group(title, tuple(some)) for title, some in groupby(ordered, key=_letter)))


def _letter(option: Option) -> str:
    first = fold(option.name)[:1].upper()
    return first if first.isalpha() else NO_LETTER


def _values(key: str, counts: Counts, question: Question) -> Set[str]:
    return counts.get(key, {}).keys() | question.chosen.get(key, frozenset())


def _box(key: str, values: Set[str], counts: Counts, question: Question, names: Names) -> Box:
    return Box(key, str(TITLES[key]), tuple(_groups(key, values, counts.get(key, {}), question, names)))


def _groups(key: str, values: Set[str], counts: Mapping[str, int], question: Question, names: Names) -> Iterator[Group]:
    chosen = question.chosen.get(key, frozenset())

    def option(value: str, name: str, children: tuple[Option, ...] = ()) -> Option:
        return Option(key, value, name, counts.get(value, 0), value in chosen, children)

    if key != "competence":
        made = [option(value, names.of(key, value)) for value in values]
        yield Group("", tuple(sorted(made, key=lambda one: _place(key, one))))
        return
    for tree in names.trees:
        branches = []
        for branch in tree.branches:
            leaves = tuple(option(leaf.value, leaf.name) for leaf in branch.leaves if leaf.value in values)
            if leaves or branch.value in values:
                branches.append(option(branch.value, branch.name, leaves))
        if branches:
            yield Group(tree.name, tuple(branches))


def _place(key: str, option: Option) -> tuple[int, int, str]:
    """In its own order if it has one; else what gives most first."""
    order = address.FIXED.get(key, ())
    if option.value in order:
        return (order.index(option.value), 0, "")
    return (0, -option.count, option.name.casefold())


def chips(question: Question, names: Names) -> list[Chip]:
    """What was chosen, in the order of the facets."""
    return [
        Chip(str(TITLES[key]), names.of(key, value), address.write(address.without(question, key, value)))
        for key in FACETS
        for value in sorted(question.chosen.get(key, ()))
    ]
