"""Where letters and redirections lead."""

from django.conf import settings
from django.urls import reverse


def step_url(plan_pk: int, step: str, anchor: str = "") -> str:
    """One of the five steps of the form, at one of its remarks."""
    address = reverse("contribution_step", args=(plan_pk, step))
    return f"{address}#{anchor}" if anchor else address


def comment_url(plan_pk: int, pk: int) -> str:
    """Where a remark is answered."""
    return reverse("review_comment", args=(plan_pk, pk))


def absolute(path: str) -> str:
    """For letters that no visitor's request causes."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"
