"""Who is told what, at each step of a review. Every letter is written in the transaction of what it tells."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from wagtail.models import TaskState

from accounts import letters
from accounts.models import User
from trainers.membership.roles import is_mediator
from trainers.plans.pages import PlanPage
from trainers.review.addresses import absolute, step_url
from trainers.review.comments import remarks_of
from trainers.review.delays import usual_days


def moderators_of(task_state: TaskState) -> QuerySet[User]:
    """Those who may answer and wish to hear of it; the administrators when there are none."""
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    people = people.exclude(wagtail_userprofile__submitted_notifications=False).order_by("pk").distinct()
    groups = task_state.task.specific.groups.all() if hasattr(task_state.task.specific, "groups") else []
    found = people.filter(groups__in=groups)
    return found if found.exists() else people.filter(is_superuser=True)


def tell_moderators(task_state: TaskState, plan: PlanPage, sender: User | None) -> None:
    """A plan was sent, or sent again: who wrote it and where; nothing else about them."""
    remarks = remarks_of(plan)
    context = {
        "title": plan.title,
        "who": plan.owner.author_name if plan.owner else plan.authors,
        "epn": plan.epn,
        "is_public": plan.live,
        "again": task_state.workflow_state.task_states.count() > 1,
        "remarks": len(remarks),
        "done": sum(remark.is_done for remark in remarks),
        "edit_url": absolute(reverse("wagtailadmin_pages:edit", args=(plan.pk,))),
        "list_url": absolute(reverse("waiting_plans")),
    }
    readers = [user.email for user in moderators_of(task_state) if not sender or user.pk != sender.pk]
    with translation.override(settings.LANGUAGE_CODE):
        letters.send("trainers/review/email/asked", readers, context)


def tell_author(name: str, plan: PlanPage, by: User | None = None, **more: Any) -> None:
    """A letter to the owner of a plan, in its language; nobody is told what they did themselves."""
    author = plan.owner
    if author is None or not author.is_active or (by is not None and by.pk == author.pk):
        return
    with translation.override(plan.locale.language_code):
        context = {
            "title": plan.title,
            "is_public": plan.live,
            "may_write": is_mediator(author),
            "plan_url": absolute(step_url(plan.pk, "sujet")),
            "mine_url": absolute(reverse("contribution_list")),
        }
        letters.send(f"trainers/review/email/{name}", [author.email], context | more)


def tell_received(plan: PlanPage) -> None:
    tell_author(
        "received", plan, days=usual_days(), withdraw_url=absolute(reverse("contribution_withdraw", args=(plan.pk,)))
    )


def tell_changes(plan: PlanPage, comment: str, by: User | None) -> None:
    """What the moderator said of the whole, then of each field that still waits, each with the way to its step."""
    latest = plan.get_latest_revision_as_object()
    remarks = [
        {"where": remark.where, "text": remark.text, "url": absolute(remark.url)}
        for remark in remarks_of(latest)
        if not remark.is_done
    ]
    tell_author("changes", plan, by, comment=comment.strip(), remarks=remarks)


def tell_accepted(plan: PlanPage, comment: str, by: User | None, *, first: bool) -> None:
    tell_author("accepted", plan, by, comment=comment.strip(), first=first, page_url=plan.full_url or "")
