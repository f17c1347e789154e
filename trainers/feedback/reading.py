"""What the public page of a plan says of the sessions that were run with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from trainers.feedback import words
from trainers.feedback.models import Problem, Trial
from trainers.feedback.summary import Run, Summary, summarize

if TYPE_CHECKING:
    from trainers.plans.pages import PlanPage

# The newest say how it goes now: so many are read for the figures, and so many shown. All are counted.
MOST_COUNTED, MOST_REMARKS = 200, 20


@dataclass(frozen=True)
class Feedback:
    summary: Summary | None = None
    announced: int = 0
    remarks: tuple[Trial, ...] = ()

    @property
    def headline(self) -> str:
        return words.headline(self.summary) if self.summary else ""

    @property
    def advice(self) -> str:
        return words.advice(self.summary, self.announced) if self.summary else ""

    def as_data(self) -> dict[str, Any]:
        """How many times it was run, as Schema.org says it."""
        if not self.summary:
            return {}
        return {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/UseAction",
            "userInteractionCount": self.summary.count,
        }

    def __bool__(self) -> bool:
        return self.summary is not None


def feedback_of(plan: "PlanPage") -> Feedback:
    """One query, however many ran it."""
    if not plan.pk:
        return Feedback()
    newest = list(Trial.objects.shown().filter(plan=plan.pk).newest_first().for_page()[:MOST_COUNTED])
    if not newest:
        return Feedback()
    runs = (Run(trial.minutes, trial.people) for trial in newest)
    summary = summarize(runs, plan.minutes, count=newest[0].total)  # type: ignore[attr-defined]
    remarks = [trial for trial in newest if trial.says_something]
    return Feedback(summary, plan.minutes, tuple(remarks[:MOST_REMARKS]))


def open_problems(plans: Iterable["PlanPage"]) -> dict[int, int]:
    """How many problems wait on each plan of a list that has some, in one query: for « Mes séances »."""
    waiting = Problem.objects.open().filter(page__in=[plan.pk for plan in plans]).order_by()
    return dict(waiting.values_list("page").annotate(count=Count("pk")))
