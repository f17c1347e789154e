"""Adapting a public plan, and following its original afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core import licences
from trainers.adapting import copying
from trainers.adapting.choosing import Proposal, decide, proposals, settled, taken, touched
from trainers.adapting.licensing import cannot_be_adapted
from trainers.adapting.models import Adaptation
from trainers.contributions.drafts import NotKeptError, draft_or_404, is_closed, keep
from trainers.membership.roles import mediator_required
from trainers.plans.differences import LISTS, Difference, Kind
from trainers.plans.pages import PlanPage
from trainers.review.addresses import step_url
from trainers.versions.names import Names
from trainers.versions.showing import Entry, Group, details, entry, shown
from trainers.versions.states import complete, shared_parts, state_of, write


@mediator_required
@require_http_methods(["GET", "HEAD", "POST"])
def adapt_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will happen, then do it."""
    user = cast(User, request.user)
    original = get_object_or_404(copying.sources().select_related("place"), pk=pk)
    refused = cannot_be_adapted(original.licence)
    if request.method == "POST" and not refused:
        plan = copying.recent_copy(original, user) or copying.adapt(original, user)
        messages.success(request, _("La copie est dans « Mes séances ». Elle n’est pas publique."))
        return redirect(step_url(plan.pk, "sujet"))
    context = {
        "original": original,
        "refused": refused,
        "licences": licences.adaptation_licences(original.licence),
        "left_out": copying.left_out(original),
        "mine": PlanPage.objects.filter(owner=user, adapted_from=original).with_card().order_by("-pk")[:5],
    }
    return render(request, "trainers/adapting/adapt.html", context, status=403 if request.method == "POST" else 200)


@dataclass(frozen=True)
class Offer:
    """A proposal as the page shows it: what the original changed, and what the adapter wrote there."""

    proposal: Proposal
    entry: Entry
    mine: Entry | None
    my_block: list[tuple[str, str]]

    @property
    def is_list(self) -> bool:
        return self.proposal.difference.part.shape in LISTS


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed in the original since my copy, beside my own words; I take what I want."""
    plan = draft_or_404(request.user, pk)
    adaptation = get_object_or_404(Adaptation, plan=plan.pk)
    original = copying.sources().filter(pk=plan.adapted_from_id).select_related("place").first()
    if request.method == "POST":
        return _answer(request, plan, adaptation, original)
    if plan.owner_id == request.user.pk and adaptation.told_at:
        # They have looked: the next change may be written to them.
        Adaptation.objects.filter(pk=adaptation.pk).update(told_at=None)
    offered = _offered(adaptation, original, plan)
    offers = _offers(offered, complete(adaptation.known))
    context = {
        "plan": plan,
        "original": original,
        "adaptation": adaptation,
        "groups": offers,
        "count": len(offered),
        "conflicts": sum(one.is_conflict for one in offered),
        "closed": is_closed(plan),
        "refused": cannot_be_adapted(original.licence) if original else "",
        "licence_changed": bool(original and original.licence != adaptation.licence),
        "back_url": step_url(plan.pk, "sujet"),
    }
    return render(request, "trainers/adapting/source.html", context)


def _offered(adaptation: Adaptation, original: PlanPage | None, plan: PlanPage) -> list[Proposal]:
    if original is None:
        return []
    return proposals(complete(adaptation.known), state_of(original), state_of(plan), shared_parts())


def _offers(offered: list[Proposal], known: dict[str, Any]) -> list[tuple[str, list[Offer]]]:
    """By part of the plan, in its order."""
    theirs = [one.difference for one in offered]
    mine = {one.key: _my_change(one) for one in offered}
    more = [(one.difference.part, one.mine) for one in offered if one.is_conflict]
    names = Names([*theirs, *(change for change in mine.values() if change)], more)
    groups: list[Group] = shown(theirs, names)
    by_key = {one.key: one for one in offered}
    return [
        (group.label, [_offer(by_key[one.key], one, mine[one.key], names) for one in group.entries]) for group in groups
    ]


def _my_change(one: Proposal) -> Difference | None:
    """What the adapter changed at the same place; a whole block is shown otherwise."""
    theirs = one.difference
    if not one.changed_too or theirs.kind != Kind.CHANGED:
        return None
    return Difference(theirs.part, Kind.CHANGED, theirs.before, one.mine, theirs.block, theirs.inside)


def _offer(proposal: Proposal, shown_entry: Entry, mine: Difference | None, names: Names) -> Offer:
    whole = proposal.is_conflict and mine is None and proposal.mine
    block = details(proposal.difference.part, proposal.mine, names) if whole else []
    return Offer(proposal, shown_entry, entry(mine, names) if mine else None, block)


def _answer(request: HttpRequest, plan: PlanPage, adaptation: Adaptation, original: PlanPage | None) -> HttpResponse:
    if "prevenir" in request.POST:
        tells = request.POST["prevenir"] == "oui"
        Adaptation.objects.filter(pk=adaptation.pk).update(tells=tells)
        said = _("Nous vous écrirons quand l’original changera.") if tells else _("Nous ne vous écrirons plus.")
        messages.success(request, said)
    elif original is not None:
        try:
            _decide(request, plan, original)
        except NotKeptError as error:
            messages.error(request, f"{error} " + _("Rien n’a été pris."))
    return redirect("plan_source", plan.pk)


@transaction.atomic
def _decide(request: HttpRequest, plan: PlanPage, original: PlanPage) -> None:
    """Write what was taken as a new version of the draft, and remember what was decided."""
    adaptation = Adaptation.objects.select_for_update().get(plan=plan.pk)
    known, mine = complete(adaptation.known), state_of(plan)
    offered = _offered(adaptation, original, plan)
    if cannot_be_adapted(original.licence):
        offered = [one for one in offered if request.POST.get(f"choix-{one.key}") == "garder"]
    choices = {one.key: request.POST.get(f"choix-{one.key}", "") for one in offered}
    seen = {one.key: request.POST.get(f"vu-{one.key}", "") for one in offered}
    decided = decide(offered, choices, seen, take_all="tout" in request.POST)
    if decided.taken:
        write(plan, taken(mine, decided), touched(decided))
        plan.source_version, plan.source_credit = copying.version_of(original), copying.credit_of(original)
        keep(plan, cast(User, request.user), new_version=True)
        adaptation.licence = original.licence
    adaptation.known = settled(known, decided)
    left = len(offered) - len(decided.taken) - len(decided.kept)
    adaptation.changed_at = adaptation.changed_at if left else None
    adaptation.save(update_fields=["known", "licence", "changed_at"])
    _say(request, decided.taken, decided.kept, decided.stale, left)


def _say(request: HttpRequest, took: Any, kept: Any, stale: Any, left: int) -> None:
    said = []
    if took:
        said.append(ngettext("%(n)d changement pris.", "%(n)d changements pris.", len(took)) % {"n": len(took)})
    if kept:
        text = ngettext("Vos mots gardés à %(n)d endroit.", "Vos mots gardés à %(n)d endroits.", len(kept))
        said.append(text % {"n": len(kept)})
    if stale:
        text = ngettext(
            "%(n)d texte a changé pendant que vous lisiez : relisez-le, puis choisissez.",
            "%(n)d textes ont changé pendant que vous lisiez : relisez-les, puis choisissez.",
            len(stale),
        )
        messages.warning(request, text % {"n": len(stale)})
    elif left and (took or kept):
        said.append(ngettext("Il reste %(n)d choix.", "Il reste %(n)d choix.", left) % {"n": left})
    if said:
        messages.success(request, " ".join(said))
    elif not stale:
        messages.info(request, _("Vous n’avez rien choisi : rien n’a changé."))
