"""Wagtail's own addresses: pages protected by their origin instead of a token, editing in whole transactions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import views as wagtail_views
from wagtail.admin.urls import urlpatterns as wagtailadmin_patterns
from wagtail.urls import urlpatterns as wagtail_patterns
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.routing import routed
from core.security import same_origin_required

View = Callable[..., HttpResponse]


def all_or_nothing(view: View) -> View:
    """What is sent to the admin is done whole or not at all, what follows from it (the search's read model) included."""

    @wraps(view)
    def viewed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return viewed


admin_urls: list[URLPattern | URLResolver] = decorate_urlpatterns(wagtailadmin_patterns, all_or_nothing)

_utilities = [pattern for pattern in wagtail_patterns if getattr(pattern, "name", "") != "wagtail_serve"]

# Wagtail's pattern, and numbers with dots in an address: `/competences/digcomp-3.0/4.2/`.
# Not any dot, so that `/favicon.ico` is not taken for a page without its last slash.
serve_pattern = r"^((?:[\w\-]+(?:\.\d+)*/)*)$"

page_urls: list[URLPattern | URLResolver] = [
    path("", include(_utilities)),
    re_path(serve_pattern, same_origin_required(routed(wagtail_views.serve)), name="wagtail_serve"),
]
