"""What a form that was sent receives: the next page, or its own words again with what to do."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from competencies.frameworks import Competence
from competencies.tags import Role
from trainers.contributions.choices import Choices
from trainers.contributions.comparing import pairs
from trainers.contributions.drafts import is_closed
from trainers.contributions.forms import StepForm, ids_of
from trainers.contributions.reading import sheet_of
from trainers.contributions.remarks import Advice, advice_on
from trainers.contributions.saving import Saved, saved_at
from trainers.contributions.sheets import TheirsWin
from trainers.contributions.steps import COMPETENCES, STEPS, Step, following, preceding
from trainers.plans.pages import PlanPage
from trainers.plans.reading import codes_of
from trainers.review import comments
from trainers.review.comments import remarks_of
from trainers.review.states import state_of

REMOVED = "contribution_removed"
# Before the name of a piece, in the answer of an author who chooses between two texts.
KEPT = "keep-"


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def sign_in_url() -> str:
    return f"{reverse('account_login')}?{urlencode({'next': reverse('contribution_signed_in')})}"


def shown(request: HttpRequest, plan: PlanPage, step: Step, saved: Saved | None = None) -> HttpResponse:
    """The step, with what was typed and not kept when it comes back."""
    advice = advice_on(plan)
    sheet = saved.sheet if saved else sheet_of(plan, step)
    removed = request.session.get(REMOVED) or {}
    remarks = remarks_of(plan)
    context = {
        "plan": plan,
        "step": step,
        "steps": STEPS,
        "number": STEPS.index(step) + 1,
        "previous": preceding(step),
        "next": following(step),
        "form": StepForm(step, sheet, Choices(plan, request.user), saved.faults if saved else {}, by_path(advice)),
        "refused": saved.posted.refused if saved else (),
        "saved": saved_at() if saved else "",
        "advice": advice,
        "closed": is_closed(plan),
        "removed": removed if (removed.get("pk"), removed.get("step")) == (plan.pk, step.slug) else None,
        "sign_in_url": sign_in_url(),
        "owner_key": owner_key(request),
        "state": state_of(plan),
        "comments": comments.by_path(remarks),
        "remarks": remarks,
    }
    return render(request, "trainers/contributions/step.html", context)


def owner_key(request: HttpRequest) -> str:
    """Whose words a shared computer kept: they are offered again to the same person only."""
    return salted_hmac("contribution", str(request.user.pk)).hexdigest()[:12]


def by_path(advice: list[Advice]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in advice:
        found.setdefault(one.path, []).append(one.sentence)
    return found


def as_json(saved: Saved) -> JsonResponse:
    """For the script that saves while somebody writes."""
    if saved.differences:
        sentence = _("Cette étape a aussi changé ailleurs.")
        return JsonResponse({"message": sentence, "conflict": True}, status=409)
    data = {
        "message": saved_at(),
        "was": json.dumps(saved.marks, separators=(",", ":")),
        "faults": {name: " ".join(fault.sentences) for name, fault in saved.faults.items()},
        "refused": list(saved.posted.refused),
        "advice": by_path(advice_on(saved.plan)),
        "elsewhere": saved.changed_elsewhere,
    }
    return JsonResponse(data)


def signed_out(request: HttpRequest) -> HttpResponse:
    """The session is over: everything typed is here, to send again once signed in."""
    if wants_json(request):
        sentence = _("Vous n’êtes plus connecté. Vos mots sont gardés sur cet ordinateur.")
        return JsonResponse({"message": sentence, "sign_in": sign_in_url()}, status=401)
    context = {"typed": typed_in(request.POST), "address": request.path, "sign_in_url": sign_in_url()}
    return render(request, "trainers/contributions/signed_out.html", context, status=401)


def typed_in(data: QueryDict) -> list[tuple[str, str]]:
    """Everything that a form sent, to be sent again."""
    return [(name, value) for name, values in data.lists() for value in values]


def cut(request: HttpRequest) -> HttpResponse:
    """The request lost its end on its way: nothing of it is kept, the page that sent it still has everything."""
    sentence = _("La page n’est pas arrivée entière. Revenez en arrière, puis enregistrez de nouveau.")
    if wants_json(request):
        return JsonResponse({"message": sentence}, status=400)
    return render(request, "errors/plain.html", {"title": _("Rien n’a été changé"), "sentence": sentence}, status=400)


def locked(request: HttpRequest, plan: PlanPage) -> HttpResponse:
    """Sent to the moderators in another tab."""
    if wants_json(request):
        return JsonResponse({"message": _("Cette séance est en relecture. Reprenez-la pour la changer.")}, status=423)
    context = {"plan": plan, "typed": typed_in(request.POST), "address": request.path}
    return render(request, "trainers/contributions/locked.html", context, status=409)


def conflict(request: HttpRequest, saved: Saved, step: Step, data: QueryDict) -> HttpResponse:
    """Both versions of what changed twice; the author chooses, and the other one stays in the history."""
    order = {one.name: ids_of(data, one) for one in step.lists}
    revision = saved.plan.latest_revision
    context = {
        "plan": saved.plan,
        "step": step,
        "pairs": pairs(step, saved.differences, Choices(saved.plan, request.user), order),
        "typed": [
            (name, value)
            for name, value in typed_in(data)
            if name not in {"winner", "do"} and not name.startswith(KEPT)
        ],
        "address": request.path,
        "revision": revision,
        "by_me": revision.user_id == request.user.pk,
        "owner_key": owner_key(request),
    }
    return render(request, "trainers/contributions/conflict.html", context, status=409)


def theirs_win(data: QueryDict) -> TheirsWin | None:
    """What the author answered to the page above: one side for everything, or piece by piece."""
    found = data.get("winner")
    if found == "each":
        return lambda piece: data.get(KEPT + piece) == "theirs"
    return (lambda piece: found == "theirs") if found in {"mine", "theirs"} else None


def on_the_way(request: HttpRequest, plan: PlanPage, step: Step, do: str, anchor: str) -> HttpResponseRedirect:
    """Where the button that was pressed leads, once everything is kept."""
    here = reverse("contribution_step", args=(plan.pk, step.slug))
    what, _sep, where = do.partition(":")
    if anchor or what in {"stay", "restore"}:
        if what == "stay":
            messages.success(request, saved_at())
        return redirect(f"{here}#{anchor}" if anchor else here)
    if what == "goto" and where in {one.slug for one in STEPS}:
        return redirect("contribution_step", plan.pk, where)
    if what == "remark" and where.isdecimal():
        return redirect("review_comment", plan.pk, int(where))
    elsewhere = {"preview": "contribution_preview", "send": "contribution_submit", "attachments": "attachment_list"}
    if what in elsewhere:
        return redirect(elsewhere[what], plan.pk)
    after = following(step) if what != "close" else None
    if after:
        return redirect("contribution_step", plan.pk, after.slug)
    return redirect("contribution_list")


def with_competences(data: QueryDict, plan: PlanPage) -> QueryDict:
    """What was sent, with a row for each competence of the objectives that has none."""
    wanted = Competence.objects.by_identifiers(codes_of(plan)).values()
    name, changed = COMPETENCES.name, data.copy()
    ids = ids_of(data, COMPETENCES)
    have = {data.get(f"{name}-{found}-competence") for found in ids}
    for competence in sorted(wanted, key=lambda one: one.identifier):
        if str(competence.pk) not in have:
            ids.append(f"{competence.pk}-{Role.TRAINED}")
            changed[f"{name}-{ids[-1]}-competence"] = str(competence.pk)
    changed.setlist(name, ids)
    return changed


def remember_removed(request: HttpRequest, pk: int, step: Step, data: QueryDict) -> None:
    """Keep an item that was taken away until the next page, so that one can have it back."""
    what, _sep, rest = request.POST.get("do", "").partition(":")
    name, _sep, identity = rest.partition(":")
    if what != "remove" or step.list_of(name) is None:
        request.session.pop(REMOVED, None)
        return
    ids = request.POST.getlist(name)
    prefix = f"{name}-{identity}-"
    request.session[REMOVED] = {
        "pk": pk,
        "step": step.slug,
        "list": name,
        "id": identity,
        "place": ids.index(identity) if identity in ids else len(ids),
        "typed": {key: values for key, values in request.POST.lists() if key.startswith(prefix)},
    }


def with_restored(request: HttpRequest, pk: int, step: Step) -> QueryDict:
    """What was sent, with the item that was taken away just before when its author wants it back."""
    removed: dict[str, Any] = request.session.get(REMOVED) or {}
    if request.POST.get("do") != "restore" or (removed.get("pk"), removed.get("step")) != (pk, step.slug):
        return request.POST
    data = request.POST.copy()
    ids = [found for found in data.getlist(removed["list"]) if found != removed["id"]]
    ids.insert(removed["place"], removed["id"])
    data.setlist(removed["list"], ids)
    for key, values in removed["typed"].items():
        data.setlist(key, values)
    return data
