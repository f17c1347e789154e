"""Modules in the admin: one flat list of them, and where a new one is begun."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from learning.chooser import module_chooser
from learning.pages import ModulePage

MINUTES = Column("minutes", label=_("Minutes"), sort_key="minutes", width="8%")
LEVEL = Column("level", label=_("Niveau"), accessor="get_level_display", sort_key="level", width="12%")


class ModuleListing(PageListingViewSet):
    model = ModulePage
    icon = "list-ol"
    menu_label = _("Modules")
    menu_order = 110
    add_to_admin_menu = True
    columns = [column for column in IndexView.base_columns if column.name != "parent"] + [MINUTES, LEVEL]


module_listing = ModuleListing("modules")


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return [module_listing, module_chooser]
