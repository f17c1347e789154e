"""When an original changes: its adapters see it in « Mes séances », and receive one letter until they have looked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.signals import page_published

from accounts import letters
from core.cache import move_content_version
from trainers.adapting.models import Adaptation
from trainers.membership.roles import is_mediator
from trainers.plans.differences import compare
from trainers.plans.pages import PlanPage
from trainers.review.addresses import absolute
from trainers.versions.states import complete, shared_parts, state_of


def news_of(plans: Iterable[PlanPage]) -> Mapping[int, Adaptation]:
    """For « Mes séances »: the adaptations whose original has something new to decide on, by plan, in one query."""
    numbers = [plan.pk for plan in plans]
    rows = Adaptation.objects.filter(plan__in=numbers).news().defer("known", "differs")
    return {row.plan_id: row for row in rows.order_by("pk")}


def connect() -> None:
    page_published.connect(_published, sender=PlanPage, dispatch_uid="adapting.published")


def _published(instance: PlanPage, **_kwargs: Any) -> None:
    _say_what_differs(instance)
    _tell_adapters(instance)


def _say_what_differs(plan: PlanPage) -> None:
    """A published adaptation says in a sentence, on the page of its original, what differs."""
    kept = Adaptation.objects.filter(plan=plan).first()
    if kept is None:
        return
    changes = compare(complete(kept.known), state_of(plan), shared_parts())
    differs = list(dict.fromkeys(one.part.name for one in changes))
    if differs != kept.differs:
        Adaptation.objects.filter(pk=kept.pk).update(differs=differs)
        move_content_version()


def _tell_adapters(original: PlanPage) -> None:
    adaptations = list(
        Adaptation.objects.of_original(original.pk).select_related("plan__owner", "plan__locale").order_by("pk")
    )
    if not adaptations:
        return
    now = state_of(original)
    for kept in adaptations:
        if not compare(complete(kept.known), now, shared_parts()):
            Adaptation.objects.filter(pk=kept.pk).update(changed_at=None)
            continue
        tells = kept.tells and kept.told_at is None and _may_be_told(kept.plan, original)
        moment = timezone.now()
        Adaptation.objects.filter(pk=kept.pk).update(changed_at=moment, told_at=moment if tells else kept.told_at)
        if tells:
            _write(kept.plan, original)


def _may_be_told(plan: PlanPage, original: PlanPage) -> bool:
    """Who wrote both knows already; who left their EPN may not open the page that the letter leads to."""
    owner = plan.owner
    return bool(owner and owner.is_active and owner.pk != original.owner_id and is_mediator(owner))


def _write(plan: PlanPage, original: PlanPage) -> None:
    with override(plan.locale.language_code):
        context = {
            "title": plan.title,
            "original": original.title,
            "address": absolute(reverse("plan_source", args=[plan.pk])),
        }
        letters.send("trainers/adapting/email/changed", [plan.owner.email], context)
