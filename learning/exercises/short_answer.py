"""A word or two to type."""

from dataclasses import dataclass

from learning.exercises.base import Answer, Grade, Remark, first
from learning.exercises.text_matching import matches


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that the author foresaw, and what to say about it."""

    text: str
    feedback: str = ""


@dataclass(frozen=True)
class ShortAnswer:
    """The field `t` holds what was typed."""

    accepted: tuple[str, ...]
    mistakes: tuple[Mistake, ...] = ()
    feedback: str = ""
    typo_allowed: bool = False

    def grade(self, answer: Answer) -> Grade:
        """Right when it says one of the accepted texts. A foreseen mistake is never taken for a typo of a right one."""
        given = first(answer, "t").strip()
        if not given:
            return Grade(0, 1)
        for tolerant in (False, True) if self.typo_allowed else (False,):
            if matches(given, self.accepted, typo_allowed=tolerant):
                return Grade(1, 1, {"t": Remark(True, self.feedback)})
            for mistake in self.mistakes:
                if matches(given, [mistake.text], typo_allowed=tolerant):
                    return Grade(0, 1, {"t": Remark(False, mistake.feedback)})
        return Grade(0, 1, {"t": Remark(False)})

    def solution(self) -> Answer:
        return {"t": list(self.accepted[:1])}

    def correction(self) -> list[tuple[str, str]]:
        return [("", " / ".join(self.accepted))]
