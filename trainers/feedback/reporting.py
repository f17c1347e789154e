"""`…/signaler/`: anybody says what is wrong with a page, without an account.

The page is the same bytes for everybody; what protects the form is the origin of the request (`core.security`), a limit by source
that keeps no address, and a field that only machines fill in.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import letters
from core.models import BasePage
from learning.carnet.limits import Limit, source_of
from trainers.feedback.forms import ReportForm
from trainers.feedback.models import MOST_REPORTS, Kind, Problem

# A room of mediators behind one address may all report at once; a machine may not.
REPORTS = Limit("reports", per_source=5, overall=60, seconds=60)


def spots_of(page: Any) -> Iterator[tuple[str, str]]:
    """Where a problem may be: the activities of a plan, the sessions of a sequence."""
    for block in page.body:
        if block.block_type == "activity":
            yield str(block.id), str(block.value["title"])
    for session in getattr(page, "sessions", ()):
        yield str(session.plan.pk), session.plan.title


def report(page: Any, request: HttpRequest) -> HttpResponse:
    """The form, then thanks at an address of their own, so that nothing is sent twice."""
    form = ReportForm(request.POST if request.method == "POST" else None, spots=spots_of(page))
    if request.method == "POST":
        source = source_of(request)
        if form.is_from_a_machine:
            return HttpResponseRedirect(_thanks(page, request))
        if REPORTS.reached(source):
            form.add_error(None, _("Trop de signalements à la fois. Attendez une minute, puis recommencez."))
            return _show(page, request, form, status=429)
        if form.is_valid():
            REPORTS.count(source)
            key, title = form.chosen_spot
            record(page, request, kind=form.cleaned_data["kind"], text=form.cleaned_data["text"], spot=key, title=title)
            return HttpResponseRedirect(_thanks(page, request))
        return _show(page, request, form, status=422)
    return _show(page, request, form)


def thank(page: Any, request: HttpRequest) -> HttpResponse:
    return page.render(request, template="trainers/feedback/reported.html")


def _thanks(page: Any, request: HttpRequest) -> str:
    return f"{page.get_url(request)}signaler/merci/"


def _show(page: Any, request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    response = page.render(request, template="trainers/feedback/report.html", context_overrides={"form": form})
    response.status_code = status
    if status != 200:
        response.headers["Cache-Control"] = "no-store"
    return response


def record(page: BasePage, request: HttpRequest, *, kind: str, text: str, spot: str = "", title: str = "") -> Problem:
    """Add what somebody says to what is known; whoever answers for the page is told the first time only."""
    line = " ".join(text.split())
    with transaction.atomic():
        problem, is_new = Problem.objects.open().get_or_create(
            page_id=page.pk,
            kind=kind,
            spot=spot[:40],
            solved_at=None,
            defaults={"spot_title": title[:250], "texts": line},
        )
        if not is_new:
            problem = Problem.objects.select_for_update().get(pk=problem.pk)
            lines = problem.lines
            if line.casefold() not in {known.casefold() for known in lines} and len(lines) < MOST_REPORTS:
                problem.texts = "\n".join([*lines, line])
            Problem.objects.filter(pk=problem.pk).update(
                texts=problem.texts, count=F("count") + 1, last_at=timezone.now()
            )
        elif page.owner and page.owner.is_active:
            _tell(page, request, problem)
    return problem


def _tell(page: BasePage, request: HttpRequest, problem: Problem) -> None:
    context = {
        "title": page.title,
        "kind": Kind(problem.kind).label,
        "where": problem.spot_title,
        "text": problem.texts,
        "problem_url": request.build_absolute_uri(reverse("problem_list")),
        "page_url": request.build_absolute_uri(page.url or "/"),
    }
    letters.send("trainers/feedback/email/problem", [page.owner.email], context, request)
