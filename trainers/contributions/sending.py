"""To the moderators, and back."""

from django.http import HttpRequest
from wagtail.models import WorkflowState

from trainers.plans.pages import PlanPage


def submit(request: HttpRequest, plan: PlanPage) -> None:
    """Start the review of the latest version, or go on with the one in which changes were asked."""
    state = plan.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=request.user)
    elif state is None and (workflow := plan.get_workflow()):
        workflow.start(plan, request.user)


def withdraw(request: HttpRequest, plan: PlanPage) -> None:
    if state := plan.current_workflow_state:
        state.cancel(user=request.user)
