"""« Couverture »: which competences have something to learn them, for those who decide what to write next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from competencies.frameworks import Area, Competence, Framework
from competencies.reading import tagged_models, visible_tags


@dataclass
class CoverageRow:
    competence: Competence
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def is_empty(self) -> bool:
        return not self.total


@dataclass
class Coverage:
    """How many public pages of each type train each competence of a framework, in one language."""

    types: list[str]
    areas: list[tuple[Area, list[CoverageRow]]]

    @property
    def rows(self) -> list[CoverageRow]:
        return [row for _area, rows in self.areas for row in rows]

    @property
    def missing(self) -> list[tuple[str, list[Competence]]]:
        """For each type of page, the competences that no page of that type trains."""
        columns = [
            (name, [row.competence for row in self.rows if not row.counts[i]]) for i, name in enumerate(self.types)
        ]
        return [(name, competences) for name, competences in columns if competences]


def coverage(framework: Framework, locale: Locale) -> Coverage:
    models = sorted(tagged_models(), key=lambda model: str(model._meta.verbose_name_plural))
    types = ContentType.objects.get_for_models(*models)
    counted: dict[int, dict[int, int]] = defaultdict(dict)
    tags = visible_tags(locale).training().filter(competence__framework=framework)
    for competence_id, type_id, number in (
        tags.values_list("competence_id", "page__content_type_id")
        .annotate(number=Count("page_id", distinct=True))
        .order_by("competence_id")
    ):
        counted[competence_id][type_id] = number
    areas: dict[int, tuple[Area, list[CoverageRow]]] = {}
    for competence in Competence.objects.with_texts().in_reading_order().filter(framework=framework):
        counts = [counted[competence.pk].get(types[model].pk, 0) for model in models]
        areas.setdefault(competence.area_id, (competence.area, []))[1].append(CoverageRow(competence, counts))
    return Coverage([str(model._meta.verbose_name_plural) for model in models], list(areas.values()))


class CoverageView(WagtailAdminTemplateMixin, TemplateView):
    """For everybody who may write, review or publish a page."""

    template_name = "competencies/admin/coverage.html"
    page_title = _("Couverture des compétences")
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_has_any_page_permission(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frameworks = list(Framework.objects.with_texts())
        locales = sorted(Locale.objects.all(), key=lambda locale: locale.language_code != settings.LANGUAGE_CODE)
        framework = _chosen(frameworks, "slug", self.request.GET.get("referentiel"))
        locale = _chosen(locales, "language_code", self.request.GET.get("langue"))
        return super().get_context_data(**kwargs) | {
            "frameworks": frameworks,
            "locales": locales,
            "framework": framework,
            "locale": locale,
            "coverage": coverage(framework, locale) if framework and locale else None,
        }


def _chosen(items: list[Any], attribute: str, value: str | None) -> Any:
    """The item asked for, else the first one: an unknown value is never an error."""
    return next((item for item in items if getattr(item, attribute) == value), items[0] if items else None)
