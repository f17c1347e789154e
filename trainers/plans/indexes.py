"""The mediators' home and the list of session plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page

from competencies.frameworks import Competence, CompetenceText, Framework
from competencies.tags import CompetenceTag
from competencies.texts import in_language
from core.blocks.markdown import MarkdownBlock
from core.content import Stream
from core.fields import BodyField
from core.findable import MEDIATORS, site_page
from core.models import BasePage
from core.queries import visible
from paths.themes import ThemePage
from trainers.downloads.routes import SelectionDownloadMixin
from trainers.plans.filters import NamedCompetence, Offer, Option, PlanFilters
from trainers.plans.pages import PlanPage, PlanQuerySet
from trainers.plans.paging import page_of
from trainers.plans.selection import Folder, Selection, others
from trainers.plans.sequences import SequenceIndexPage, SequencePage

PLANS_A_PAGE = 30
RECENT = 5


def title_of(texts: list[CompetenceText]) -> str:
    text = in_language(texts)
    return text.title if text else ""


# The lists to choose in, in the order of the form.
FIELDS = {
    "theme": _("Thème"),
    "competence": _("Compétence"),
    "niveau": _("Niveau"),
    "duree": _("Durée"),
    "public": _("Public"),
    "internet": _("Internet"),
    "tri": _("D’abord"),
}
# Those of the short form, on the mediators' home.
QUICK_FIELDS = ("niveau", "duree", "public", "internet")


@dataclass(frozen=True)
class Field:
    """One list of the form: what it is called, what is chosen, what can be."""

    name: str
    label: Any
    value: str
    options: list[Option]


class TrainersPage(SelectionDownloadMixin, BasePage):
    """`/mediateurs/`: the mediators' rooms."""

    body = BodyField([("text", MarkdownBlock())], verbose_name=_("texte"), blank=True)

    page_description = _("L’espace des médiateurs : séances, séquences, sélection. Un par langue suffit.")
    text_type = "mediateurs"
    text_body = Stream("body")
    findable = site_page(text=("body",), audience=(MEDIATORS,))
    max_count_per_parent = 1
    subpage_types = ["trainers.PlanIndexPage", "trainers.SequenceIndexPage"]
    template = "trainers/home.html"
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("espace des médiateurs")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        plans = PlanPage.objects.descendant_of(self).live().with_card().order_by("-first_published_at", "path")
        return super().get_context(request, *args, **kwargs) | {
            "recent": plans[:RECENT],
            "sequences": SequencePage.objects.descendant_of(self)
            .live()
            .with_card()
            .order_by("level", "title")[:RECENT],
            "plans_url": self._url_of(PlanIndexPage),
            "sequences_url": self._url_of(SequenceIndexPage),
            "fields": [Field(name, FIELDS[name], "", Offer().options(name)) for name in QUICK_FIELDS],
            "base_url": self.get_url(request),
        }

    def _url_of(self, kind: type[Page]) -> str:
        return next((page.url or "" for page in self.rooms if page.specific_class is kind), "")

    @path("selection/", name="selection")
    def selection(self, request: HttpRequest) -> HttpResponse:
        """« Ma sélection » : what the address names, what may be added, and the way to the printed folder."""
        folder = Folder(Selection.of(request.GET), self.locale_id)
        plans, modules = others(self.locale_id, folder.selection)
        context = {"folder": folder, "other_plans": plans, "other_modules": modules, "base_url": self.get_url(request)}
        return self.render(request, template="trainers/selection.html", context_overrides=context)

    @path("selection/imprimer/", name="print_selection")
    def print_selection(self, request: HttpRequest) -> HttpResponse:
        """Everything selected on paper, one thing after the other."""
        asked = Selection.of(request.GET)
        back = f"{self.full_url}selection/?{asked.query}"
        folder = Folder(asked, self.locale_id, address=back).prepare()
        context = {"folder": folder, "back": f"{self.get_url(request)}selection/?{folder.selection.query}"}
        return self.render(request, template="trainers/selection_print.html", context_overrides=context)

    @cached_property
    def rooms(self) -> list[Page]:
        """The lists below this page, in one query."""
        return list(visible(self.get_children()).order_by("path"))


class PlanIndexPage(BasePage):
    """`/mediateurs/seances/`: every session plan."""

    page_description = _("La liste des séances. Une par langue suffit.")
    text_type = "seances"
    findable = site_page(audience=(MEDIATORS,))
    max_count_per_parent = 1
    parent_page_types = ["trainers.TrainersPage"]
    subpage_types = ["trainers.PlanPage"]
    template = "trainers/plan_index.html"

    class Meta:
        verbose_name = _("liste des séances")

    def offer(self) -> Offer:
        """What the filters offer: only themes and competences of the main framework that plans have."""
        plans = self.plans
        themes = ThemePage.objects.live().filter(locale=self.locale_id).order_by("path").defer("body")
        first = Framework.objects.order_by("position", "slug").values("pk")[:1]
        used = CompetenceTag.objects.filter(page__in=plans.values("pk")).values("competence")
        texts = CompetenceText.objects.filter(competence__in=used, competence__framework__in=first)
        by_competence: dict[Competence, list[CompetenceText]] = {}
        for text in texts.select_related("competence__framework", "competence__area").order_by(
            "competence__area__position", "competence__position", "language"
        ):
            by_competence.setdefault(text.competence, []).append(text)
        named = [NamedCompetence(c.pk, c.identifier, f"{c.code} {title_of(t)}") for c, t in by_competence.items()]
        return Offer(list(themes), named)

    @property
    def plans(self) -> PlanQuerySet:
        return PlanPage.objects.child_of(self).live()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        offer = self.offer()
        filters = PlanFilters.of(request.GET, offer)
        shown = page_of(filters.apply(self.plans.with_card(), offer), request.GET.get("page"), PLANS_A_PAGE)
        return super().get_context(request, *args, **kwargs) | {
            "plans": shown,
            "filters": filters,
            "chips": filters.chips(offer),
            "fields": [
                Field(name, label, getattr(filters, name), offer.options(name)) for name, label in FIELDS.items()
            ],
            "up": self.up,
            "selection_url": f"{self.up.url}selection/" if self.up else "",
        }
