"""The home page and the fixed pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.url_routing import RouteResult

from core.blocks.markdown import MarkdownBlock
from core.content import Stream, Text
from core.fields import BodyField
from core.findable import site_page
from core.models import BasePage
from core.queries import visible
from core.routing import below
from home.brand import Brand
from learning.models import ModulePage
from paths.models import OrientationPage, ThemePage

# How many lessons the home page shows when there are no themes.
LESSONS = 6

__all__ = ["Brand", "HomePage", "StandardPage"]


class HomePage(BasePage):
    """What this is in one sentence, the themes, and where to begin."""

    tagline = models.CharField(
        _("la phrase d’accueil"), max_length=140, blank=True, help_text=_("Ce que l’on fait ici, en une phrase simple.")
    )
    body = BodyField([("text", MarkdownBlock())], verbose_name=_("comment ça marche"), blank=True)

    page_description = _("L’accueil du site dans une langue.")
    text_type = "accueil"
    text_fields = [Text("accroche", "tagline")]
    text_body = Stream("body")

    template = "home/home.html"
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*BasePage.content_panels, FieldPanel("tagline"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page d’accueil")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of an address in two queries, then let it route the rest (`/modules/x/` + `3/`)."""
        if not (found := below(self, path_components)):
            return super().route(request, path_components)
        page, rest = found
        return page.route(request, rest)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        themes = list(visible(ThemePage.objects.descendant_of(self)).order_by("path"))
        return super().get_context(request, *args, **kwargs) | {
            "themes": themes,
            # A language that is just beginning has lessons before it has themes.
            "modules": [] if themes else visible(ModulePage.objects.descendant_of(self)).order_by("path")[:LESSONS],
            "orientation": visible(OrientationPage.objects.descendant_of(self)).first(),
        }

    def structured_data(self) -> dict[str, Any]:
        """The site, and how to search it."""
        with translation.override(self.locale.language_code):
            search = reverse("search")
        site = self.get_site()
        origin = site.root_url if site else ""
        return {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": Brand.for_site(site).name if site else self.title,
            "url": self.full_url,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{origin}{search}?q={{words}}"},
                "query-input": "required name=words",
            },
        }


class StandardPage(BasePage):
    """A page of text: legal notice, personal data, accessibility, about."""

    page_description = _("Un texte : mentions légales, données personnelles, à propos…")
    text_type = "page"
    text_body = Stream("body")
    findable = site_page(text=("body",))

    body = BodyField([("text", MarkdownBlock())], verbose_name=_("texte"), blank=True)

    subpage_types = ["home.StandardPage"]
    template = "home/standard.html"
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("page de texte")
