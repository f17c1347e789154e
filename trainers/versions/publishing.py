"""Each publication that changes the words of a plan has a number that people can cite.

Drafts have none: they come and go, and nobody else reads them.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from core.cache import move_content_version
from trainers.plans.pages import PlanPage
from trainers.versions.models import PublishedVersion
from trainers.versions.states import LINEAGE, state_of, state_of_content


def connect() -> None:
    page_published.connect(_published, sender=PlanPage, dispatch_uid="versions.published")


@transaction.atomic
def _published(instance: PlanPage, revision: Revision | None = None, **_kwargs: Any) -> None:
    """A new number, unless these very words have one already: published twice is one version."""
    if instance.alias_of_id:
        return
    # One after the other: two people may publish at once.
    list(Page.objects.select_for_update().filter(pk=instance.pk).values_list("pk"))
    last = PublishedVersion.objects.filter(plan=instance).select_related("revision").order_by("-number").first()
    number = last.number if last and _says_the_same(instance, last) else (last.number if last else 0) + 1
    if not last or number != last.number:
        published_at = instance.last_published_at or timezone.now()
        PublishedVersion.objects.create(plan=instance, number=number, revision=revision, published_at=published_at)
    if instance.version_number != number:
        instance.version_number = number
        PlanPage.objects.filter(pk=instance.pk).update(version_number=number)
        move_content_version()


def _says_the_same(plan: PlanPage, version: PublishedVersion) -> bool:
    if version.revision is None:
        return False
    before = version.revision.content
    where_from = plan.serializable_data()
    return state_of_content(before) == state_of(plan) and all(before.get(n) == where_from.get(n) for n in LINEAGE)
