"""`/compte/essais/` and `/compte/problemes/`: what a mediator ran, and what was reported of what they wrote."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import letters
from accounts.models import User
from core.queries import visible
from trainers.feedback.forms import TrialForm
from trainers.feedback.models import Problem, Trial
from trainers.membership.roles import mediator_required
from trainers.plans.pages import PlanPage

A_PAGE = 50


@login_required
@require_safe
def trials(request: HttpRequest) -> HttpResponse:
    """What I ran, the newest first. Who left an EPN still sees what they wrote."""
    mine = Trial.objects.filter(user=cast(User, request.user)).with_plan().newest_first()
    shown = Paginator(mine, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "trainers/feedback/trials.html", {"trials": shown})


@mediator_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_trial(request: HttpRequest, plan: int) -> HttpResponse:
    """« Je l’ai animée » : tell how it went."""
    user, page = cast(User, request.user), _plan(plan)
    form = TrialForm(request.POST if request.method == "POST" else None, instance=Trial(plan=page), user=user)
    if request.method == "POST" and form.is_valid():
        form.instance.user = user
        if not _is_sent_twice(form.instance):
            with transaction.atomic():
                trial = form.save()
                _tell(trial, request)
        messages.success(request, _("Merci. C’est publié sur la page de la séance."))
        return redirect("trial_list")
    mine = Trial.objects.filter(user=user, plan=page).select_related("place").newest_first()
    return render(request, "trainers/feedback/trial.html", {"form": form, "plan": page, "mine": mine})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_trial(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    """Correct what one told."""
    trial = _mine(request, plan, pk)
    form = TrialForm(request.POST if request.method == "POST" else None, instance=trial, user=cast(User, request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("C’est corrigé."))
        return redirect("trial_list")
    return render(
        request, "trainers/feedback/trial.html", {"form": form, "plan": trial.plan, "trial": trial, "mine": ()}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_trial(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    """Take back what one told, after a question."""
    trial = _mine(request, plan, pk)
    if request.method == "POST":
        trial.delete()
        messages.success(request, _("C’est effacé."))
        return redirect("trial_list")
    return render(request, "trainers/feedback/delete.html", {"trial": trial})


def _plan(pk: int) -> PlanPage:
    """A plan that everybody can read."""
    return get_object_or_404(visible(PlanPage.objects.defer("body")), pk=pk)


def _mine(request: HttpRequest, plan: int, pk: int) -> Trial:
    """One's own; to anybody else it does not exist."""
    return get_object_or_404(Trial.objects.with_plan(), pk=pk, plan=plan, user=cast(User, request.user))


def _is_sent_twice(trial: Trial) -> bool:
    """Whether the same session was just told in the same words: a button pressed twice."""
    names = ("user", "plan", "place", "held_on", "people", "minutes", "worked", "to_change")
    return Trial.objects.filter(**{name: getattr(trial, name) for name in names}).exists()


def _tell(trial: Trial, request: HttpRequest) -> None:
    """Let the author of the plan know, in the transaction of what is told."""
    author = trial.plan.owner
    if author is None or author.pk == trial.user_id or not author.is_active:
        return
    context = {
        "title": trial.plan.title,
        "where": trial.where,
        "people": trial.people,
        "minutes": trial.minutes,
        "worked": trial.worked,
        "to_change": trial.to_change,
        "page_url": f"{request.build_absolute_uri(trial.plan.url or '/')}#essais",
    }
    letters.send("trainers/feedback/email/trial", [author.email], context, request)


@login_required
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """What was reported of my plans, or of all of them for the team; open first."""
    seen = Problem.objects.seen_by(cast(User, request.user)).with_page()
    shown = Paginator(seen, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "trainers/feedback/problems.html", {"problems": shown})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def solve_problem(request: HttpRequest, pk: int) -> HttpResponse:
    """« C’est réglé », said by the author or the team; said again, it takes that back."""
    user = cast(User, request.user)
    problem = get_object_or_404(Problem.objects.seen_by(user).with_page(), pk=pk)
    if request.method == "POST":
        solve(problem, user)
        messages.success(request, _("C’est noté."))
        return redirect(_after(request))
    return render(request, "trainers/feedback/solve.html", {"problem": problem, "back": _after(request)})


def _after(request: HttpRequest) -> str:
    """Where one came from: the editing interface says so with `?atelier=1`."""
    if "atelier" in request.GET:
        from trainers.feedback.admin import problem_list

        return reverse(problem_list.get_url_name("index"))
    return reverse("problem_list")


def solve(problem: Problem, by: User) -> None:
    """Raises Http404 when another one was reported at the same spot meanwhile: there is only one open at a time."""
    same = Problem.objects.open().filter(page=problem.page_id, kind=problem.kind, spot=problem.spot)
    if problem.solved_at and same.exists():
        raise Http404
    problem.solved_at, problem.solved_by = (None, None) if problem.solved_at else (timezone.now(), by)
    problem.save(update_fields=["solved_at", "solved_by"])
