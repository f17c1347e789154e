"""The search in the admin: what was searched in vain, and a word when the engine is away."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from search.answering import AnsweredView
from search.reports import VainSearchView
from search.snippets import SynonymViewSet
from search.status import status

register_snippet(SynonymViewSet)


class VainSearchMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)


@hooks.register("register_admin_urls")
def register_vain_searches() -> list[URLPattern]:
    return [
        path("recherche/sans-resultat/", VainSearchView.as_view(), name="vain_searches"),
        path(
            "recherche/sans-resultat/resultats/",
            VainSearchView.as_view(results_only=True),
            name="vain_searches_results",
        ),
        path("recherche/sans-resultat/repondre/", AnsweredView.as_view(), name="vain_search_answered"),
    ]


@hooks.register("register_reports_menu_item")
def register_vain_searches_menu_item() -> MenuItem:
    return VainSearchMenuItem(
        _("Recherches sans résultat"), reverse("vain_searches"), name="vain-searches", icon_name="search", order=60
    )


class EnginePanel(Component):
    """Says that the database answers in place of the chosen engine; readers see no difference, so nothing is urgent."""

    name = "search_engine"
    order = 60
    template_name = "search/admin/engine_panel.html"

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"sentence": self.sentence}


@hooks.register("construct_homepage_panels")
def tell_that_the_engine_is_away(request: HttpRequest, panels: list[Component]) -> None:
    if user_has_any_page_permission(request.user) and (sentence := status()):
        panels.append(EnginePanel(sentence))
