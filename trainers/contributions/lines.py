"""« Mes séances »: each plan of somebody, where it is, what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from accounts.models import User
from trainers.adapting.models import Adaptation
from trainers.adapting.news import news_of
from trainers.contributions.drafts import written_by
from trainers.feedback.reading import open_problems
from trainers.plans.pages import PlanPage
from trainers.review.states import ReviewState, states_of

A_PAGE = 30


@dataclass(frozen=True)
class Line:
    """A plan in the list."""

    plan: PlanPage
    state: ReviewState
    # Of an adaptation whose original says something new.
    news: Adaptation | None = None
    # Those that readers reported and nobody settled.
    problems: int = 0

    @property
    def title(self) -> str:
        return self.plan.draft_title or self.plan.title

    @property
    def may_be_deleted(self) -> bool:
        return not (self.plan.live or self.plan.first_published_at)


def lines_of(user: User, number: str | None = None) -> Page:
    """A page of the plans of somebody, in a fixed number of queries."""
    page = Paginator(written_by(user), A_PAGE).get_page(number)
    plans = page.object_list
    states, news, problems = states_of(plans), news_of(plans), open_problems(plans)
    page.object_list = [Line(plan, states[plan.pk], news.get(plan.pk), problems.get(plan.pk, 0)) for plan in plans]
    return page
