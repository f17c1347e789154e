"""What is missing in a plan: what must be there before it is sent, then the remarks of `check_plan`, with their fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.checks import Remark
from trainers.adapting.licensing import refusal
from trainers.contributions.drafts import title_of
from trainers.contributions.steps import Step, place_of
from trainers.plans.checks import check_plan
from trainers.plans.pages import PlanPage


@dataclass(frozen=True)
class Advice:
    """A remark and where to answer it. `needed`: the plan cannot be sent without it."""

    step: Step
    anchor: str
    url: str
    place: str
    sentence: str
    path: str
    needed: bool = False


def missing(plan: PlanPage) -> Iterator[Remark]:
    """Without this nobody could read the plan."""
    if not title_of(plan):
        yield Remark(_("Séance"), _("Donnez un titre à la séance."), "title")
    if refused := refusal(plan):
        yield Remark(_("Licence"), refused, "licence")
    for number, activity in enumerate(plan.run, 1):
        place = _("Activité %(number)d") % {"number": number}
        if not activity.title:
            yield Remark(place, _("Donnez un titre à cette activité."), f"body.{activity.id}.title")
        if not activity.value.get("mediator"):
            yield Remark(place, _("Dites ce que vous faites."), f"body.{activity.id}.mediator")
    for number, handout in enumerate(plan.handouts, 1):
        place = _("Feuille %(number)d") % {"number": number}
        if not handout.title:
            yield Remark(place, _("Donnez un titre à cette feuille."), f"body.{handout.id}.title")
        if not handout.text:
            yield Remark(place, _("Cette feuille est vide."), f"body.{handout.id}.text")


def advice_on(plan: PlanPage) -> list[Advice]:
    """Everything to look at again, what is needed first."""
    kinds = {block.id: block.block_type for block in plan.body}
    needed = list(missing(plan))
    found = [*((remark, True) for remark in needed), *((one, False) for one in check_plan(plan) if one not in needed)]
    return [_advice(plan, remark, kinds, is_needed) for remark, is_needed in found]


def _advice(plan: PlanPage, remark: Remark, kinds: dict[str, str], needed: bool) -> Advice:
    step, anchor = place_of(remark.path, kinds)
    url = reverse("contribution_step", args=(plan.pk, step.slug)) + (f"#{anchor}" if anchor else "")
    return Advice(step, anchor, url, remark.place, remark.sentence, remark.path, needed)
