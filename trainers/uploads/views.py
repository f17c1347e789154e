"""The attachments of a draft: one page to see, add and put in order; one to change, one to take away."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core.uploads.kinds import megabytes
from trainers.contributions.drafts import NotKeptError, draft_or_404, is_closed, keep
from trainers.plans.pages import PlanPage
from trainers.uploads import pieces
from trainers.uploads.answering import go
from trainers.uploads.files import store
from trainers.uploads.forms import AddForm, ChangeForm
from trainers.uploads.using import forget_later

STEP_UP, STEP_DOWN = "haut", "bas"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """See them, and add one."""
    user = cast(User, request.user)
    plan = draft_or_404(user, pk)
    sent = request.method == "POST"
    form = AddForm(request.POST if sent else None, request.FILES if sent else None, plan=plan)
    if sent and form.is_valid():
        try:
            with transaction.atomic():
                document = store(user, form.cleaned_data["file"], form.cleaned_data["title"])
                _kept_or_deleted(plan, user, document, form.said)
        except NotKeptError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("« %(title)s » est ajouté.") % {"title": form.cleaned_data["title"]})
            return go(request, "attachment_list", pk)
    return render(request, "trainers/uploads/list.html", _context(plan, form), status=422 if form.errors else 200)


def _kept_or_deleted(plan: PlanPage, user: User, document: Any, said: dict[str, Any]) -> None:
    """The row of a document that is not kept is rolled back; its file would stay."""
    try:
        pieces.add(plan, document, said)
        keep(plan, user)
    except Exception:
        document.file.storage.delete(document.file.name)
        raise


def _context(plan: PlanPage, form: AddForm) -> dict[str, Any]:
    found = pieces.pieces_of(plan)
    return {
        "plan": plan,
        "pieces": found,
        "form": form,
        "closed": is_closed(plan),
        "full": len(found) >= pieces.MOST_FILES,
        "most": pieces.MOST_FILES,
        "most_weight": megabytes(pieces.MOST_BYTES),
        "weight": pieces.weight(plan),
    }


def _piece_or_404(request: HttpRequest, pk: int, identifier: str) -> tuple[PlanPage, Any]:
    plan = draft_or_404(request.user, pk)
    found = pieces.piece(plan, identifier)
    if found is None:
        raise Http404
    return plan, found


def _keep(request: HttpRequest, plan: PlanPage, done: str) -> bool:
    """Keep what was changed, and say so; or say why not."""
    try:
        keep(plan, cast(User, request.user))
    except NotKeptError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, identifier: str) -> HttpResponse:
    """What is said of a file: its title, its licence, its authors."""
    plan, found = _piece_or_404(request, pk, identifier)
    initial = {name: found.value[name] for name in ("title", "licence", "credit", "to_print")}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        pieces.change(plan, identifier, form.said)
        _keep(request, plan, _("« %(title)s » est changé.") % {"title": form.cleaned_data["title"]})
        return redirect("attachment_list", pk)
    context = {"plan": plan, "piece": found, "form": form, "closed": is_closed(plan)}
    return render(request, "trainers/uploads/change.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int, identifier: str) -> HttpResponse:
    """Take a file away, after a question. It is deleted when nothing else uses it."""
    plan, found = _piece_or_404(request, pk, identifier)
    if request.method == "POST":
        document, title = found.value["file"].pk, found.value["title"]
        with transaction.atomic():
            pieces.take_away(plan, identifier)
            if _keep(request, plan, _("« %(title)s » est retiré.") % {"title": title}):
                forget_later([document])
        return redirect("attachment_list", pk)
    context = {"plan": plan, "piece": found, "closed": is_closed(plan)}
    return render(request, "trainers/uploads/remove.html", context)


@login_required
@require_POST
def move(request: HttpRequest, pk: int, identifier: str) -> HttpResponse:
    """One place up or down."""
    plan, found = _piece_or_404(request, pk, identifier)
    by = {STEP_UP: -1, STEP_DOWN: 1}.get(request.POST.get("sens", ""), 0)
    if by and pieces.move(plan, identifier, by=by):
        _keep(request, plan, _("« %(title)s » a changé de place.") % {"title": found.value["title"]})
    return redirect("attachment_list", pk)
