"""One right choice among several."""

from dataclasses import dataclass

from learning.exercises.base import Answer, Grade, Remark, chosen


@dataclass(frozen=True)
class Choice:
    text: str
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class SingleChoice:
    """The field `r` holds the index of the chosen choice."""

    choices: tuple[Choice, ...]

    def grade(self, answer: Answer) -> Grade:
        index = chosen(answer, "r", len(self.choices))
        if index is None:
            return Grade(0, 1)
        choice = self.choices[index]
        return Grade(int(choice.right), 1, {str(index): Remark(choice.right, choice.feedback)})

    def solution(self) -> Answer:
        return {"r": [str(index) for index, choice in enumerate(self.choices) if choice.right][:1]}

    def correction(self) -> list[tuple[str, str]]:
        return [("", choice.text) for choice in self.choices if choice.right]
