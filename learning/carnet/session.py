"""The learner's own session, in a cookie of its own.

It knows nothing of the session of whoever signs in (SESSION_COOKIE_NAME): on one computer, a learner's carnet and a
mediator's account are opened, and closed, without each other.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# How long the server waits for a browser that was left open, in seconds.
IDLE = 14 * 24 * 3600


def session_of(request: HttpRequest) -> SessionBase:
    return request.carnet_session  # type: ignore[attr-defined]


def has_cookie(request: HttpRequest) -> bool:
    """Whether a carnet may be open: without the cookie no session is read."""
    return settings.CARNET_COOKIE_NAME in request.COOKIES


class CarnetSessionMiddleware:
    """What Django's own middleware does, for this cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = SessionStore(request.COOKIES.get(settings.CARNET_COOKIE_NAME))
        request.carnet_session = session  # type: ignore[attr-defined]
        return _kept(request, session, self.get_response(request))


def _kept(request: HttpRequest, session: SessionBase, response: HttpResponse) -> HttpResponse:
    if not session.accessed:
        return response
    if has_cookie(request) and session.is_empty():
        response.delete_cookie(settings.CARNET_COOKIE_NAME, samesite="Lax")
    elif session.modified and not session.is_empty() and response.status_code < 500:
        try:
            session.save()
        except UpdateError as error:
            raise SessionInterrupted("The carnet was closed in another window meanwhile.") from error
        response.set_cookie(
            settings.CARNET_COOKIE_NAME,
            session.session_key or "",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    patch_vary_headers(response, ("Cookie",))
    return response
