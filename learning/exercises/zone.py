"""Find the place on a drawn screen."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.screens import Screen
from learning.exercises.base import Answer, Grade, Remark, first

ADDRESS_BAR = "adresse"


@dataclass(frozen=True)
class Target:
    """What choosing one element means. Targets follow the order of the screen's elements."""

    right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Zone:
    """The field `z` holds the index of the chosen element, or `adresse` for the address bar."""

    screen: Screen
    targets: tuple[Target, ...]
    address: Target = Target()

    def grade(self, answer: Answer) -> Grade:
        chosen = first(answer, "z")
        target = self._targets().get(chosen)
        if target is None:
            return Grade(0, 1)
        return Grade(int(target.right), 1, {chosen: Remark(target.right, target.feedback)})

    def solution(self) -> Answer:
        return {"z": [key for key, target in self._targets().items() if target.right][:1]}

    def correction(self) -> list[tuple[str, str]]:
        return [("", self._name(key)) for key, target in self._targets().items() if target.right]

    def _targets(self) -> dict[str, Target]:
        targets = {str(index): target for index, target in enumerate(self.targets)}
        return targets | {ADDRESS_BAR: self.address} if self.screen.has_address_bar else targets

    def _name(self, key: str) -> str:
        return _("La barre d’adresse") if key == ADDRESS_BAR else self.screen.elements[int(key)].text
