"""The editing interface, for all packages together."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from home.welcome import WelcomePanel

# Wagtail's news and its guide are in English, on another site.
NOT_FOR_EDITORS = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WelcomePanel())


@hooks.register("construct_help_menu")
def keep_help_in_french(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if not item.name.startswith(NOT_FOR_EDITORS)]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_remarks(request: HttpRequest, page: Page) -> None:
    """After a save, say how many remarks the text has; they are listed in the page's « Remarques » tab."""
    if not request.accepts("text/html"):
        return  # Saved by itself every few seconds: nobody asked.
    remarks = getattr(page.get_latest_revision_as_object(), "remarks", None)
    if remarks and (count := len(list(remarks()))):
        text = ngettext(
            "%(count)d remarque sur le texte : voyez l’onglet « Remarques ».",
            "%(count)d remarques sur le texte : voyez l’onglet « Remarques ».",
            count,
        )
        messages.info(request, text % {"count": count})
