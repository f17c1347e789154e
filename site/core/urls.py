"""Wagtail's own addresses, with the pages protected by their origin instead of a token."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import views as wagtail_views
from wagtail.urls import urlpatterns as wagtail_patterns

from core.security import same_origin_required

_utilities = [pattern for pattern in wagtail_patterns if getattr(pattern, "name", "") != "wagtail_serve"]

# Wagtail's pattern, and numbers with dots in an address: `/competences/digcomp-3.0/4.2/`.
# Not any dot, so that `/favicon.ico` is not taken for a page without its last slash.
serve_pattern = r"^((?:[\w\-]+(?:\.\d+)*/)*)$"

page_urls: list[URLPattern | URLResolver] = [
    path("", include(_utilities)),
    re_path(serve_pattern, same_origin_required(wagtail_views.serve), name="wagtail_serve"),
]
