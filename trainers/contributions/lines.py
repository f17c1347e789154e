"""« Mes séances »: each plan of somebody, where it is, what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from trainers.contributions.drafts import written_by
from trainers.plans.pages import PlanPage

A_PAGE = 100


@dataclass(frozen=True)
class Line:
    """A plan in the list; `in_review` closes it until its author takes it back."""

    plan: PlanPage
    label: str
    next: str
    in_review: bool

    @property
    def title(self) -> str:
        return self.plan.draft_title or self.plan.title

    @property
    def may_be_deleted(self) -> bool:
        return not (self.plan.live or self.plan.first_published_at)


def lines_of(user: User) -> list[Line]:
    """In a fixed number of queries."""
    plans = list(written_by(user).prefetch_workflow_states()[:A_PAGE])
    return [Line(plan, str(plan.status_string), "", plan.workflow_in_progress) for plan in plans]
