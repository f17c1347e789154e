"""Answering the remarks of the moderators."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Comment

from accounts.models import User
from trainers.contributions.drafts import draft_or_404
from trainers.membership.roles import mediator_required
from trainers.review.addresses import comment_url, step_url
from trainers.review.comments import answer, remarks_of
from trainers.review.forms import AnswerForm


@mediator_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    """One remark: answer it, or say that it is done. A remark that a moderator resolved exists no more."""
    user = cast(User, request.user)
    plan = draft_or_404(user, pk)
    remark = next((remark for remark in remarks_of(plan) if remark.pk == comment_pk), None)
    if remark is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None, label_suffix="")
    shown = remark.url != comment_url(plan.pk, remark.pk)
    back = remark.url if shown else step_url(plan.pk, remark.step)
    if request.method == "POST" and form.is_valid():
        done = "done" in request.POST
        answer(plan, Comment.objects.get(pk=remark.pk), user, form.cleaned_data["text"], done=done)
        messages.success(request, _("C’est noté. L’équipe le verra.") if done else _("Votre réponse est gardée."))
        return redirect(back)
    context = {"plan": plan, "remark": remark, "form": form, "back_url": back}
    return render(request, "trainers/review/comment.html", context)
