"""Choosing pages of one type in the admin: one list with a search, instead of the tree of pages."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.query import PageQuerySet


class _ChoosePage:
    if TYPE_CHECKING:
        model_class: Any

    def get_object_list(self) -> PageQuerySet:
        """The first language first: a translated page shows each of its parts in its own language when it can."""
        pages = self.model_class.objects.select_related("locale").defer_streamfields()
        return pages.order_by("locale_id", "title")

    @property
    def columns(self) -> list[Column]:
        more = [Column("locale", label=_("Langue")), Column("minutes", label=_("Minutes"))]
        return [*super().columns, *more, PageStatusColumn("status", label=_("Statut"))]  # type: ignore[misc]


class ChoosePageView(_ChoosePage, ChooseView):
    pass


class ChoosePageResultsView(_ChoosePage, ChooseResultsView):
    pass


class PageChooserViewSet(ChooserViewSet):
    """For a type of page that has `minutes`. Say `model`, `icon` and the three sentences."""

    choose_view_class = ChoosePageView
    choose_results_view_class = ChoosePageResultsView
    per_page = 50
