"""What waits for the moderators, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import WorkflowState

from trainers.plans.pages import PlanPage
from trainers.review.delays import DAY, LONGEST, usual_days

IN_PROGRESS, NEEDS_CHANGES = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES


def with_review(plans: Any) -> Any:
    """Adds to plans `review_status` (in progress, needs changes, or None), and when it was sent or sent back."""
    reviews = WorkflowState.objects.active().filter(
        base_content_type=PlanPage().get_base_content_type(), object_id=Cast(OuterRef("pk"), CharField())
    )
    since = {IN_PROGRESS: "started_at", NEEDS_CHANGES: "finished_at"}

    def when(status: str) -> Subquery:
        return Subquery(reviews.filter(status=status).values(f"current_task_state__{since[status]}")[:1])

    return plans.annotate(
        review_status=Subquery(reviews.values("status")[:1]),
        review_sent_at=when(IN_PROGRESS),
        review_asked_at=when(NEEDS_CHANGES),
    )


def waiting_plans() -> Any:
    """The plans that a moderator should read, the one that waits longest first."""
    return with_review(PlanPage.objects.with_card()).filter(review_status=IN_PROGRESS).order_by("review_sent_at", "pk")


def days_since(moment: datetime | None, now: datetime | None = None) -> int:
    """Whole days; 0 for today."""
    return max(0, ((now or timezone.now()) - moment) // DAY) if moment else 0


def is_forgotten(moment: datetime | None, now: datetime | None = None) -> bool:
    return bool(moment and (now or timezone.now()) - moment > LONGEST)


@dataclass(frozen=True)
class Summary:
    """`usual` is the median of the last answers in days, if there were enough of them."""

    waiting: int
    forgotten: tuple[Any, ...]
    oldest: int
    usual: int | None


def summary() -> Summary:
    """What waits, in three queries however much does."""
    plans = list(waiting_plans().values("pk", "title", "review_sent_at"))
    forgotten = tuple(
        {"pk": plan["pk"], "title": plan["title"], "days": days_since(plan["review_sent_at"])}
        for plan in plans
        if is_forgotten(plan["review_sent_at"])
    )
    oldest = days_since(plans[0]["review_sent_at"]) if plans else 0
    return Summary(len(plans), forgotten, oldest, usual_days())
