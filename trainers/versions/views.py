"""The versions of a plan, for its author and the team: what changed in each, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Revision

from accounts.models import User
from trainers.contributions.drafts import NotKeptError, draft_or_404, is_closed, keep
from trainers.plans.differences import compare
from trainers.plans.pages import PlanPage
from trainers.review.addresses import step_url
from trainers.versions.links import still_there
from trainers.versions.models import PublishedVersion
from trainers.versions.showing import shown, summary
from trainers.versions.states import ORDER, parts, state_of_content, write

VERSIONS_A_PAGE = 20


@dataclass(frozen=True)
class Version:
    """One line of the list: `place` counts every text that was kept, `number` those that were published (0 for a draft).

    `summary` says what differs from the version before it.
    """

    revision: Revision
    place: int
    number: int
    is_public: bool
    is_latest: bool
    before: int | None = None
    summary: str = ""

    @property
    def pk(self) -> int:
        return int(self.revision.pk)

    @property
    def name(self) -> str:
        return _named(self.number, self.when)

    @property
    def who(self) -> str:
        return self.revision.user.author_name if self.revision.user else ""

    @property
    def when(self) -> Any:
        return self.revision.created_at


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The list, or two versions side by side with `?de=…&a=…`."""
    plan = draft_or_404(request.user, pk)
    if request.method == "POST":
        return _go_back(request, plan)
    rows = list(_revisions(plan).values_list("pk", "created_at"))
    order, numbers = [pk for pk, _when in rows], _numbers(plan)
    choices = [(pk, _named(numbers.get(pk, 0), when, dated=True)) for pk, when in rows]
    context: dict[str, Any] = {"plan": plan, "closed": is_closed(plan), "choices": choices}
    if "de" in request.GET or "a" in request.GET:
        context |= _compared(request, plan, order, numbers)
    context["back_url"] = step_url(plan.pk, "sujet")
    context["page"] = _page(request, plan, order, numbers)
    return render(request, "trainers/versions/versions.html", context)


def _revisions(plan: PlanPage) -> Any:
    """The latest first."""
    return Revision.objects.for_instance(plan).order_by("-created_at", "-pk")


def _numbers(plan: PlanPage) -> dict[int, int]:
    """The number of each published text; the public one may say again what its number names already."""
    rows = PublishedVersion.objects.filter(plan=plan).exclude(revision=None).order_by("number")
    public = {plan.live_revision_id: plan.version_number} if plan.live_revision_id and plan.version_number else {}
    return public | dict(rows.values_list("revision", "number"))


def _named(number: int, when: datetime, *, dated: bool = False) -> str:
    """« Version 3 », « Brouillon du 4 mars 2026, 10:15 »."""
    moment = date_format(timezone.localtime(when), "j F Y, H:i")
    if not number:
        return _("Brouillon du %(moment)s") % {"moment": moment}
    name = _("Version %(number)s") % {"number": number}
    return f"{name}, {moment}" if dated else name


def _page(request: HttpRequest, plan: PlanPage, order: list[int], numbers: Mapping[int, int]) -> PageOfRows:
    """One page of versions, each with what differs from the one before: two queries, however many there are."""
    page = Paginator(order, VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    first = page.start_index() - 1 if order else 0
    wanted = order[first : first + VERSIONS_A_PAGE + 1]
    rows = {row.pk: row for row in Revision.objects.filter(pk__in=wanted).select_related("user").order_by("pk")}
    states = {pk: state_of_content(row.content) for pk, row in rows.items()}
    found = []
    for place, pk in enumerate(wanted[:VERSIONS_A_PAGE]):
        before = wanted[place + 1] if place + 1 < len(wanted) else None
        said = summary(compare(states[before], states[pk], parts())) if before else ""
        at = first + place
        is_public = pk == plan.live_revision_id
        found.append(Version(rows[pk], len(order) - at, numbers.get(pk, 0), is_public, at == 0, before, said))
    page.object_list = found  # type: ignore[assignment]
    return page


def _compared(request: HttpRequest, plan: PlanPage, order: list[int], numbers: Mapping[int, int]) -> dict[str, Any]:
    after = _asked(request, "a", order, order[0] if order else 0)
    following = order[order.index(after) + 1 :]
    before = _asked(request, "de", order, following[0] if following else after)
    rows = {
        row.pk: row for row in Revision.objects.filter(pk__in=(before, after)).select_related("user").order_by("pk")
    }
    old, new = (state_of_content(rows[pk].content) for pk in (before, after))
    differences = compare(old, new, parts())
    ends = [
        Version(rows[pk], len(order) - place, numbers.get(pk, 0), pk == plan.live_revision_id, place == 0)
        for pk in (before, after)
        for place in [order.index(pk)]
    ]
    return {"compared": ends, "groups": shown(differences), "count": len(differences)}


def _asked(request: HttpRequest, name: str, order: list[int], default: int) -> int:
    text = request.GET.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal()) or int(text) not in order:
        raise Http404
    return int(text)


def _go_back(request: HttpRequest, plan: PlanPage) -> HttpResponse:
    """The words of an earlier version as a new one; where the plan comes from does not change."""
    chosen = request.POST.get("version", "")
    numbers = {"pk": int(chosen)} if chosen.isascii() and chosen.isdecimal() else {"pk": None}
    revision = get_object_or_404(_revisions(plan), **numbers)
    write(plan, still_there(state_of_content(revision.content)), ORDER)
    try:
        keep(plan, cast(User, request.user), new_version=True)
    except NotKeptError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("C’est fait : une nouvelle version reprend celle-là. Les autres restent."))
    return redirect("plan_versions", plan.pk)
