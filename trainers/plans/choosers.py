"""Choosing plans and places in the admin: one list with a search, instead of the tree of pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.query import PageQuerySet

from trainers.plans.pages import PlanPage


class _ChoosePlan:
    def get_object_list(self) -> PageQuerySet:
        """The first language first: a sequence shows each plan in its own language when there is a translation."""
        return PlanPage.objects.select_related("locale").with_card().order_by("locale_id", "title")

    @property
    def columns(self) -> list[Column]:
        more = [Column("locale", label=_("Langue")), Column("minutes", label=_("Minutes"))]
        return [*super().columns, *more, PageStatusColumn("status", label=_("Statut"))]  # type: ignore[misc]


class ChoosePlanView(_ChoosePlan, ChooseView):
    pass


class ChoosePlanResultsView(_ChoosePlan, ChooseResultsView):
    pass


class PlanChooserViewSet(ChooserViewSet):
    model: Any = PlanPage
    icon = "clipboard-list"
    choose_one_text = _("Choisir une séance")
    choose_another_text = _("Changer de séance")
    edit_item_text = _("Modifier cette séance")
    choose_view_class = ChoosePlanView
    choose_results_view_class = ChoosePlanResultsView
    per_page = 50


plan_chooser = PlanChooserViewSet("plan_chooser", url_prefix="seances/choisir")
