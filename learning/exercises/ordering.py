"""Items to put back in order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from learning.exercises.base import Answer, Grade, Remark, chosen, shuffled


@dataclass(frozen=True)
class Item:
    text: str
    feedback: str = ""


@dataclass(frozen=True)
class Ordering:
    """The field `o<index>` holds the position given to an item, from 1. The items are in the right order."""

    items: tuple[Item, ...]

    def grade(self, answer: Answer) -> Grade:
        """Points are the items that can stay where they are: the longest series already in order.

        One item moved from one end to the other costs one point, not all of them. A series of one is no order: no
        point. A position given twice counts for neither item.
        """
        positions = self.positions(answer)
        placed = sorted(positions, key=lambda index: positions[index])
        staying = _longest_increasing(placed)
        if len(staying) < 2:
            staying = []
        remarks = {f"o{index}": Remark(index in staying, self.items[index].feedback) for index in positions}
        return Grade(len(staying), max(1, len(self.items)), remarks)

    def positions(self, answer: Answer) -> dict[int, int]:
        """The positions that can be used: between 1 and the number of items, given once."""
        count = len(self.items)
        given = {index: position for index in range(count) if (position := chosen(answer, f"o{index}", count + 1))}
        times = Counter(given.values())
        return {index: position for index, position in given.items() if times[position] == 1}

    def shown(self, answer: Answer, seed: str) -> list[tuple[str, Item]]:
        """The items as the learner placed them, with their field; those without a place last, in the mixed order."""
        mixed = shuffled(range(len(self.items)), seed)
        positions = self.positions(answer)
        return [(f"o{i}", self.items[i]) for i in sorted(mixed, key=lambda i: positions.get(i, len(mixed) + 1))]

    def solution(self) -> Answer:
        return {f"o{index}": [str(index + 1)] for index in range(len(self.items))}

    def correction(self) -> list[tuple[str, str]]:
        return [(str(position), item.text) for position, item in enumerate(self.items, 1)]


def _longest_increasing(numbers: Sequence[int]) -> list[int]:
    """The longest series of `numbers` that grows, not necessarily of neighbours (patience sorting)."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        before[number] = tails[place - 1] if place else None
        tails[place : place + 1] = [number]
    series: list[int] = []
    number_or_none = tails[-1] if tails else None
    while number_or_none is not None:
        series.append(number_or_none)
        number_or_none = before[number_or_none]
    return series
