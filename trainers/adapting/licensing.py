"""Under which licences an adapted plan may be published. The rules are those of `core.licences`, enforced here.

What counts is the licence under which the original was adapted: it cannot be taken back from who already adapted it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core import licences
from trainers.adapting.models import Adaptation

if TYPE_CHECKING:
    from trainers.plans.pages import PlanPage


def licence_of_original(plan: PlanPage) -> str:
    """The licence under which `plan` was adapted; empty when it is nobody's adaptation, or nothing says."""
    if not (plan.source_credit or plan.adapted_from):
        return ""
    kept = Adaptation.objects.filter(plan_id=plan.pk).values_list("licence", flat=True).first() if plan.pk else None
    if kept:
        return kept
    if known := licences.licence_of(plan.source_credit.rpartition(", ")[2]):
        return known.code
    return plan.adapted_from.licence if plan.adapted_from else ""


def allowed_licences(plan: PlanPage) -> tuple[str, ...]:
    """The licences that its author may choose, the closest to the original first; all of them for a plan of one's own.

    None when the original may not be adapted at all.
    """
    original = licence_of_original(plan)
    return licences.adaptation_licences(original) if original else tuple(licences.LICENCES)


def refusal(plan: PlanPage) -> str:
    """Why `plan` may not be published under its licence, as a sentence for its author; empty when it may."""
    original = licence_of_original(plan)
    if not original or licences.may_be_adapted_as(original, plan.licence):
        return ""
    if not licences.may_adapt(original):
        return _("L’original est sous la licence « %(licence)s » : on ne peut pas publier de version adaptée.") % {
            "licence": original
        }
    allowed = licences.adaptation_licences(original)
    if len(allowed) == 1:
        return _("L’original demande de garder sa licence : %(licence)s.") % {"licence": allowed[0]}
    return _("L’original demande une de ces licences : %(licences)s.") % {"licences": ", ".join(allowed)}


def cannot_be_adapted(code: str) -> str:
    """What is said in place of the button; empty when a plan under this licence may be adapted."""
    if licences.may_adapt(code):
        return ""
    return _("La licence « %(licence)s » ne permet pas d’adapter cette séance. Écrivez à ses auteurs.") % {
        "licence": code
    }


def may_copy(code: str) -> bool:
    """Whether a file may be taken, as it is, with an adapted plan: a licence that allows to share it unchanged is enough."""
    licence = licences.licence_of(code)
    return licence is not None and licence.code != licences.RESERVED
