"""The column of facets and the chips, as the page shows them: plain values made from counts and names."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from search import address
from search.labels import TITLES, Names
from search.question import FACETS, Question

# The others wait behind their title until something in them is chosen.
OPEN = frozenset({"type", "theme", "niveau", "duree"})
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
    """Every facet; none of its values is hidden because others give more."""
    # What gives something, and what is chosen.
    shown = {key: counts.get(key, {}).keys() | question.chosen.get(key, frozenset()) for key in FACETS}
    return [
        Box(key, str(TITLES[key]), tuple(_groups(key, shown[key], counts.get(key, {}), question, names)))
        for key in FACETS
    ]


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
