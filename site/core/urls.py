"""Wagtail's own addresses, with the pages protected by their origin instead of a token."""

from django.urls import include, path, re_path
from wagtail import views as wagtail_views
from wagtail.urls import serve_pattern
from wagtail.urls import urlpatterns as wagtail_patterns

from core.security import same_origin_required

_utilities = [pattern for pattern in wagtail_patterns if getattr(pattern, "name", "") != "wagtail_serve"]

page_urls = [
    path("", include(_utilities)),
    re_path(serve_pattern, same_origin_required(wagtail_views.serve), name="wagtail_serve"),
]
