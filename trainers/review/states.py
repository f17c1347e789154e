"""Where a plan stands between its author and the moderators. Computed from the page and its workflow, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Revision, WorkflowState

from trainers.plans.pages import PlanPage
from trainers.review.comments import open_counts
from trainers.versions.states import state_of_content


class State(models.TextChoices):
    DRAFT = "draft", gettext_lazy("Brouillon")
    IN_REVIEW = "in_review", gettext_lazy("En relecture")
    CHANGES_ASKED = "changes_asked", gettext_lazy("Changements demandés")
    PUBLISHED = "published", gettext_lazy("Publiée")
    PUBLISHED_AND_CHANGED = "published_and_changed", gettext_lazy("Publiée, avec des changements à envoyer")


PICTOGRAMS = {
    State.DRAFT: "file",
    State.IN_REVIEW: "clock",
    State.CHANGES_ASKED: "warning",
    State.PUBLISHED: "check",
    State.PUBLISHED_AND_CHANGED: "file",
}


@dataclass(frozen=True)
class ReviewState:
    """What the author is told.

    `since` is when it came there. `comment` is what a moderator said of the whole when asking for changes; `remarks` are
    those that wait for the author. `edited_by_team` is when the team changed the last version, if it did.
    """

    code: State
    is_public: bool = False
    since: datetime | None = None
    comment: str = ""
    remarks: int = 0
    edited_by_team: datetime | None = None
    stopped_by_team: bool = False
    was_public: bool = False

    @property
    def label(self) -> str:
        return str(self.code.label)

    @property
    def pictogram(self) -> str:
        return PICTOGRAMS[self.code]

    @property
    def sentence(self) -> str:
        """What comes next, in one or two short sentences."""
        return " ".join(part for part in (SENTENCES[self.code](self), _edited(self)) if part)

    @property
    def may_be_sent(self) -> bool:
        """Whether there is something that the moderators do not have yet."""
        return self.code not in (State.IN_REVIEW, State.PUBLISHED)

    @property
    def may_be_taken_back(self) -> bool:
        return self.code == State.IN_REVIEW

    @property
    def may_be_changed(self) -> bool:
        return self.code != State.IN_REVIEW


def day(moment: datetime | None) -> str:
    """« 3 mars », in the reader's language."""
    return date_format(timezone.localtime(moment), "j F") if moment else ""


def _draft(state: ReviewState) -> str:
    if state.stopped_by_team:
        said = _("L’équipe a arrêté la relecture le %(day)s. Vous pouvez changer la séance, puis la renvoyer.")
        return said % {"day": day(state.since)}
    if state.was_public:
        return _("Elle n’est plus publique. Vous pouvez la changer, puis la renvoyer à la relecture.")
    return _("Elle n’est pas publique. Quand elle est prête, envoyez-la à la relecture.")


def _in_review(state: ReviewState) -> str:
    sent = _("Envoyée le %(day)s : l’équipe la relit, puis vous écrit.") % {"day": day(state.since)}
    return f"{sent} {_still_public(state)}".strip()


def _changes_asked(state: ReviewState) -> str:
    if not state.remarks:
        asked = _("L’équipe demande des changements. Faites-les, puis renvoyez la séance.")
    else:
        asked = ngettext(
            "L’équipe demande des changements : %(count)d remarque vous attend. Ensuite, renvoyez la séance.",
            "L’équipe demande des changements : %(count)d remarques vous attendent. Ensuite, renvoyez la séance.",
            state.remarks,
        ) % {"count": state.remarks}
    return f"{asked} {_still_public(state)}".strip()


def _still_public(state: ReviewState) -> str:
    return _("La version publique ne change pas d’ici là.") if state.is_public else ""


def _published(state: ReviewState) -> str:
    return _("Tout le monde peut la lire et la trouver.")


def _changed(state: ReviewState) -> str:
    if state.stopped_by_team:
        said = _("L’équipe a arrêté la relecture le %(day)s. La version publique n’a pas changé.")
        return said % {"day": day(state.since)}
    return _("La version publique ne change pas encore. Envoyez vos changements à la relecture.")


def _edited(state: ReviewState) -> str:
    if not state.edited_by_team or state.code == State.PUBLISHED:
        return ""
    return _("L’équipe a modifié le texte le %(day)s.") % {"day": day(state.edited_by_team)}


SENTENCES = {
    State.DRAFT: _draft,
    State.IN_REVIEW: _in_review,
    State.CHANGES_ASKED: _changes_asked,
    State.PUBLISHED: _published,
    State.PUBLISHED_AND_CHANGED: _changed,
}


def state_of(plan: PlanPage) -> ReviewState:
    return states_of([plan])[plan.pk]


def states_of(plans: Iterable[PlanPage]) -> dict[int, ReviewState]:
    """The state of each plan by its number, in a fixed number of queries."""
    plans = list(plans)
    last = last_reviews(plan.pk for plan in plans)
    remarks = open_counts([plan.pk for plan in plans if plan.pk in last])
    team = _edited_by_others(plans)
    return {plan.pk: _state(plan, last.get(plan.pk), remarks.get(plan.pk, 0), team.get(plan.pk)) for plan in plans}


def last_reviews(page_ids: Iterable[int]) -> Mapping[int, WorkflowState]:
    """The last time that each page was sent, with its task; pages that never were are missing."""
    ids = [str(pk) for pk in page_ids]
    states = (
        WorkflowState.objects.filter(base_content_type=PlanPage().get_base_content_type(), object_id__in=ids)
        .select_related("current_task_state")
        .order_by("created_at", "pk")
    )
    return {int(state.object_id): state for state in states}


def _edited_by_others(plans: Iterable[PlanPage]) -> dict[int, datetime]:
    """When somebody else than the owner changed the words of the last version, by page. A comment alone changes nothing."""
    latest = {plan.latest_revision_id: plan for plan in plans if plan.latest_revision_id and plan.owner_id}
    rows = Revision.objects.filter(pk__in=latest).order_by("pk").values_list("pk", "user", "created_at")
    others = {latest[pk].pk: (pk, when) for pk, user, when in rows if user not in (None, latest[pk].owner_id)}
    if not others:
        return {}
    own = _last_own([plan for plan in latest.values() if plan.pk in others])
    wanted = {pk for pk, _when in others.values()} | set(own.values())
    contents = dict(Revision.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", "content"))
    states = {pk: state_of_content(content) for pk, content in contents.items()}
    return {page: when for page, (pk, when) in others.items() if page not in own or states[own[page]] != states[pk]}


def _last_own(plans: Iterable[PlanPage]) -> dict[int, int]:
    """The last revision that each plan's owner saved, by page."""
    owners = {str(plan.pk): plan.owner_id for plan in plans}
    rows = Revision.objects.filter(
        base_content_type=PlanPage().get_base_content_type(), object_id__in=owners, user__in=set(owners.values())
    )
    found = rows.order_by("created_at", "pk").values_list("object_id", "user", "pk")
    return {int(page): pk for page, user, pk in found if owners[page] == user}


def _state(plan: PlanPage, review: WorkflowState | None, remarks: int, edited: datetime | None) -> ReviewState:
    known: dict[str, Any] = {"is_public": plan.live, "edited_by_team": edited}
    known["was_public"] = bool(plan.first_published_at)
    status = review.status if review else ""
    task = review.current_task_state if review else None
    if status == WorkflowState.STATUS_IN_PROGRESS:
        return ReviewState(State.IN_REVIEW, since=task.started_at if task else review.created_at, **known)  # type: ignore[union-attr]
    if status == WorkflowState.STATUS_NEEDS_CHANGES and task:
        return ReviewState(State.CHANGES_ASKED, since=task.finished_at, comment=task.comment, remarks=remarks, **known)
    if plan.live and not plan.has_unpublished_changes:
        return ReviewState(State.PUBLISHED, since=plan.last_published_at, **known)
    code = State.PUBLISHED_AND_CHANGED if plan.live else State.DRAFT
    if status == WorkflowState.STATUS_CANCELLED and task and task.finished_by_id not in (None, plan.owner_id):
        return ReviewState(code, since=task.finished_at, stopped_by_team=True, **known)
    return ReviewState(code, since=plan.latest_revision_created_at, **known)
