"""Joining an EPN, and answering those who ask."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.roles import may_coordinate_everywhere
from trainers.membership import deciding
from trainers.membership.choosing import MOST, search
from trainers.membership.forms import AcceptForm, JoinForm, RefuseForm
from trainers.membership.models import Membership, State
from trainers.membership.roles import coordinator_required
from trainers.places.models import Place
from trainers.plans.paging import page_of

PAGE = 50
COORDINATORS_FIRST = Case(When(is_coordinator=True, then=Value(0)), default=Value(1))
IN_ORDER = ("place__name", "place", COORDINATORS_FIRST, "user__last_name", "pk")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Choose an EPN, then ask. The address says where one is: `?q=`, then `?lieu=` or `?autre=1`."""
    question = request.GET.get("q", "").strip()[:100]
    if "lieu" in request.GET or "autre" in request.GET:
        place = get_object_or_404(Place.objects.listed(), slug=request.GET["lieu"]) if "lieu" in request.GET else None
        return _ask(request, place)
    found = search(question)
    context = {"question": question, "places": found[:MOST], "count": found.count(), "most": MOST}
    return render(request, "trainers/membership/join.html", context)


def _ask(request: HttpRequest, place: Place | None) -> HttpResponse:
    form = JoinForm(request.POST if request.method == "POST" else None, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.ask(request, cast(User, request.user), place, **form.cleaned_data)
        except deciding.AlreadyError as error:
            waits = error.state == State.ASKED
            form.add_error(
                None, _("Votre demande attend déjà une réponse.") if waits else _("Vous en faites déjà partie.")
            )
        except deciding.TooManyError:
            form.add_error(None, _("Vous avez déjà cinq demandes en attente. Attendez les réponses."))
        else:
            messages.success(request, _("Votre demande est partie. Vous recevrez la réponse par e-mail."))
            return redirect("account")
    return render(request, "trainers/membership/ask.html", {"form": form, "place": place})


@coordinator_required
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Those who ask, then those who are there."""
    user = cast(User, request.user)
    seen = Membership.objects.seen_by(user).with_names()
    question = request.GET.get("q", "").strip()[:100]
    members = seen.accepted().named(question)
    context = {
        "waiting": seen.waiting().order_by("asked_at", "pk"),
        "members": page_of(members.order_by(*IN_ORDER), request.GET.get("page"), PAGE),
        "question": question,
        "query": urlencode({"q": question}) if question else "",
        "names_coordinators": may_coordinate_everywhere(user),
    }
    return render(request, "trainers/membership/requests.html", context)


def _seen(request: HttpRequest, pk: int, **filters: Any) -> Membership:
    """A membership that this person answers for; to anybody else it does not exist."""
    return get_object_or_404(Membership.objects.seen_by(cast(User, request.user)).with_names(), pk=pk, **filters)


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: accept, or refuse and say why."""
    membership = _seen(request, pk, state=State.ASKED)
    user = cast(User, request.user)
    refusing = request.POST.get("decision") == "refuse"
    refuse_form = RefuseForm(request.POST if refusing else None, label_suffix="")
    question = request.GET.get("q", "").strip()[:100]
    if request.method == "POST" and not refusing:
        if done := _accepted(request, membership, user):
            return done
    elif refusing and refuse_form.is_valid():
        deciding.refuse(request, membership, user, answer=refuse_form.cleaned_data["answer"])
        messages.success(request, _("La demande est refusée. La personne reçoit votre raison."))
        return redirect("membership_requests")
    context = {
        "membership": membership,
        "refuse_form": refuse_form,
        "accept_form": AcceptForm(label_suffix=""),
        "names_coordinators": may_coordinate_everywhere(user),
        "question": question,
        "places": search(question or membership.place_name)[:MOST] if not membership.place else [],
    }
    return render(request, "trainers/membership/decide.html", context)


def _accepted(request: HttpRequest, membership: Membership, user: User) -> HttpResponse | None:
    """Accept what was posted. Nothing if the place must still be chosen."""
    editor = may_coordinate_everywhere(user)
    if membership.place is None and editor:
        membership.place = Place.objects.listed().filter(slug=request.POST.get("lieu", "")).first()
        others = Membership.objects.of(membership.user).filter(place=membership.place).exclude(pk=membership.pk)
        if membership.place and others.exists():
            messages.error(request, _("Cette personne a déjà une demande pour ce lieu."))
            membership.place = None
            return None
    if membership.place is None:
        messages.error(request, _("Choisissez d’abord le lieu dans l’annuaire."))
        return None
    as_coordinator = editor and "is_coordinator" in request.POST
    deciding.accept(request, membership, user, as_coordinator=as_coordinator)
    messages.success(request, _("La demande est acceptée. La personne reçoit un e-mail."))
    return redirect("membership_requests")


@coordinator_required
@require_POST
def coordinator(request: HttpRequest, pk: int) -> HttpResponse:
    """Editors name the coordinators of an EPN, or thank them."""
    membership = _seen(request, pk, state=State.ACCEPTED)
    if not may_coordinate_everywhere(cast(User, request.user)):
        raise PermissionDenied
    deciding.name_coordinator(request, membership, yes=not membership.is_coordinator)
    messages.success(request, _("C’est noté."))
    return redirect("membership_requests")


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off an EPN, after a question."""
    membership = _seen(request, pk, state=State.ACCEPTED)
    if request.method == "POST":
        deciding.end(request, membership, cast(User, request.user))
        messages.success(request, _("Cette personne ne fait plus partie du lieu."))
        return redirect("membership_requests")
    return render(request, "trainers/membership/remove.html", {"membership": membership})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave an EPN, or take back a request."""
    user = cast(User, request.user)
    membership = get_object_or_404(Membership.objects.of(user).with_names(), pk=pk)
    if request.method == "POST":
        deciding.end(request, membership, user)
        messages.success(request, _("C’est fait."))
        return redirect("account")
    return render(request, "trainers/membership/leave.html", {"membership": membership})
