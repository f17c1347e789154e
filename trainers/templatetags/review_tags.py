"""What templates need to show a review."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from trainers.plans.pages import PlanPage
from trainers.review.addresses import step_url
from trainers.review.comments import Remark

register = template.Library()


@register.filter
def at_path(comments: Mapping[str, Sequence[Any]] | None, path: str) -> Sequence[Any]:
    """The remarks on one field; none when nothing was said."""
    return (comments or {}).get(path, ())


@register.simple_tag
def remark_url(plan: PlanPage, remark: Remark) -> str:
    """The step where it was made, at the remark."""
    return step_url(plan.pk, remark.step, remark.anchor)
