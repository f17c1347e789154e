"""`/competences/`: the frameworks as pages that people can read."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from competencies import lrmi
from competencies.frameworks import Competence, Framework
from competencies.reading import AreaRows, CompetenceReading, PageLine, competences_by_area
from core.blocks.markdown import MarkdownBlock
from core.content import Stream
from core.fields import BodyField
from core.findable import site_page
from core.models import BasePage, OneALanguage

PER_PAGE = 24


class FrameworksPage(OneALanguage, RoutablePageMixin, BasePage):
    """The list of frameworks; each framework and each competence has an address below it."""

    body = BodyField([("text", MarkdownBlock())], verbose_name=_("texte"), blank=True)

    page_description = _("Les référentiels de compétences, lisibles par tous. Une page par langue.")
    text_type = "competences"
    text_body = Stream("body")
    findable = site_page(text=("body",))
    max_count_per_parent = 1
    subpage_types: list[str] = []
    template = "competencies/frameworks.html"
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("page des référentiels")
        verbose_name_plural = _("pages des référentiels")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"base_url": self.get_url(request), "structured": None}

    @path("")
    def index_route(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Every framework with its areas, the main one first."""
        return self.render(request, context_overrides={"frameworks": Framework.objects.with_areas()})

    @path("<str:slug>/", name="framework")
    def framework(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One framework: its areas, their competences, and how much there is to learn each."""
        framework = get_object_or_404(Framework.objects.with_texts(), slug=slug)
        areas = competences_by_area(framework, self.locale)
        context = {"framework": framework, "areas": areas, "structured": self._term_set(framework, areas)}
        return self.render(request, template="competencies/framework.html", context_overrides=context)

    @path("<str:slug>/<str:code>/", name="competence")
    def competence(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        """One competence: in plain words, by level, what trains it, its neighbours."""
        reading = self._reading(slug, code)
        term = reading.competence.as_term(self.full_url or "")
        structured = {"@context": lrmi.CONTEXT, **lrmi.defined_term(term)}
        context = {"reading": reading, "competence": reading.competence, "structured": structured}
        return self.render(request, template="competencies/competence.html", context_overrides=context)

    @path("<str:slug>/<str:code>/contenus/", name="competence_pages")
    def competence_pages(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        """Every page with a competence, a screenful at a time (`?page=2`)."""
        reading = self._reading(slug, code)
        shown = Paginator(reading.all_tags(), PER_PAGE).get_page(request.GET.get("page"))
        context = {"competence": reading.competence, "shown": shown, "lines": [PageLine.of(tag) for tag in shown]}
        return self.render(request, template="competencies/competence_pages.html", context_overrides=context)

    def _reading(self, slug: str, code: str) -> CompetenceReading:
        try:
            return CompetenceReading(slug, code, self.locale)
        except Competence.DoesNotExist:
            raise Http404 from None

    def _term_set(self, framework: Framework, areas: list[AreaRows]) -> dict[str, Any]:
        base = self.full_url or ""
        return lrmi.defined_term_set(
            name=framework.title,
            url=f"{base}{framework.slug}/",
            description=framework.text.introduction if framework.text else "",
            language=framework.text.language if framework.text else "",
            licence=framework.licence,
            terms=[row.competence.as_term(base) for area in areas for row in area.rows],
        )
