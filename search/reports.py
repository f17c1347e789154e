"""« Recherches sans résultat »: what readers asked for and did not find, for those who decide what to write next."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied, user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView

from search.address import asking
from search.answering import answered_url
from search.demand import VainSearch, first_month_kept
from search.models import Synonym

Row = dict[str, Any]


class VainSearchFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Langue"), choices=settings.LANGUAGES)
    since = django_filters.DateFilter(label=_("Depuis le"), field_name="month", lookup_expr="gte")

    class Meta:
        model = VainSearch
        fields = ["language", "since"]


class TryColumn(Column):
    """The words, with what can be done about them."""

    cell_template_name = "search/admin/vain_cell.html"

    def get_cell_context_data(self, instance: Row, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        return context | {
            "answered_url": answered_url(instance["text"]),
            "synonym_url": synonym_url(instance, user),
            "try_url": try_url(instance),
        }


class VainSearchView(ReportView):
    """One row for each question, whatever the month; those asked most often come first."""

    page_title = _("Recherches sans résultat")
    header_icon = "search"
    model = VainSearch
    filterset_class = VainSearchFilterSet
    index_url_name = "vain_searches"
    index_results_url_name = "vain_searches_results"
    results_template_name = "search/admin/vain_results.html"
    default_ordering = "-total"
    columns = [
        TryColumn("text", label=_("Recherche"), sort_key="text"),
        NumberColumn("total", label=_("Nombre de fois"), sort_key="total", width="15%"),
        Column(
            "last", label=_("Dernier mois"), sort_key="last", width="18%", accessor=lambda row: in_words(row["last"])
        ),
        Column("language", label=_("Langue"), width="10%"),
    ]
    list_export = ["text", "language", "total", "last"]
    export_headings = {
        "text": _("Recherche"),
        "language": _("Langue"),
        "total": _("Nombre de fois"),
        "last": _("Dernier mois"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_has_any_page_permission(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        # What the daily job has not erased yet is not shown either.
        return VainSearch.objects.filter(month__gte=first_month_kept(timezone.localdate())).order_by()

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        # Summed up after the filters, or « since » would filter the sums.
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        kept = super().filter_queryset(queryset)
        rows = kept.values("text", "language").annotate(total=Sum("count"), last=Max("month"))
        return rows.order_by(self.ordering, "text", "language")

    def get_filtered_queryset(self) -> QuerySet:
        # The report's own calls `filter_queryset` on what is filtered already.
        return self.get_queryset()


def in_words(month: Any) -> str:
    """« novembre 2026 »."""
    return date_format(month, "F Y")


def try_url(row: Row) -> str:
    """The page that the reader had."""
    with translation.override(row["language"]):
        return f"{reverse('search')}{asking(row['text'])}"


def synonym_url(row: Row, user: Any) -> str:
    """Where an editor says that these words mean others; empty for who may not."""
    views = Synonym.snippet_viewset  # type: ignore[attr-defined]
    if not views.permission_policy.user_has_permission(user, "add"):
        return ""
    query = urlencode({"expressions": row["text"], "language": row["language"]})
    return f"{reverse(views.get_url_name('add'))}?{query}"
