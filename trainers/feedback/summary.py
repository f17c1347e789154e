"""What the sessions that were run say together. Pure functions on plain numbers.

A figure is said only when it means something: one or two sessions are told as they were; from three on, a usual value. It is the
mean when the mean is near the median (nobody stands apart), else the median, which one odd session does not move.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

# Fewer sessions say nothing in general.
ENOUGH = 3
# The mean is said when it is within so much of the median.
AGREES = 0.1
# Nobody measures a workshop to the minute.
STEP = 5
# A difference that is worth an advice: so many minutes, and such a share of what is announced.
LEAST_MINUTES, LEAST_SHARE = 10, 0.1


@dataclass(frozen=True)
class Run:
    """One session: how long it lasted and how many people came."""

    minutes: int
    people: int


@dataclass(frozen=True)
class Usual:
    """`least` and `most` are the same when there is one value to say; `is_mean` says which kind of middle it is."""

    least: int
    most: int
    is_mean: bool = False

    @property
    def is_one(self) -> bool:
        return self.least == self.most


@dataclass(frozen=True)
class Summary:
    """`extra` minutes to plan for besides those announced; less than nothing when it is shorter, 0 when it is right."""

    count: int
    minutes: Usual
    people: Usual
    extra: int = 0

    @property
    def missing(self) -> int:
        return max(-self.extra, 0)

    @property
    def is_usual(self) -> bool:
        return self.count >= ENOUGH


def summarize(runs: Iterable[Run], announced: int, *, count: int | None = None) -> Summary | None:
    """Nothing when nobody ran it. `count` when `runs` are only the newest of more."""
    known = list(runs)
    if not known:
        return None
    minutes = usual([run.minutes for run in known], STEP)
    people = usual([run.people for run in known])
    extra = advice(minutes.least, announced) if len(known) >= ENOUGH else 0
    return Summary(count or len(known), minutes, people, extra)


def usual(values: Sequence[int], step: int = 1) -> Usual:
    """The values themselves up to two, else their middle, rounded to `step`."""
    if len(values) < ENOUGH:
        return Usual(min(values), max(values))
    middle, mean = median(values), fmean(values)
    is_mean = abs(mean - middle) <= AGREES * middle
    said = rounded(mean if is_mean else middle, step)
    return Usual(said, said, is_mean)


def advice(minutes: int, announced: int) -> int:
    """How many minutes to add to those announced; 0 when the difference is within what any group changes."""
    difference = minutes - announced
    return difference if abs(difference) >= max(LEAST_MINUTES, LEAST_SHARE * announced) else 0


def rounded(value: float, step: int) -> int:
    """To the nearest `step`, halves up, and never nothing."""
    return max(step, int(value / step + 0.5) * step)
