"""What an account says of the plans that somebody wrote."""

from typing import Any

from accounts.models import User
from accounts.sections import Section
from core.content.export import Export
from trainers.contributions.drafts import written_by
from trainers.membership.roles import is_mediator
from trainers.plans.pages import PlanPage
from trainers.review.states import states_of


def show(user: User) -> dict[str, Any]:
    return {"count": written_by(user).count(), "is_mediator": is_mediator(user)}


def data(user: User) -> list[dict[str, Any]]:
    """Each plan with its latest words, as a content file says them."""
    plans, export = list(written_by(user)), Export()
    states = states_of(plans)
    return [
        {
            "titre": plan.draft_title or plan.title,
            "état": states[plan.pk].label,
            "enregistrée le": plan.latest_revision_created_at,
            "texte": export.text(plan.get_latest_revision_as_object()),
        }
        for plan in PlanPage.objects.filter(pk__in=states).order_by("pk")
    ]


def erase(user: User, keep_name: bool) -> None:
    """Drafts that were never public go with their author; what was shared stays: others use it."""
    for plan in PlanPage.objects.filter(owner=user, live=False, first_published_at=None).order_by("pk"):
        plan.delete()


SECTION = Section("séances", "trainers/contributions/section.html", order=20, show=show, data=data, erase=erase)
