"""What differs between two states of a plan, and how some of these differences are put into another state.

Pure rules on plain values. A state is what JSON can hold: for each part of a plan its text, number, list of lines or
list of blocks (`trainers.versions.states` reads one from a page or from a revision).

    differences = compare(before, after, parts)
    apply(before, differences) == after            # whatever the order in which they are taken
    apply(mine, [differences[0]])                  # only one of them, in a copy that went its own way

Blocks are known by their id, so that a moved activity is the same activity. A list of lines, to which a copy may have
added its own, receives the lines that came and loses those that went.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
State = Mapping[str, Any]
Block = Mapping[str, Any]


class Shape(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    # One word of a list of choices.
    CHOICE = "choice"
    # Some words of a list of choices.
    WORDS = "words"
    LINES = "lines"
    # The number of something else: a place, a document, a competence.
    LINK = "link"
    # Links in an order, each with what is said of it.
    ROWS = "rows"
    BLOCKS = "blocks"


LISTS = frozenset({Shape.WORDS, Shape.LINES, Shape.ROWS})


class Kind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, eq=False)
class Part:
    """One thing that a plan says; `label` is that of its form. `of` says to what a link leads."""

    name: str
    label: Any
    shape: Shape
    choices: Mapping[str, Any] = field(default_factory=dict)
    of: str = ""
    # The parts of each kind of block, and how the form calls that kind.
    blocks: Mapping[str, Sequence[Part]] = field(default_factory=dict)
    block_labels: Mapping[str, Any] = field(default_factory=dict)

    def inside(self, block: Block, name: str) -> Part:
        return next(part for part in self.blocks[block["type"]] if part.name == name)


@dataclass(frozen=True, eq=False)
class Difference:
    """From `before` to `after`. For a block: `block` is the newer of its two values, `inside` the part that changed.

    For a block that was added, removed or moved, `before` and `after` are its places, from 1; None where it is not.
    `order` is the order of all blocks afterwards.
    """

    part: Part
    kind: Kind
    before: Any
    after: Any
    block: Block | None = None
    inside: Part | None = None
    order: Sequence[str] = ()

    @property
    def key(self) -> str:
        """Its name among the differences of the same two states; two of one name are about the same thing."""
        if self.block is None:
            return self.part.name
        return f"{self.part.name}:{self.block['id']}:{self.inside.name if self.inside else self.kind.value}"

    @property
    def shown_part(self) -> Part:
        return self.inside or self.part


def compare(before: State, after: State, parts: Iterable[Part]) -> list[Difference]:
    """The differences in the order of `parts`, blocks in the order in which they stand afterwards."""
    found: list[Difference] = []
    for part in parts:
        old, new = before[part.name], after[part.name]
        if old == new:
            continue
        if part.shape == Shape.BLOCKS:
            found += _compare_blocks(part, old, new)
        else:
            found.append(Difference(part, Kind.CHANGED, old, new))
    return found


def _compare_blocks(part: Part, before: Sequence[Block], after: Sequence[Block]) -> list[Difference]:
    order = [block["id"] for block in after]
    old = {block["id"]: (place, block) for place, block in enumerate(before, 1)}
    new = {block["id"]: block for block in after}
    common = [block["id"] for block in before if _same_kind(block, new.get(block["id"]))]
    moved = moved_in(common, [one for one in order if one in set(common)])
    found = [
        Difference(part, Kind.REMOVED, place, None, block)
        for one, (place, block) in old.items()
        if not _same_kind(block, new.get(one))
    ]
    for place, block in enumerate(after, 1):
        one = block["id"]
        was, former = old.get(one, (None, None))
        if former is None or not _same_kind(block, former):
            found.append(Difference(part, Kind.ADDED, None, place, block, order=order))
            continue
        if one in moved:
            found.append(Difference(part, Kind.MOVED, was, place, block, order=order))
        for inside in part.blocks[block["type"]]:
            was_said, is_said = former["value"].get(inside.name), block["value"].get(inside.name)
            if was_said != is_said:
                found.append(Difference(part, Kind.CHANGED, was_said, is_said, block, inside))
    return found


def _same_kind(one: Block, other: Block | None) -> bool:
    return other is not None and one["type"] == other["type"]


def moved_in(before: Sequence[K], after: Sequence[K]) -> set[K]:
    """The fewest items to move to come from one order to the other: all but a longest rising sequence."""
    place = {item: number for number, item in enumerate(after)}
    ends: list[int] = []  # The lowest place that ends a rising sequence of each length.
    best: list[K] = []
    back: dict[K, K | None] = {}
    for item in before:
        length = bisect_left(ends, place[item])
        ends[length : length + 1] = [place[item]]
        best[length : length + 1] = [item]
        back[item] = best[length - 1] if length else None
    still: set[K] = set()
    last = best[-1] if best else None
    while last is not None:
        still.add(last)
        last = back[last]
    return set(before) - still


def apply(state: State, differences: Iterable[Difference]) -> dict[str, Any]:
    """`state` with these differences of two other states. What is not there any more is left alone."""
    result = dict(state)
    of_blocks: dict[str, list[Difference]] = {}
    for one in differences:
        if one.part.shape == Shape.BLOCKS:
            of_blocks.setdefault(one.part.name, []).append(one)
        elif one.part.shape in LISTS:
            result[one.part.name] = patched(state[one.part.name], one.before, one.after)
        else:
            result[one.part.name] = one.after
    for name, some in of_blocks.items():
        result[name] = _apply_to_blocks(state[name], some)
    return result


def _apply_to_blocks(blocks: Sequence[Block], differences: Sequence[Difference]) -> list[dict[str, Any]]:
    found = {block["id"]: {**block, "value": dict(block["value"])} for block in blocks}
    present = [block["id"] for block in blocks]
    placed: set[str] = set()
    order: Sequence[str] = ()
    # What goes goes first: a block of another kind may come back under the same id.
    for one in sorted(differences, key=lambda one: one.kind != Kind.REMOVED):
        assert one.block is not None  # noqa: S101 — the parts of blocks have only such differences
        key = one.block["id"]
        order = one.order or order
        if one.kind == Kind.REMOVED:
            present = [other for other in present if other != key]
        elif one.kind == Kind.ADDED:
            found[key] = {**one.block, "value": dict(one.block["value"])}
            placed.add(key)
        elif one.kind == Kind.MOVED and key in present:
            placed.add(key)
        elif one.inside and _same_kind(one.block, found.get(key)):
            found[key]["value"][one.inside.name] = one.after
    return [found[key] for key in arranged(present, order, placed)]


def arranged(present: Sequence[K], order: Sequence[K], placed: set[K]) -> list[K]:
    """`present` with the items `placed` where `order` has them: each after the nearest one that comes before it there."""
    result = [item for item in present if item not in placed]
    for number, item in enumerate(order):
        if item in placed:
            before = next((one for one in reversed(order[:number]) if one in result), None)
            result.insert(result.index(before) + 1 if before is not None else 0, item)
    return result


def patched(current: Sequence[Any], before: Sequence[Any], after: Sequence[Any]) -> list[Any]:
    """`current` with what came and without what went from `before` to `after`."""
    if list(current) == list(before):
        return list(after)
    mine, old, new = numbered(current), numbered(before), numbered(after)
    gone = old.keys() - new.keys()
    common = [key for key in old if key in new]
    moved = moved_in(common, [key for key in new if key in old])
    kept = [key for key in mine if key not in gone]
    placed = {key for key in new if key not in old or (key in moved and key in mine)}
    values = {**new, **mine}
    return [values[key] for key in arranged(kept, list(new), placed)]


def numbered(items: Sequence[Any]) -> dict[tuple[str, int], Any]:
    """Each item under a name of its own: the same line twice is two lines."""
    seen: Counter[str] = Counter()
    named = {}
    for item in items:
        text = repr(item)
        named[text, seen[text]] = item
        seen[text] += 1
    return named
