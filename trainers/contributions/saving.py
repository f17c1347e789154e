"""From what was typed to what is kept, whoever saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from accounts.models import User
from trainers.contributions.choices import Choices
from trainers.contributions.drafts import ConflictError, draft_or_404, keep
from trainers.contributions.forms import Fault, Posted, read
from trainers.contributions.reading import sheet_of, write
from trainers.contributions.sheets import Difference, Sheet, TheirsWin, marks, merge, read_marks
from trainers.contributions.steps import Step
from trainers.plans.pages import PlanPage

# Two saves that cross are tried again; more would be a fault of ours.
TRIES = 3


@dataclass(frozen=True)
class Saved:
    """What became of a form that was sent. With `differences`, nothing is kept yet: the author decides first."""

    plan: PlanPage
    sheet: Sheet
    posted: Posted
    faults: Mapping[str, Fault] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    changed_elsewhere: bool = False

    @property
    def is_whole(self) -> bool:
        return not (self.faults or self.differences or self.posted.refused)

    @property
    def marks(self) -> dict[str, Any]:
        """What the page that was sent shows: its own words, those of others are not in it."""
        return marks(self.posted.sheet)


def save(user: User, pk: int, step: Step, data: QueryDict, theirs_win: TheirsWin | None = None) -> Saved:
    """Keep what is valid. `theirs_win` is the answer of an author who saw both versions of what changed twice."""
    for attempt in range(TRIES):
        plan = draft_or_404(user, pk)
        stored, choices = sheet_of(plan, step), Choices(plan, user)
        posted = read(step, data, stored, choices)
        was = read_marks(data.get("was", ""))
        merged, differences = merge(was, posted.sheet, stored, theirs_win=theirs_win)
        if differences and not theirs_win:
            return Saved(plan, stored, posted, posted.faults, differences)
        try:
            if merged != stored:
                write(plan, step, merged)
                keep(plan, user, new_version=bool(differences))
        except ConflictError:
            if attempt == TRIES - 1:
                raise
        else:
            return Saved(plan, merged, posted, posted.faults, changed_elsewhere=merged != posted.sheet)
    raise AssertionError("unreachable")


def saved_at() -> str:
    """« Enregistré à 14 h 05 »."""
    return _("Enregistré à %(time)s") % {"time": date_format(localtime(now()), "G\xa0\\h\xa0i")}
