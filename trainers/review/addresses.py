"""Where letters and redirections lead."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse


def step_url(plan_pk: int, step: str, anchor: str = "") -> str:
    """One of the five steps of the form, at one of its remarks."""
    try:
        address = reverse("contribution_step", args=(plan_pk, step))
    except NoReverseMatch:
        address = reverse("account")
    return f"{address}#{anchor}" if anchor else address


def absolute(path: str) -> str:
    """For letters that no visitor's request causes."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"
