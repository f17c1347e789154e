"""Pairs to put together."""

from dataclasses import dataclass

from learning.exercises.base import Answer, Grade, Remark, chosen


@dataclass(frozen=True)
class Pair:
    left: str
    right: str
    feedback: str = ""


@dataclass(frozen=True)
class Matching:
    """The field `p<index>` holds, for the pair's left side, the index of the chosen option."""

    pairs: tuple[Pair, ...]
    distractors: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """Everything that a left side can be matched with, each text once."""
        return tuple(dict.fromkeys([*(pair.right for pair in self.pairs), *self.distractors]))

    def grade(self, answer: Answer) -> Grade:
        """Points are the share of pairs that are right."""
        options, remarks = self.options, {}
        for index, pair in enumerate(self.pairs):
            option = chosen(answer, f"p{index}", len(options))
            if option is not None:
                remarks[f"p{index}"] = Remark(options[option] == pair.right, pair.feedback)
        return Grade(sum(remark.right for remark in remarks.values()), max(1, len(self.pairs)), remarks)

    def solution(self) -> Answer:
        options = self.options
        return {f"p{index}": [str(options.index(pair.right))] for index, pair in enumerate(self.pairs)}

    def correction(self) -> list[tuple[str, str]]:
        return [(pair.left, pair.right) for pair in self.pairs]
