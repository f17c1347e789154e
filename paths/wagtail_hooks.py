"""Paths in the admin: one flat list of them, and where a new one is begun."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from paths.pages import PathPage


class PathListing(PageListingViewSet):
    model = PathPage
    icon = "redirect"
    menu_label = _("Parcours")
    menu_order = 120
    add_to_admin_menu = True


path_listing = PathListing("parcours")


@hooks.register("register_admin_viewset")
def register_path_listing() -> PathListing:
    return path_listing
