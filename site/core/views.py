"""Health and errors."""

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from core.security import plain_error


def health(request: HttpRequest) -> JsonResponse:
    """For machines: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = JsonResponse({"etat": "ok"})
    response.headers["Cache-Control"] = "no-store"
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read everything but the carnets and the editing interface."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /carnet/", "Disallow: /en/carnet/"]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return plain_error(
        request, 404, _("Cette page n'existe pas"), _("L'adresse a peut-être changé. Repartez de l'accueil.")
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return plain_error(
        request, 500, _("Quelque chose s'est mal passé"), _("Ce n'est pas votre faute. Réessayez dans un moment.")
    )
