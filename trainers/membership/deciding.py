"""Asking to join an EPN, and the answer. Each writes the row, then tells whoever must know by e-mail."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts import letters
from accounts.models import User
from accounts.roles import EDITORS, MODERATORS
from trainers.membership.models import Membership, State
from trainers.places.models import Place

# Each request writes to people: somebody who asks everywhere must wait for answers.
MOST_WAITING = 5


class TooManyError(Exception):
    """This person waits for enough answers already."""


class AlreadyError(Exception):
    """This person is already a member there, or waits for the answer: `state` says which."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def ask(
    request: HttpRequest,
    user: User,
    place: Place | None,
    *,
    place_name: str = "",
    function: str = "",
    message: str = "",
) -> Membership:
    """Record a request and tell those who may accept it. Who was refused may ask again.

    Raises AlreadyError and TooManyError.
    """
    same_place = Q(place=place) if place else Q(place=None, place_name__iexact=place_name)
    with transaction.atomic():
        before = Membership.objects.select_for_update().filter(same_place, user=user).first()
        if before and before.state != State.REFUSED:
            raise AlreadyError(before.state)
        if Membership.objects.of(user).waiting().count() >= MOST_WAITING:
            raise TooManyError
        membership = before or Membership(user=user, place=place)
        membership.place_name = "" if place else place_name
        membership.function, membership.message = function, message
        membership.state, membership.answer = State.ASKED, ""
        membership.asked_at, membership.decided_at, membership.decided_by = timezone.now(), None, None
        membership.save()
        _tell("asked", deciders(membership), membership, request)
    return membership


def deciders(membership: Membership) -> list[str]:
    """The addresses of those who may answer: coordinators of the place and editors, or administrators if there are none."""
    team = Q(groups__name__in=(EDITORS, MODERATORS))
    if membership.place_id:
        team |= Q(pk__in=Membership.objects.coordinators().filter(place=membership.place_id).values("user"))
    people = get_user_model().objects.filter(is_active=True).exclude(pk=membership.user_id)
    found = people.filter(team).distinct()
    return sorted((found if found.exists() else people.filter(is_superuser=True)).values_list("email", flat=True))


def accept(request: HttpRequest, membership: Membership, by: User, *, as_coordinator: bool = False) -> None:
    """Say yes. The place must be known: see the constraint."""
    _decide(request, membership, by, State.ACCEPTED, is_coordinator=as_coordinator)


def refuse(request: HttpRequest, membership: Membership, by: User, *, answer: str) -> None:
    _decide(request, membership, by, State.REFUSED, answer=answer)


def join_at_once(user: User, place: Place, *, function: str, is_coordinator: bool = False) -> Membership:
    """A member whom nobody has to accept: for the demo."""
    now = timezone.now()
    values = {"function": function, "state": State.ACCEPTED, "is_coordinator": is_coordinator}
    return Membership.objects.create(user=user, place=place, asked_at=now, decided_at=now, **values)


def end(request: HttpRequest, membership: Membership, by: User) -> None:
    """Take somebody off an EPN, or leave it: nothing is kept of the membership."""
    with transaction.atomic():
        if by.pk != membership.user_id:
            _tell("ended", [membership.user.email], membership, request)
        membership.delete()


def name_coordinator(request: HttpRequest, membership: Membership, *, yes: bool) -> None:
    """An editor's decision: a coordinator does not choose the next one."""
    with transaction.atomic():
        membership.is_coordinator = yes
        membership.save(update_fields=["is_coordinator"])
        if yes:
            _tell("coordinator", [membership.user.email], membership, request)


def _decide(
    request: HttpRequest,
    membership: Membership,
    by: User,
    state: State,
    *,
    answer: str = "",
    is_coordinator: bool = False,
) -> None:
    with transaction.atomic():
        membership.state, membership.answer, membership.is_coordinator = state, answer, is_coordinator
        membership.decided_at, membership.decided_by = timezone.now(), by
        membership.message = ""
        if membership.place_id:
            membership.place_name = ""
        membership.save()
        _tell(state, [membership.user.email], membership, request)


def _tell(name: str, to: list[str], membership: Membership, request: HttpRequest) -> None:
    """Within the transaction: an e-mail never says what a rolled-back one undid."""
    addresses = {
        "requests_url": request.build_absolute_uri(reverse("membership_requests")),
        "plans_url": request.build_absolute_uri(reverse("contribution_list")),
        "account_url": request.build_absolute_uri(reverse("account")),
        "join_url": request.build_absolute_uri(reverse("membership_join")),
    }
    context = addresses | {
        "where": membership.where,
        "who": membership.user.author_name,
        "function": membership.function,
        "message": membership.message,
        "answer": membership.answer,
    }
    letters.send(f"trainers/membership/email/{name}", to, context, request)
