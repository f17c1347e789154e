"""The two roles that come from an EPN. The others are groups: see `accounts.roles` and docs/roles.md."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import may_coordinate_everywhere
from trainers.membership.models import Membership

View = Callable[..., HttpResponseBase]


def is_mediator(user: Any) -> bool:
    """Whether somebody may share session plans: a member of an EPN, or of the team."""
    return bool(user.is_authenticated) and (
        may_coordinate_everywhere(user) or Membership.objects.of(user).accepted().exists()
    )


def is_coordinator(user: Any) -> bool:
    """Whether somebody answers for an EPN, or for all of them."""
    return bool(user.is_authenticated) and (
        may_coordinate_everywhere(user) or Membership.objects.of(user).coordinators().exists()
    )


def role_names(user: User) -> Iterator[str]:
    for membership in Membership.objects.of(user).accepted().select_related("place").order_by("place__name", "pk"):
        text = _("coordination : %s") if membership.is_coordinator else _("médiation : %s")
        yield text % membership.where


def mediator_required(view: View) -> View:
    return _required(is_mediator, view)


def coordinator_required(view: View) -> View:
    return _required(is_coordinator, view)


def _required(test: Callable[[Any], bool], view: View) -> View:
    """Sign in first; then it is yes or a plain « no » (403)."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not test(cast(User, request.user)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked
