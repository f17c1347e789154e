"""Modules in the admin: one flat list of them, and where a new one is begun."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from learning.pages import ModulePage


class ModuleListing(PageListingViewSet):
    model = ModulePage
    icon = "list-ol"
    menu_label = _("Modules")
    menu_order = 110
    add_to_admin_menu = True
    list_display = ["title", "minutes", "level", "latest_revision_created_at", "status"]
    list_filter = ["level", "live"]


module_listing = ModuleListing("modules")


@hooks.register("register_admin_viewset")
def register_module_listing() -> ModuleListing:
    return module_listing
