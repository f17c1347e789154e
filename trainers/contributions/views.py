"""« Mes séances » : my plans, the five steps, the preview, the sending.

Forms are protected by the origin of the request rather than by a token: a token dies with the session, and what was
typed would die with it (see `core.security`).
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.actions.delete_page import DeletePageAction

from accounts.models import User
from core.security import same_origin_required
from trainers.contributions import answering
from trainers.contributions.drafts import LockedError, draft_or_404, is_closed, new_draft
from trainers.contributions.forms import END, acted
from trainers.contributions.lines import lines_of
from trainers.contributions.reading import name_everything
from trainers.contributions.remarks import advice_on, missing
from trainers.contributions.saving import save
from trainers.contributions.steps import BY_SLUG
from trainers.membership.models import asked_by
from trainers.membership.roles import is_mediator, mediator_required
from trainers.plans.pages import PlanPage
from trainers.review.comments import remarks_of
from trainers.review.sending import NotSentError, submit
from trainers.review.sending import withdraw as take_back

SHOWN_AND_SENT = ["GET", "HEAD", "POST"]
# Its type forgets that these views answer with a whole page.
_for_mediators: Any = mediator_required


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My plans; for who is not in an EPN yet, how to be."""
    user = cast(User, request.user)
    context = {
        "lines": lines_of(user, request.GET.get("page")),
        "is_mediator": is_mediator(user),
        "asked": asked_by(user),
    }
    return render(request, "trainers/contributions/mine.html", context)


@same_origin_required
@login_required
@require_http_methods(SHOWN_AND_SENT)
def new(request: HttpRequest) -> HttpResponse:
    """What awaits who proposes a plan; then the first step of an empty one."""
    user = cast(User, request.user)
    if not is_mediator(user):
        context = {"lines": lines_of(user), "is_mediator": False, "asked": asked_by(user)}
        return render(request, "trainers/contributions/mine.html", context, status=403)
    if request.method == "POST":
        return redirect("contribution_step", new_draft(user).pk, "sujet")
    return render(request, "trainers/contributions/new.html", {"steps": BY_SLUG.values()})


@login_required
@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where signing in again leads: the other tab still has what was typed."""
    return render(request, "trainers/contributions/signed_in.html")


@same_origin_required
@require_http_methods(SHOWN_AND_SENT)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One step. Whatever happens to the session or to the plan meanwhile, what was typed comes back to its author."""
    if not request.user.is_authenticated:
        sends = request.method == "POST"
        return answering.signed_out(request) if sends else redirect_to_login(request.get_full_path())
    if not is_mediator(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, pk, slug)
    plan = draft_or_404(request.user, pk)
    return answering.shown(request, plan, BY_SLUG[slug])


def _save(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    this = BY_SLUG[slug]
    if END not in request.POST:
        return answering.cut(request)
    data, anchor = acted(answering.with_restored(request, pk, this), this)
    if this is BY_SLUG["public"] and data.get("do") == "competences":
        data, anchor = answering.with_competences(data, draft_or_404(request.user, pk)), "liste-tag"
    try:
        saved = save(cast(User, request.user), pk, this, data, answering.theirs_win(data))
    except LockedError:
        return answering.locked(request, draft_or_404(request.user, pk))
    answering.remember_removed(request, pk, this, data)
    if answering.wants_json(request):
        return answering.as_json(saved)
    if saved.differences:
        return answering.conflict(request, saved, this, data)
    if not saved.is_whole:
        return answering.shown(request, saved.plan, this, saved)
    return answering.on_the_way(request, saved.plan, this, data.get("do", ""), anchor)


@mediator_required
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as everybody would read it, with the latest words."""
    plan = draft_or_404(request.user, pk)
    name_everything(plan)
    context = plan.get_context(request) | {"closed": is_closed(plan)}
    return render(request, "trainers/contributions/preview.html", context)


@same_origin_required
@_for_mediators
@require_http_methods(SHOWN_AND_SENT)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Read what is missing a last time, then send."""
    plan = draft_or_404(request.user, pk)
    if is_closed(plan):
        return redirect("contribution_list")
    needed = list(missing(plan))
    if request.method == "POST" and not needed:
        try:
            submit(request, plan)
        except NotSentError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Votre séance est partie à la relecture. Vous recevrez un e-mail."))
        return redirect("contribution_list")
    unanswered = [remark for remark in remarks_of(plan) if remark.waits]
    context = {"plan": plan, "advice": advice_on(plan), "may_send": not needed, "remarks": unanswered}
    return render(request, "trainers/contributions/send.html", context)


@same_origin_required
@_for_mediators
@require_http_methods(SHOWN_AND_SENT)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a plan back from the moderators, to write in it again."""
    plan = draft_or_404(request.user, pk)
    if request.method == "POST":
        try:
            take_back(request, plan)
        except NotSentError as error:
            messages.error(request, str(error))
            return redirect("contribution_list")
        messages.success(request, _("Vous avez repris votre séance. Renvoyez-la quand elle est prête."))
        return redirect("contribution_step", plan.pk, "sujet")
    return render(request, "trainers/contributions/withdraw.html", {"plan": plan})


@same_origin_required
@_for_mediators
@require_http_methods(SHOWN_AND_SENT)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase a draft of mine, after a question; never what was public once: others may use it."""
    plan = draft_or_404(request.user, pk)
    if plan.live or plan.first_published_at or plan.owner_id != request.user.pk:
        raise Http404
    if request.method == "POST":
        # Wagtail's own permissions are about the admin, where mediators have none.
        action = DeletePageAction(PlanPage.objects.get(pk=plan.pk), user=request.user)
        action.execute(skip_permission_checks=True)
        messages.success(request, _("Le brouillon est effacé."))
        return redirect("contribution_list")
    return render(
        request, "trainers/contributions/delete.html", {"plan": plan, "owner_key": answering.owner_key(request)}
    )
