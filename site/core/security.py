"""Forms on public pages carry no token, since a public page is the same bytes for everybody.

What protects them instead: the browser says where a request comes from, and the cookie is SameSite.
Source: OWASP, Cross-Site Request Forgery Prevention, « Fetch Metadata » and « Verifying Origin ».
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
P = ParamSpec("P")


def is_same_origin(*, own: str, fetch_site: str | None, origin: str | None, referer: str | None) -> bool:
    """Whether a state-changing request was sent by one of our own pages.

    `own` is the scheme and host that the visitor sees (`https://site.fr`). The most trustworthy header that is present
    decides; a request without any of them is refused.
    """
    if fetch_site is not None:
        return fetch_site in {"same-origin", "none"}
    source = origin if origin is not None else referer
    if not source:
        return False
    parts = urlsplit(source)
    return f"{parts.scheme}://{parts.netloc}" == own


def same_origin_required(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Replace the CSRF token by the check above; a refused visitor is told what to do."""

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in SAFE_METHODS and not is_same_origin(
            own=f"{request.scheme}://{request.get_host()}",
            fetch_site=request.headers.get("Sec-Fetch-Site"),
            origin=request.headers.get("Origin"),
            referer=request.headers.get("Referer"),
        ):
            return plain_error(
                request,
                403,
                _("Cette réponse ne vient pas de notre site"),
                _("Ouvrez la page vous-même, puis recommencez. Rien n’a été enregistré."),
            )
        return view(request, *args, **kwargs)

    return checked


def plain_error(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """A page that says in plain words what went wrong and how to go on."""
    return render(request, "errors/plain.html", {"title": title, "sentence": sentence}, status=status)
