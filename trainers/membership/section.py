"""What an account says of somebody's EPN."""

from typing import Any

from accounts.models import User
from accounts.sections import Section
from trainers.membership.authors import forget_author
from trainers.membership.models import Membership
from trainers.membership.roles import is_coordinator


def show(user: User) -> dict[str, Any]:
    waiting = Membership.objects.seen_by(user).waiting().count() if is_coordinator(user) else None
    return {
        "memberships": Membership.objects.of(user).select_related("place").order_by("asked_at", "pk"),
        "waiting": waiting,
    }


def data(user: User) -> list[dict[str, Any]]:
    return [
        {
            "lieu": membership.where,
            "fonction": membership.function,
            "message": membership.message,
            "état": membership.get_state_display(),
            "raison du refus": membership.answer,
            "coordonne": membership.is_coordinator,
            "demandée le": membership.asked_at,
            "décidée le": membership.decided_at,
        }
        for membership in Membership.objects.of(user).select_related("place").order_by("asked_at", "pk")
    ]


def erase(user: User, keep_name: bool) -> None:
    if not keep_name:
        forget_author(user)


SECTION = Section("EPN", "trainers/membership/section.html", order=10, show=show, data=data, erase=erase)
