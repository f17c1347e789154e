"""Choosing modules in the admin: one list with a search, instead of the tree of pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.query import PageQuerySet

from learning.pages import ModulePage


class _ChooseModule:
    def get_object_list(self) -> PageQuerySet:
        """The first language first: a path shows each module in its own language when there is a translation."""
        return ModulePage.objects.select_related("locale").defer("steps").order_by("locale_id", "title")

    @property
    def columns(self) -> list[Column]:
        more = [Column("locale", label=_("Langue")), Column("minutes", label=_("Minutes"))]
        return [*super().columns, *more, PageStatusColumn("status", label=_("Statut"))]  # type: ignore[misc]


class ChooseModuleView(_ChooseModule, ChooseView):
    pass


class ChooseModuleResultsView(_ChooseModule, ChooseResultsView):
    pass


class ModuleChooserViewSet(ChooserViewSet):
    model: Any = ModulePage
    icon = "list-ol"
    choose_one_text = _("Choisir un module")
    choose_another_text = _("Changer de module")
    edit_item_text = _("Modifier ce module")
    choose_view_class = ChooseModuleView
    choose_results_view_class = ChooseModuleResultsView
    per_page = 50


module_chooser = ModuleChooserViewSet("module_chooser", url_prefix="modules/choisir")
