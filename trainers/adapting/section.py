"""What adaptations hold about somebody: what they follow, and their name in the credit of what others adapted."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.sections import Section
from core.cache import move_content_version
from core.versions import change_in_versions
from trainers.adapting.models import Adaptation
from trainers.plans.pages import PlanPage


def data(user: User) -> list[dict[str, Any]]:
    followed = Adaptation.objects.filter(plan__owner=user).select_related("plan").order_by("pk")
    return [
        {
            "séance": kept.plan.title,
            "adaptée de": kept.plan.source_credit,
            "le": kept.created_at,
            "prévenir quand l’original change": kept.tells,
        }
        for kept in followed
    ]


def erase(user: User, keep_name: bool) -> None:
    """Without their name, the credit still says the title, the place and the licence."""
    name = user.get_full_name()
    if keep_name or not name:
        return
    theirs = Q(adapted_from__owner=user) | Q(adapted_from=None)
    for plan in PlanPage.objects.filter(theirs, source_credit__contains=name).order_by("pk"):
        PlanPage.objects.filter(pk=plan.pk).update(source_credit=without_name(plan.source_credit, name))
        change_in_versions(plan, "source_credit", name, lambda credit: without_name(credit, name))
    for kept in Adaptation.objects.exclude(chain=[]).only("chain").order_by("pk"):
        chain = [step | {"credit": without_name(step["credit"], name)} for step in kept.chain]
        if chain != kept.chain:
            Adaptation.objects.filter(pk=kept.pk).update(chain=chain)
    move_content_version()


def without_name(credit: str, name: str) -> str:
    """« Titre », Awa Diallo et Karim, licence → « Titre », Karim, licence."""
    for found, left in ((f", {name} et ", ", "), (f" et {name}", ""), (f", {name}", "")):
        credit = credit.replace(found, left)
    return credit


SECTION = Section("adaptations", "", order=30, data=data, erase=erase)
