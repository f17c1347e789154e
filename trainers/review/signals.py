"""What Wagtail's workflow says of a plan, told to its author and to the moderators in our letters.

Wagtail's own letters lead to the admin, where mediators may not go, and come besides ours: they stay for every other page.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.admin import mail
from wagtail.models import PageLogEntry, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected, workflow_submitted

from accounts.models import User
from trainers.plans.pages import PlanPage
from trainers.review import telling
from trainers.review.comments import resolve_all

# What happens to a page that its author must hear of, as Wagtail's log names it.
TOLD = {"wagtail.unpublish": "unpublished", "wagtail.delete": "deleted"}


def plan_of(review: WorkflowState) -> PlanPage | None:
    """The plan of a review, as it is now; nothing for any other page or snippet."""
    if review.content_type.model_class() is not PlanPage:
        return None
    return PlanPage.objects.select_related("owner", "locale", "place").filter(pk=review.object_id).first()


def _submitted(instance: TaskState, user: User | None, **_kwargs: Any) -> None:
    if plan := plan_of(instance.workflow_state):
        telling.tell_moderators(instance, plan, user)
        telling.tell_received(plan)


def _rejected(instance: WorkflowState, user: User | None, **_kwargs: Any) -> None:
    if plan := plan_of(instance):
        task = instance.current_task_state
        telling.tell_changes(plan, task.comment if task else "", user)


def _approved(instance: WorkflowState, user: User | None, **_kwargs: Any) -> None:
    if plan := plan_of(instance):
        resolve_all(plan, user)
        task = instance.current_task_state
        first = plan.first_published_at == plan.last_published_at
        telling.tell_accepted(plan, task.comment if task else "", user, first=first)


def _cancelled(instance: WorkflowState, user: User | None, **_kwargs: Any) -> None:
    plan = plan_of(instance)
    if plan and user is not None:
        telling.tell_author("stopped", plan, user)


def _logged(instance: PageLogEntry, created: bool, **_kwargs: Any) -> None:
    """A page that a moderator takes away or erases. Nobody is told of what the site does by itself."""
    name = TOLD.get(instance.action)
    if not (created and name and instance.user_id):
        return
    plan = PlanPage.objects.select_related("owner", "locale").filter(pk=instance.page_id).first()
    if plan:
        telling.tell_author(name, plan, instance.user)


class _NotForPlans:
    """One of Wagtail's notifiers, for every page but plans."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        review = instance.workflow_state if isinstance(instance, TaskState) else instance
        is_plan = isinstance(review, WorkflowState) and review.content_type.model_class() is PlanPage
        return not is_plan and super().can_handle(instance, **kwargs)  # type: ignore[misc]


class TaskSubmission(_NotForPlans, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    pass


class WorkflowSubmission(_NotForPlans, mail.WorkflowStateSubmissionEmailNotifier):
    pass


class WorkflowApproval(_NotForPlans, mail.WorkflowStateApprovalEmailNotifier):
    pass


class WorkflowRejection(_NotForPlans, mail.WorkflowStateRejectionEmailNotifier):
    pass


# Wagtail's names for its own receivers: who connects first under a name is the one who hears.
REPLACED = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", TaskSubmission()),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification", WorkflowSubmission()),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", WorkflowRejection()),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", WorkflowApproval()),
)


def connect() -> None:
    for signal, sender, name, notifier in REPLACED:
        signal.disconnect(sender=sender, dispatch_uid=name)
        # Wagtail keeps its notifiers in a module; ours live as long as this one.
        signal.connect(notifier, sender=sender, dispatch_uid=name)
    task_submitted.connect(_submitted, dispatch_uid="trainers.review.submitted")
    workflow_rejected.connect(_rejected, dispatch_uid="trainers.review.rejected")
    workflow_approved.connect(_approved, dispatch_uid="trainers.review.approved")
    workflow_cancelled.connect(_cancelled, dispatch_uid="trainers.review.cancelled")
    post_save.connect(_logged, sender=PageLogEntry, dispatch_uid="trainers.review.logged")
