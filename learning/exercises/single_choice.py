"""One right choice among several."""

from dataclasses import dataclass

from learning.exercises.base import Answer, Grade, Remark, first


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
        chosen = first(answer, "r")
        for index, choice in enumerate(self.choices):
            if chosen == str(index):
                return Grade(int(choice.right), 1, {chosen: Remark(choice.right, choice.feedback)})
        return Grade(0, 1)

    def solution(self) -> Answer:
        return {"r": [str(index) for index, choice in enumerate(self.choices) if choice.right][:1]}
