"""The mediators' rooms in the admin. Each subpackage keeps its own views."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.models import TaskState

from trainers.feedback.admin import FeedbackGroup
from trainers.membership.admin import membership_list
from trainers.places import admin_lists
from trainers.places.admin import place_viewset
from trainers.places.choosers import place_chooser
from trainers.plans.admin import plan_listing, sequence_listing
from trainers.plans.choosers import plan_chooser
from trainers.review.admin import WaitingMenuItem, WaitingPanel, WaitingView
from trainers.uploads.reading import serve_to_those_who_may
from trainers.versions.admin import VersionsButton, versions_button


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet | ViewSetGroup]:
    return [
        place_viewset,
        membership_list,
        plan_listing,
        sequence_listing,
        plan_chooser,
        place_chooser,
        FeedbackGroup(),
    ]


@hooks.register("register_admin_urls")
def register_place_urls() -> list[URLPattern]:
    return [
        path("annuaire/importer/", admin_lists.import_places, name="import_places"),
        path("annuaire/importer/<int:pk>/", admin_lists.preview, name="import_places_preview"),
        path("annuaire/exporter/", admin_lists.export_places, name="export_places"),
    ]


@hooks.register("register_admin_urls")
def register_waiting_plans() -> list[URLPattern]:
    return [
        path("relecture/", WaitingView.as_view(), name="waiting_plans"),
        path("relecture/resultats/", WaitingView.as_view(results_only=True), name="waiting_plans_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_waiting_plans_menu_item() -> MenuItem:
    url = reverse("waiting_plans")
    return WaitingMenuItem(_("Séances à relire"), url, name="waiting-plans", icon_name="clipboard-list", order=10)


@hooks.register("construct_homepage_panels")
def tell_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    """To those who may answer."""
    if TaskState.objects.reviewable_by(request.user).exists():
        panels.append(WaitingPanel())


hooks.register("before_serve_document", serve_to_those_who_may)


@hooks.register("register_page_header_buttons")
def register_versions_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[VersionsButton]:
    yield from versions_button(page, user)
