"""Sending a plan to the moderators, and taking it back."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from accounts.models import User
from trainers.plans.pages import PlanPage


class NotSentError(Exception):
    """The plan is not sent, or not taken back: `str()` says why and what to do."""


class AlreadySentError(NotSentError):
    def __str__(self) -> str:
        return _("Cette séance est déjà en relecture.")


class NothingNewError(NotSentError):
    def __str__(self) -> str:
        return _("Cette séance est publiée, et rien n’a changé depuis.")


class NotReadyError(NotSentError):
    """`errors` are sentences by the name of the field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(errors)
        self.errors = errors

    def __str__(self) -> str:
        return _("Il manque quelque chose : corrigez, puis renvoyez la séance.")


class NobodyReadsError(NotSentError):
    """No workflow stands above the page: an administrator took it away."""

    def __str__(self) -> str:
        return _("Personne ne relit les séances pour le moment. Votre séance est gardée. Écrivez à l’équipe du site.")


class TooLateError(NotSentError):
    def __str__(self) -> str:
        return _("Cette séance n’est plus en relecture : l’équipe vient de répondre.")


@transaction.atomic
def submit(request: HttpRequest, plan: PlanPage) -> WorkflowState:
    """Send the last version to the moderators, the first time or after the changes that they asked for.

    Raises `NotSentError`, always in words for the author. Who is told: see `trainers.review.telling`.
    """
    user = cast(User, request.user)
    plan = _locked(plan)
    review = plan.current_workflow_state
    if review and review.status == WorkflowState.STATUS_IN_PROGRESS:
        raise AlreadySentError
    if plan.live and not plan.has_unpublished_changes and not review:
        raise NothingNewError
    _check(plan)
    if review:
        review.resume(user=user)
        review.requested_by = user
        review.save()
        return review
    workflow = plan.get_workflow()
    if workflow is None:
        raise NobodyReadsError
    if not plan.latest_revision_id:
        plan.save_revision(user=user, clean=False)
    return workflow.start(plan, user)


@transaction.atomic
def withdraw(request: HttpRequest, plan: PlanPage) -> None:
    """Take a plan back, to change it. Raises `TooLateError` when a moderator answered meanwhile."""
    plan = _locked(plan)
    review = plan.current_workflow_state
    if review is None or review.status != WorkflowState.STATUS_IN_PROGRESS:
        raise TooLateError
    review.cancel(user=cast(User, request.user))


def _locked(plan: PlanPage) -> PlanPage:
    """The page as it is now, which nobody else sends, takes back or keeps before the end of this transaction."""
    Page.objects.select_for_update().get(pk=plan.pk)
    return PlanPage.objects.get(pk=plan.pk)


def _check(plan: PlanPage) -> None:
    """What would make the publication fail is said now, to the author, rather than to the moderator."""
    try:
        plan.get_latest_revision_as_object().full_clean()
    except ValidationError as error:
        raise NotReadyError(error.message_dict) from error
