"""Things to do for real, away from the page. The learner alone says what is done: nothing here is ever wrong."""

from dataclasses import dataclass

from learning.exercises.base import Answer, Grade, ticked


@dataclass(frozen=True)
class Action:
    text: str
    help: str = ""


@dataclass(frozen=True)
class Checklist:
    """The field `f` holds the indexes of the ticked actions."""

    actions: tuple[Action, ...]

    def grade(self, answer: Answer) -> Grade:
        """Points are the actions ticked."""
        return Grade(len(ticked(answer, "f", len(self.actions))), max(1, len(self.actions)))

    def solution(self) -> Answer:
        return {"f": [str(index) for index in range(len(self.actions))]}

    def correction(self) -> list[tuple[str, str]]:
        return []
