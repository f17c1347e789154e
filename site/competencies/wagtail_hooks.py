"""Competences in the admin: the chooser and the coverage report."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from competencies.chooser import CompetenceChooserViewSet, competence_chooser
from competencies.coverage import CoverageView


class CoverageMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)


@hooks.register("register_admin_viewset")
def register_chooser() -> CompetenceChooserViewSet:
    return competence_chooser


@hooks.register("register_admin_urls")
def register_coverage_url() -> list[URLPattern]:
    return [path("competences/couverture/", CoverageView.as_view(), name="competence_coverage")]


@hooks.register("register_reports_menu_item")
def register_coverage_menu_item() -> MenuItem:
    return CoverageMenuItem(
        _("Couverture"), reverse("competence_coverage"), name="competence-coverage", icon_name="tasks", order=50
    )
