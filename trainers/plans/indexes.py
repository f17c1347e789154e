"""The mediators' home and the list of session plans."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.blocks.markdown import MarkdownBlock
from core.content import Stream
from core.fields import BodyField
from core.models import BasePage
from core.queries import visible
from trainers.plans.pages import PlanPage
from trainers.plans.sequences import SequencePage

PLANS_A_PAGE = 30
RECENT = 5


class TrainersPage(BasePage):
    """`/mediateurs/`: the mediators' rooms."""

    body = BodyField([("text", MarkdownBlock())], verbose_name=_("texte"), blank=True)

    page_description = _("L’espace des médiateurs : séances, séquences, sélection. Un par langue suffit.")
    text_type = "mediateurs"
    text_body = Stream("body")
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
            "plans_url": next((page.url for page in self.rooms if page.specific_class is PlanIndexPage), ""),
        }

    @cached_property
    def rooms(self) -> list[Page]:
        """The lists below this page, in one query."""
        return list(visible(self.get_children()).order_by("path"))


class PlanIndexPage(BasePage):
    """`/mediateurs/seances/`: every session plan."""

    page_description = _("La liste des séances. Une par langue suffit.")
    text_type = "seances"
    max_count_per_parent = 1
    parent_page_types = ["trainers.TrainersPage"]
    subpage_types = ["trainers.PlanPage"]
    template = "trainers/plan_index.html"

    class Meta:
        verbose_name = _("liste des séances")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        plans = PlanPage.objects.child_of(self).live().with_card().order_by("level", "title")
        shown = Paginator(plans, PLANS_A_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"plans": shown, "up": self.up}
