"""One click: somebody's public plan becomes a draft of mine, which says where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import licences
from core.queries import visible
from trainers.adapting.licensing import cannot_be_adapted, may_copy
from trainers.adapting.models import Adaptation
from trainers.contributions.drafts import keep, new_draft
from trainers.plans.pages import PlanPage, PlanQuerySet
from trainers.versions.numbers import kept
from trainers.versions.states import shared_parts, state_of, write

# A second click on a slow network must not make a second copy.
ONE_CLICK = timedelta(minutes=1)
CREDIT_AT_MOST = 300


class NotAllowedError(Exception):
    """The licence forbids it: `str()` says so."""


@dataclass(frozen=True)
class LeftOut:
    """An attachment that is not copied, and why."""

    title: str
    licence: str

    @property
    def sentence(self) -> str:
        if not licences.licence_of(self.licence):
            return _("Nous ne connaissons pas sa licence.")
        return _("Sa licence est « %(licence)s » : demandez-le à ses auteurs.") % {"licence": self.licence}


def sources() -> PlanQuerySet:
    """The plans that may be adapted as far as their place goes: public ones."""
    return cast(PlanQuerySet, visible(PlanPage.objects.filter(alias_of=None)))


def version_of(plan: PlanPage) -> str:
    """Its public version, as the lineage of an adaptation keeps it."""
    return kept(plan.version_number, plan.last_published_at or plan.first_published_at)


def credit_of(plan: PlanPage) -> str:
    """Title, authors, place and licence; what is too long gives up its place, then the end of its title."""
    credit = licences.credit_line(plan.title, plan.authors, plan.licence, plan.epn)
    if len(credit) > CREDIT_AT_MOST:
        credit = licences.credit_line(plan.title, plan.authors, plan.licence)
    too_long = len(credit) - CREDIT_AT_MOST
    if too_long > 0:
        title = f"{plan.title[: max(1, len(plan.title) - too_long - 1)]}…"
        credit = licences.credit_line(title, plan.authors, plan.licence)
    return credit[:CREDIT_AT_MOST]


def chain_of(plan: PlanPage) -> list[dict[str, Any]]:
    """What `plan` itself comes from, the nearest first; empty for one that was written from nothing."""
    if not (plan.adapted_from_id or plan.source_credit):
        return []
    above = {"plan": plan.adapted_from_id, "credit": plan.source_credit, "version": plan.source_version}
    kept = Adaptation.objects.filter(plan_id=plan.pk).values_list("chain", flat=True).first()
    return [above, *(kept or [])]


def left_out(plan: PlanPage) -> list[LeftOut]:
    """The attachments whose licence does not let them go along."""
    files = [(block.value.get("title") or "", block.value.get("licence") or "") for block in plan.attachments]
    return [LeftOut(title, licence) for title, licence in files if not may_copy(licence)]


def without_reserved(blocks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The attachments of a state that may be taken."""
    return [block for block in blocks if may_copy(block["value"].get("licence") or "")]


def recent_copy(source: PlanPage, user: User) -> PlanPage | None:
    """The copy that this person made a moment ago."""
    since = timezone.now() - ONE_CLICK
    mine = PlanPage.objects.filter(owner=user, adapted_from=source, live=False, adaptation__created_at__gte=since)
    return mine.order_by("-pk").first()


@transaction.atomic
def adapt(source: PlanPage, user: User) -> PlanPage:
    """A draft of `user` with everything of `source`, its blocks under the same ids, and where it comes from.

    Raises `NotAllowedError` when its licence does not let it be adapted.
    """
    if sentence := cannot_be_adapted(source.licence):
        raise NotAllowedError(sentence)
    state = state_of(source)
    shared = [part.name for part in shared_parts()]
    copied = state | {"attachments": without_reserved(state["attachments"])}
    plan = new_draft(
        user,
        title=source.title,
        licence=licences.adaptation_licences(source.licence)[0],
        adapted_from=source,
        source_version=version_of(source),
        source_credit=credit_of(source),
    )
    write(plan, copied, shared)
    keep(plan, user)
    remember(plan, source)
    return plan


def remember(plan: PlanPage, source: PlanPage) -> None:
    """Keep beside an adaptation what its original says now: what changes there is offered from here on."""
    state = state_of(source)
    known = {part.name: state[part.name] for part in shared_parts()}
    Adaptation.objects.create(plan=plan, licence=source.licence, chain=chain_of(source), known=known)
