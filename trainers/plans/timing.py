"""The clock of a session: when each activity starts, what adds up, who has the mouse in hand. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Half of a workshop is done by the participants, or it is a talk.
LEAST_HANDS_ON = 0.5
# Nobody listens longer than that without doing anything.
LONGEST_TALK = 20
# Reading the instruction alone takes that long.
SHORTEST_HANDS_ON = 5


class Internet(models.TextChoices):
    """What the activities say together: see `internet_of`."""

    NEEDED = "needed", _("Internet nécessaire")
    PLAN_B = "plan_b", _("Internet, ou le plan B")
    NONE = "none", _("Sans Internet")


@dataclass(frozen=True)
class Activity:
    """One line of the timed run. `start` and `end` are minutes from the beginning; `value` is the block's."""

    id: str
    number: int
    start: int
    minutes: int
    title: str
    hands_on: bool
    online: bool
    has_plan_b: bool
    value: Any = None

    @property
    def end(self) -> int:
        return self.start + self.minutes

    @property
    def variants(self) -> list[tuple[str, Any]]:
        """What to do when it goes otherwise, with its name; only what the author wrote."""
        named = (
            (gettext("Plus vite"), "faster"),
            (gettext("Moins vite"), "slower"),
            (gettext("Sans Internet"), "offline"),
        )
        return [(name, self.value[key]) for name, key in named if self.value.get(key)]

    @property
    def anchor(self) -> str:
        return f"activite-{self.number}"

    @property
    def starts_at(self) -> str:
        return clock(self.start)

    @property
    def ends_at(self) -> str:
        return clock(self.end)


def clock(minutes: int) -> str:
    """Minutes since the beginning as `0:05`, `1:30`: what a mediator compares with a watch."""
    return f"{minutes // 60}:{minutes % 60:02}"


def run_of(blocks: Sequence[Any]) -> list[Activity]:
    """The activities of a plan's body (blocks with `id` and `value`), one after the other."""
    run: list[Activity] = []
    start = 0
    for number, block in enumerate(blocks, 1):
        value = block.value
        minutes = value.get("minutes") or 0
        run.append(
            Activity(
                id=block.id or "",
                number=number,
                start=start,
                minutes=minutes,
                title=value.get("title") or "",
                hands_on=bool(value.get("hands_on")),
                online=bool(value.get("online")),
                has_plan_b=bool(value.get("offline")),
                value=value,
            )
        )
        start += minutes
    return run


def total(run: Sequence[Activity]) -> int:
    return sum(activity.minutes for activity in run)


def hands_on_minutes(run: Sequence[Activity]) -> int:
    return sum(activity.minutes for activity in run if activity.hands_on)


def hands_on_share(run: Sequence[Activity]) -> float:
    """From 0 to 1: how much of the run the participants spend doing; 0 when there is no run."""
    return hands_on_minutes(run) / total(run) if total(run) else 0.0


def internet_of(run: Sequence[Activity]) -> Internet:
    """Whether the session needs Internet: one activity without a plan B is enough to need it."""
    online = [activity for activity in run if activity.online]
    if not online:
        return Internet.NONE
    return Internet.PLAN_B if all(activity.has_plan_b for activity in online) else Internet.NEEDED
