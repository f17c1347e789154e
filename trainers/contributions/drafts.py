"""A contribution is a `PlanPage`: what is typed goes to its latest revision, the public page waits for a moderator.

Everything that changes somebody's plan outside the admin goes through `draft_or_404` and `keep`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, WorkflowState

from accounts.models import User
from accounts.roles import may_coordinate_everywhere
from core.queries import visible
from trainers.membership.models import Membership
from trainers.membership.roles import is_mediator
from trainers.places.models import Place
from trainers.plans.audiences import Audience
from trainers.plans.indexes import PlanIndexPage
from trainers.plans.pages import PlanPage, PlanQuerySet

# What is typed within an hour is one version; what comes later begins another.
ONE_VERSION = timedelta(hours=1)
AUTHORS_AT_MOST = 200


class NotKeptError(Exception):
    """What was typed is not kept; `str()` says why and what to do."""


class ConflictError(NotKeptError):
    """Somebody, or the same person in another tab, saved between reading and keeping."""

    def __str__(self) -> str:
        return _("Cette séance a été enregistrée ailleurs pendant que vous écriviez.")


class LockedError(NotKeptError):
    """Nobody writes in a plan that is being read for publication, or that a moderator locked."""

    def __str__(self) -> str:
        return _("Cette séance est en relecture. Pour la changer, reprenez-la d’abord.")


def untitled() -> str:
    """The title of a plan that has none yet: a page of Wagtail cannot do without."""
    return _("Séance sans titre")


@cache
def _untitled_everywhere() -> frozenset[str]:
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(untitled())
    return frozenset(found)


def title_of(plan: PlanPage) -> str:
    """What the author wrote, in whatever language they began; empty while the plan has no title."""
    return "" if plan.title in _untitled_everywhere() else plan.title


def own_place(user: User) -> Place | None:
    """The EPN that somebody writes from: the first that they joined."""
    membership = Membership.objects.of(user).accepted().select_related("place").order_by("asked_at", "pk").first()
    return membership.place if membership else None


def new_draft(user: User, *, title: str = "", **fields: Any) -> PlanPage:
    """An unpublished plan of this person, under the list of the current language, with its first revision.

    `fields` are those of a `PlanPage`, for who copies or imports one.
    """
    here = PlanIndexPage.objects.filter(locale__language_code=(get_language() or "fr")[:2])
    index = visible(here).order_by("path").first()
    if index is None:
        raise Http404("no list of session plans in this language")
    defaults: dict[str, Any] = {
        "title": title or untitled(),
        "live": False,
        "has_unpublished_changes": True,
        "owner": user,
        "authors": user.get_full_name()[:AUTHORS_AT_MOST],
        "place": own_place(user),
        "audiences": PlanPage._meta.get_field("audiences").joined([Audience.EVERYBODY]),
    }
    with transaction.atomic():
        # Two people who begin at the same moment would ask for the same place in the tree.
        Page.objects.select_for_update().get(pk=index.pk)
        index.refresh_from_db(fields=["numchild"])
        plan = PlanPage(**defaults | fields)
        plan.slug = _free_slug(plan, index)
        index.add_child(instance=plan)
        plan.save_revision(user=user, clean=False, log_action="wagtail.create")
    return plan


def may_write(user: Any, plan: PlanPage) -> bool:
    """Its owner while they belong to an EPN, and the team."""
    if not user.is_authenticated:
        return False
    return may_coordinate_everywhere(user) or (plan.owner_id == user.pk and is_mediator(user))


def written_by(user: User) -> PlanQuerySet:
    """The plans of somebody, the last that they touched first, without their long texts."""
    plans: PlanQuerySet = PlanPage.objects.filter(owner=user, alias_of=None)
    return plans.with_card().order_by("-latest_revision_created_at", "-pk")


def draft_or_404(user: Any, pk: int) -> PlanPage:
    """The latest words of a plan that this person may write; to anybody else it does not exist."""
    plan = PlanPage.objects.filter(pk=pk, alias_of=None).select_related("latest_revision", "locale").first()
    if plan is None or not may_write(user, plan):
        raise Http404
    latest: PlanPage = plan.get_latest_revision_as_object()
    return latest


def is_in_review(plan: PlanPage) -> bool:
    """Whether moderators have it: its author reads it, and may take it back."""
    states = WorkflowState.objects.for_instance(plan).filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return bool(states.exists())


def is_closed(plan: PlanPage) -> bool:
    """Whether nobody writes in it from here for now."""
    return bool(plan.locked) or is_in_review(plan)


@transaction.atomic
def keep(plan: PlanPage, user: User, *, new_version: bool = False) -> Revision:
    """Keep what `plan`, from `draft_or_404`, holds now. The public page does not change.

    The person's own latest version is written over while it is recent, unless it is the published one or was sent to
    the moderators: a version that somebody read is never changed. Raises `ConflictError` when another version was
    saved since `plan` was read, `LockedError` while it is in review.
    """
    # One at a time: between the comparison and the writing nobody else may save.
    read = Page.objects.select_for_update().filter(pk=plan.pk)
    latest, when, published = read.values_list(
        "latest_revision_id", "latest_revision_created_at", "live_revision_id"
    ).get()
    if (latest, when) != (plan.latest_revision_id, plan.latest_revision_created_at):
        raise ConflictError
    if is_closed(plan):
        raise LockedError
    over = None if new_version or latest == published else _own_recent(plan, user)
    plan.title = plan.title or untitled()
    _follow_title(plan)
    plan.before_saving()
    revision: Revision = plan.save_revision(user=user, clean=False, overwrite_revision=over, log_action=over is None)
    return revision


def _own_recent(plan: PlanPage, user: User) -> Revision | None:
    """The revision that `keep` may write over; none when a new one must be made."""
    revision = plan.latest_revision
    if (
        revision is None
        or revision.user_id != user.pk
        or revision.approved_go_live_at
        or timezone.now() - revision.created_at > ONE_VERSION
        or TaskState.objects.filter(revision=revision).exists()
    ):
        return None
    return revision


def _follow_title(plan: PlanPage) -> None:
    """The address of a plan that was never public follows its title; afterwards it stays."""
    if plan.first_published_at or plan.live:
        return
    if re.sub(r"-\d+$", "", plan.slug) != re.sub(r"-\d+$", "", _slug_of(plan)):
        above = plan.get_parent()
        plan.slug = _free_slug(plan, above)
        plan.set_url_path(above)
    PlanPage.objects.filter(pk=plan.pk).update(title=plan.title, slug=plan.slug, url_path=plan.url_path)


def _slug_of(plan: PlanPage) -> str:
    return (slugify(plan.title) or "seance")[:240].strip("-")


def _free_slug(plan: PlanPage, parent: Page) -> str:
    """The end of an address that no other page below `parent` has."""
    base = _slug_of(plan)
    taken = set(parent.get_children().exclude(pk=plan.pk).filter(slug__startswith=base).values_list("slug", flat=True))
    free = (f"{base}-{number}" if number > 1 else base for number in range(1, len(taken) + 2))
    return next(slug for slug in free if slug not in taken)
