"""What every exercise type is: a frozen question that grades a plain answer, without a request or a database."""

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

# The posted values of one exercise form, by field name; `learning.answers` bounds their sizes first.
Answer = Mapping[str, Sequence[str]]
T = TypeVar("T")


@dataclass(frozen=True)
class Remark:
    """What is said about one part of an answer: whether it is right, and the sentence that teaches."""

    right: bool
    text: str = ""


@dataclass(frozen=True)
class Grade:
    """The result of one try. `points` and `out_of` count parts of the question (partial credit)."""

    points: int
    out_of: int
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    # False while a simulation of several clicks goes on: such a try is shown, not recorded.
    finished: bool = True

    @property
    def is_right(self) -> bool:
        return self.finished and self.points == self.out_of

    @property
    def is_partly_right(self) -> bool:
        return 0 < self.points < self.out_of


class Question(Protocol):
    """One exercise as plain values."""

    def grade(self, answer: Answer) -> Grade:
        """Grade whatever was posted: an unknown, missing or absurd value is wrong, never an error."""
        ...

    def solution(self) -> Answer:
        """A fully right answer, in the form that a browser would post: `grade(solution())` has all the points."""
        ...

    def correction(self) -> list[tuple[str, str]]:
        """The right answers for the printed answer sheet: (what was asked, the answer) as plain texts.

        The first text is empty when the instruction alone asks.
        """
        ...


def first(answer: Answer, name: str) -> str:
    """The first value posted under `name`, or an empty text."""
    values = answer.get(name) or ("",)
    return values[0]


def chosen(answer: Answer, name: str, count: int) -> int | None:
    """The index below `count` that was chosen under `name`; nothing for a missing or absurd value."""
    value = first(answer, name)
    return next((index for index in range(count) if value == str(index)), None)


def ticked(answer: Answer, name: str, count: int) -> set[int]:
    """The indexes below `count` that were ticked under `name`; anything else that was posted is ignored."""
    legal = {str(index): index for index in range(count)}
    return {legal[value] for value in answer.get(name) or () if value in legal}


def shuffled(items: Sequence[T], seed: str) -> list[T]:
    """`items` in an order that depends only on `seed`, and that differs from the author's.

    The page is the same for everybody, and the right answer is not always first.
    """
    generator = random.Random(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]))  # noqa: S311
    result = list(items)
    for _attempt in range(20):
        generator.shuffle(result)
        if len(result) < 2 or any(a is not b for a, b in zip(result, items, strict=True)):
            break
    return result
