"""A text with gaps: the missing words are typed, or chosen in a list."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.exercises.base import Answer, Grade, Remark, chosen, first
from learning.exercises.text_matching import matches

MARKER = re.compile(r"\{(\d{1,2})\}")


@dataclass(frozen=True)
class Gap:
    """One gap; with `options` it is a list to choose from, otherwise a field to type in."""

    accepted: tuple[str, ...]
    options: tuple[str, ...] = ()
    typo_allowed: bool = False
    feedback: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The options, with the right one even if the author forgot to list it."""
        if self.options and not any(matches(option, self.accepted) for option in self.options):
            return (*self.options, *self.accepted[:1])
        return self.options

    def accepts(self, given: str) -> bool:
        return matches(given, self.accepted, typo_allowed=self.typo_allowed and not self.options)


@dataclass(frozen=True)
class Part:
    """A piece of the text, followed by a gap (its index) or by nothing (the end)."""

    text: str
    gap: int | None = None


@dataclass(frozen=True)
class Gaps:
    """`{1}` in the text is the first gap. The field `t<index>` holds the typed word, or the index of an option."""

    text: str
    gaps: tuple[Gap, ...]

    def given(self, answer: Answer, index: int) -> str:
        """The word that the learner put in a gap."""
        gap = self.gaps[index]
        if not gap.options:
            return first(answer, f"t{index}").strip()
        option = chosen(answer, f"t{index}", len(gap.choices))
        return "" if option is None else gap.choices[option]

    def grade(self, answer: Answer) -> Grade:
        """Points are the share of gaps that are right."""
        remarks = {}
        for index, gap in enumerate(self.gaps):
            if given := self.given(answer, index):
                remarks[f"t{index}"] = Remark(gap.accepts(given), gap.feedback)
        return Grade(sum(remark.right for remark in remarks.values()), max(1, len(self.gaps)), remarks)

    def solution(self) -> Answer:
        return {f"t{index}": [self._solution_of(gap)] for index, gap in enumerate(self.gaps)}

    def correction(self) -> list[tuple[str, str]]:
        return [(_("Trou %(number)s") % {"number": i}, " / ".join(gap.accepted)) for i, gap in enumerate(self.gaps, 1)]

    @staticmethod
    def _solution_of(gap: Gap) -> str:
        if not gap.options:
            return gap.accepted[0] if gap.accepted else ""
        return next((str(index) for index, option in enumerate(gap.choices) if gap.accepts(option)), "")


def parts(text: str, count: int) -> list[Part]:
    """`text` cut at its `count` gaps. A gap without a marker comes last; an unknown or repeated marker is dots."""
    result, waiting, start = [], list(range(count)), 0
    pending = ""
    for marker in MARKER.finditer(text):
        pending += text[start : marker.start()]
        start = marker.end()
        index = int(marker.group(1)) - 1
        if index in waiting:
            waiting.remove(index)
            result.append(Part(pending, index))
            pending = ""
        else:
            pending += "…"
    pending += text[start:]
    for index in waiting:
        result.append(Part(f"{pending} ", index))
        pending = ""
    return [*result, Part(pending)]
