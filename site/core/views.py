"""Health and errors."""

import logging
import posixpath
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.static import serve

from core.security import plain_error
from core.uploads.kinds import BIGGEST, megabytes
from core.uploads.requests import is_too_big

logger = logging.getLogger(__name__)


def health(request: HttpRequest) -> JsonResponse:
    """For machines: 200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer.")
        return JsonResponse({"etat": "base de données absente"}, status=503, headers={"Cache-Control": "no-store"})
    return JsonResponse({"etat": "ok"}, headers={"Cache-Control": "no-store"})


# Where Wagtail keeps pictures. Documents have a view of their own, which asks who reads.
PICTURE_FOLDERS = ("images/", "original_images/")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded picture. Whatever it contains, a browser that opens it alone runs nothing."""
    if not posixpath.normpath(path).startswith(PICTURE_FOLDERS):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read everything but the carnets, the accounts and the editing interface."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /carnet/", "Disallow: /en/carnet/"]
    lines += ["Disallow: /compte/", "Disallow: /en/compte/"]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Whoever followed an old link finds the page again by its words."""
    return render(request, "errors/missing.html", status=404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return plain_error(
        request, 403, _("Cette page n’est pas pour votre compte"), _("Demandez à l’équipe du site si c’est une erreur.")
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form of the account is missing or old: signed out in another window, or cookies refused."""
    if is_too_big(request):
        # Nothing of it was read, its token included.
        return plain_error(
            request,
            413,
            _("Ce fichier est trop lourd"),
            _("Un fichier fait %(most)s au plus. Revenez à la page d’avant, et envoyez-en un plus petit.")
            % {"most": megabytes(BIGGEST)},
        )
    return plain_error(
        request,
        403,
        _("Ce formulaire a expiré"),
        _("Revenez à la page d’avant, rechargez-la, puis recommencez. Rien n’a été enregistré."),
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """A limit of allauth's is reached."""
    return plain_error(
        request, 429, _("Attendez un peu"), _("Il y a eu beaucoup d’essais. Réessayez dans quelques minutes.")
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Made without the menus: they are in the database, which may be what is broken."""
    return HttpResponseServerError(render_to_string("errors/crash.html"))
