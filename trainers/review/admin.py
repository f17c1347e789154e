"""What waits for the moderators, in the admin: a report, columns for the list of plans, a word on the first page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.forms import RadioSelect
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied, user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.views.reports import ReportView

from trainers.plans.pages import PlanPage
from trainers.review.waiting import (
    IN_PROGRESS,
    NEEDS_CHANGES,
    days_since,
    is_forgotten,
    summary,
    with_review,
)

STATES = {IN_PROGRESS: _("À relire"), NEEDS_CHANGES: _("Chez l’auteur")}
CHOICES = list(STATES.items())


def author_of(plan: PlanPage) -> str:
    return plan.owner.author_name if plan.owner else plan.authors


def edit_url(plan: PlanPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=(plan.pk,))


def since(plan: Any) -> Any:
    return plan.review_sent_at or plan.review_asked_at


class AuthorColumn(Column):
    """Who wrote it, and in which EPN."""

    cell_template_name = "trainers/review/admin/author_cell.html"

    def get_cell_context_data(self, instance: PlanPage, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"author": author_of(instance), "epn": instance.epn}


class ReviewColumn(Column):
    """Where its review stands, and since when."""

    cell_template_name = "trainers/review/admin/review_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {
            "label": STATES.get(instance.review_status, ""),
            "waits": instance.review_status == IN_PROGRESS,
            "days": days_since(since(instance)),
            "forgotten": instance.review_status == IN_PROGRESS and is_forgotten(instance.review_sent_at),
        }


AUTHOR = AuthorColumn("owner", label=_("Auteur"), sort_key="owner__last_name", width="18%")
REVIEW = ReviewColumn("review_status", label=_("Relecture"), sort_key="review_sent_at", width="18%")


class PlanFilterSet(PageFilterSet):
    """Those of Wagtail that mean something here, and the review."""

    review = django_filters.ChoiceFilter(
        label=_("Relecture"), field_name="review_status", choices=CHOICES, empty_label=_("Toutes"), widget=RadioSelect
    )

    class Meta(PageFilterSet.Meta):
        model = PlanPage

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # There is one site, and a plan has no pages below it.
        for name in ("site", "has_child_pages"):
            self.filters.pop(name, None)


class PlanIndex(IndexView):
    base_filterset_class = PlanFilterSet
    add_item_label = _("Écrire une séance")

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(with_review(pages)).prefetch_related("owner", "place")


class WaitingFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Où est-elle ?"), field_name="review_status", choices=CHOICES, empty_label=_("Toutes")
    )

    class Meta:
        model = PlanPage
        fields = ["state"]


class WaitingView(ReportView):
    """« Séances à relire » : those that wait longest come first."""

    page_title = _("Séances à relire")
    header_icon = "clipboard-list"
    model = PlanPage
    filterset_class = WaitingFilterSet
    index_url_name = "waiting_plans"
    index_results_url_name = "waiting_plans_results"
    results_template_name = "trainers/review/admin/waiting_results.html"
    default_ordering = "review_sent_at"
    columns = [
        TitleColumn("title", label=_("Séance"), get_url=edit_url, sort_key="title", accessor="draft_title"),
        AUTHOR,
        REVIEW,
        Column("is_new", label=_("Quoi"), accessor=lambda plan: _("Des changements") if plan.live else _("Nouvelle")),
    ]
    list_export = ["title", "authors", "epn", "review_status", "review_sent_at"]
    export_headings = {
        "title": _("Séance"),
        "authors": _("Auteurs"),
        "epn": _("EPN"),
        "review_status": _("État"),
        "review_sent_at": _("Envoyée le"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_has_any_page_permission(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        plans = with_review(PlanPage.objects.with_card()).exclude(review_status=None)
        return plans.select_related("owner", "place")

    def get_filtered_queryset(self) -> QuerySet:
        # The report's own filters twice what is filtered already.
        return self.get_queryset()

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        # Those of the author have no date of sending: they come last.
        if self.ordering == "review_sent_at":
            return queryset.order_by(F("review_sent_at").asc(nulls_last=True), "review_asked_at", "pk")
        return super().order_queryset(queryset)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"summary": summary()}


class WaitingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


class WaitingPanel(Component):
    """Above Wagtail's own list: how many wait, how long it takes, and those that were forgotten."""

    name = "waiting_plans"
    order = 205
    template_name = "trainers/review/admin/waiting_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"summary": summary()}
