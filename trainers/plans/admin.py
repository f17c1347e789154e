"""Plans and sequences in the admin: two flat lists, and where a new one is begun."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from trainers.plans.pages import PlanPage
from trainers.plans.sequences import SequencePage
from trainers.review.admin import AUTHOR, REVIEW, PlanFilterSet, PlanIndex

MINUTES = Column("minutes", label=_("Minutes"), sort_key="minutes", width="8%")
LEVEL = Column("level", label=_("Niveau"), accessor="get_level_display", sort_key="level", width="12%")
WITHOUT_PARENT = [column for column in IndexView.base_columns if column.name != "parent"]


class PlanListing(PageListingViewSet):
    model = PlanPage
    icon = "clipboard-list"
    menu_label = _("Séances")
    menu_order = 130
    add_to_admin_menu = True
    index_view_class = PlanIndex
    filterset_class = PlanFilterSet
    columns = [*WITHOUT_PARENT[:2], AUTHOR, *WITHOUT_PARENT[2:], REVIEW, MINUTES]


class SequenceIndex(IndexView):
    add_item_label = _("Composer une séquence")


class SequenceListing(PageListingViewSet):
    model = SequencePage
    icon = "calendar-alt"
    menu_label = _("Séquences")
    menu_order = 131
    add_to_admin_menu = True
    index_view_class = SequenceIndex
    columns = [*WITHOUT_PARENT, LEVEL]


plan_listing = PlanListing("seances")
sequence_listing = SequenceListing("sequences")
