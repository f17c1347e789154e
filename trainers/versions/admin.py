"""From the editing interface to the readable differences of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from trainers.contributions.drafts import may_write
from trainers.plans.pages import PlanPage


class VersionsButton(Button):
    """« Versions et différences », in the menu of a plan."""


def versions_button(page: Any, user: Any) -> Iterator[VersionsButton]:
    if isinstance(page, PlanPage) and page.pk and may_write(user, page):
        address = reverse("plan_versions", args=[page.pk])
        yield VersionsButton(_("Versions et différences"), address, icon_name="history", priority=60)
