"""Several right choices among several."""

from dataclasses import dataclass

from learning.exercises.base import Answer, Grade, Remark, ticked
from learning.exercises.single_choice import Choice

# Remark said when what is ticked is right, but not everything is ticked.
MISSING = "missing"


@dataclass(frozen=True)
class MultipleChoice:
    """The field `r` holds the indexes of the ticked choices."""

    choices: tuple[Choice, ...]

    def grade(self, answer: Answer) -> Grade:
        """One point for each right choice ticked; the wrong choices, ticked all together, take every point back.

        A wrong tick therefore costs (right choices ÷ wrong choices) points, rounded up against the learner, never below
        zero: ticking everything is worth nothing, like ticking nothing, and one wrong tick is never full marks.
        """
        rights = {index for index, choice in enumerate(self.choices) if choice.right}
        wrongs = len(self.choices) - len(rights)
        given = ticked(answer, "r", len(self.choices))
        found, mistakes = len(given & rights), len(given - rights)
        cost = -(-mistakes * len(rights) // wrongs) if mistakes else 0
        remarks = {str(index): Remark(index in rights, self.choices[index].feedback) for index in sorted(given)}
        if given and not mistakes and found < len(rights):
            remarks[MISSING] = Remark(False)
        return Grade(max(0, found - cost), max(1, len(rights)), remarks)

    def solution(self) -> Answer:
        return {"r": [str(index) for index, choice in enumerate(self.choices) if choice.right]}

    def correction(self) -> list[tuple[str, str]]:
        return [("", choice.text) for choice in self.choices if choice.right]
