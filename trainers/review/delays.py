"""How long the moderators take: what authors are told, what the team sees of itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from django.utils import timezone
from wagtail.models import TaskState

from trainers.plans.pages import PlanPage

# Nobody waits longer than that without the team being reminded.
LONGEST = timedelta(days=14)
# Answers of the last months, and how many there must be before a number means something.
LOOKED_AT = timedelta(days=180)
ENOUGH = 3
DAY = timedelta(days=1)


def days_of(delays: Iterable[timedelta]) -> int | None:
    """The median in whole days, one at least; nothing when there are too few to tell."""
    found = [delay / DAY for delay in delays]
    return max(1, ceil(median(found))) if len(found) >= ENOUGH else None


def answered(now: datetime) -> Sequence[timedelta]:
    """How long each plan waited that was accepted or sent back for changes lately."""
    rows = TaskState.objects.filter(
        status__in=(TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED),
        finished_at__gte=now - LOOKED_AT,
        workflow_state__content_type=PlanPage().get_content_type(),
    ).order_by("finished_at", "pk")
    return [end - begin for begin, end in rows.values_list("started_at", "finished_at")]


def usual_days() -> int | None:
    """The median of the last answers, in days."""
    return days_of(answered(timezone.now()))
