"""Statements that are true or false."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.exercises.base import Answer, Grade, Remark, first

TRUE, FALSE = "vrai", "faux"


@dataclass(frozen=True)
class Statement:
    text: str
    is_true: bool
    feedback: str = ""

    @property
    def right_value(self) -> str:
        return TRUE if self.is_true else FALSE


@dataclass(frozen=True)
class TrueFalse:
    """The field `a<index>` holds `vrai` or `faux`."""

    statements: tuple[Statement, ...]

    def grade(self, answer: Answer) -> Grade:
        """Points are the share of statements judged rightly."""
        remarks = {}
        for index, statement in enumerate(self.statements):
            given = first(answer, f"a{index}")
            if given in {TRUE, FALSE}:
                remarks[f"a{index}"] = Remark(given == statement.right_value, statement.feedback)
        return Grade(sum(remark.right for remark in remarks.values()), max(1, len(self.statements)), remarks)

    def solution(self) -> Answer:
        return {f"a{index}": [statement.right_value] for index, statement in enumerate(self.statements)}

    def correction(self) -> list[tuple[str, str]]:
        return [(statement.text, _("Vrai") if statement.is_true else _("Faux")) for statement in self.statements]
