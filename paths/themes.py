"""Themes as pages, and the list of them: needs of life, each with its paths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.blocks.markdown import MarkdownBlock
from core.content import Choice, Stream
from core.fields import BodyField
from core.findable import Findable, site_page
from core.models import BasePage
from paths.orientation_page import OrientationPage
from paths.pages import PathPage, Stage, stages_of


class Colour(models.TextChoices):
    """The colours of themes; each is a token of the stylesheets, in light and dark."""

    BRICK = "brique", _("brique")
    OCEAN = "ocean", _("océan")
    MOSS = "mousse", _("mousse")
    PLUM = "prune", _("prune")
    OCHRE = "ocre", _("ocre")


class Drawing(models.TextChoices):
    """The drawings of themes: `theme-emploi`… among the pictograms."""

    JOB = "emploi", _("emploi")
    IDENTITY = "identite", _("identité")
    ADMINISTRATION = "demarches", _("démarches")
    COMPUTER = "ordinateur", _("ordinateur")
    SECURITY = "securite", _("sécurité")
    COMMUNICATION = "communiquer", _("communiquer")


@dataclass(frozen=True)
class PathCard:
    """A path and its modules, as its theme shows them."""

    path: PathPage
    stages: list[Stage]


@dataclass(frozen=True)
class ThemeCard:
    """A theme and its paths, as the index shows them."""

    theme: ThemePage
    paths: list[PathPage]


class PathIndexPage(BasePage):
    """`/parcours/`: the themes, each with its paths."""

    page_description = _("La page qui montre tous les thèmes. Une par langue suffit.")
    text_type = "parcours-index"
    text_body = Stream("body")
    findable = site_page(text=("body",))

    body = BodyField([("text", MarkdownBlock())], verbose_name=_("introduction"), blank=True)

    max_count_per_parent = 1
    subpage_types = ["paths.ThemePage"]
    template = "paths/index.html"
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("liste des parcours")

    def cards(self) -> list[ThemeCard]:
        themes = ThemePage.objects.child_of(self).live().defer("body").order_by("path")
        paths = list(PathPage.objects.descendant_of(self).live().with_card().order_by("path"))
        return [ThemeCard(theme, [p for p in paths if p.path.startswith(theme.path)]) for theme in themes]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "cards": self.cards(),
            "orientation": orientation_page(self.locale_id),
        }


class ThemePage(BasePage):
    """`/parcours/<theme>/`: one theme and its paths."""

    page_description = _("Un besoin de la vie, comme « Chercher un emploi ». Il réunit des parcours.")
    text_type = "theme"
    text_fields = [Choice("couleur", "colour", required=True), Choice("dessin", "drawing", required=True)]
    text_body = Stream("body")
    findable = Findable("theme", _("Thème"), _("Thèmes"), text=("body",))

    colour = models.CharField(_("couleur"), max_length=12, choices=Colour, default=Colour.BRICK)
    drawing = models.CharField(_("dessin"), max_length=20, choices=Drawing, default=Drawing.COMPUTER)
    body = BodyField([("text", MarkdownBlock())], verbose_name=_("présentation"), blank=True)

    parent_page_types = ["paths.PathIndexPage"]
    subpage_types = ["paths.PathPage"]
    template = "paths/theme.html"
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("colour"), FieldPanel("drawing")]),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")

    @property
    def pictogram(self) -> str:
        return f"theme-{self.drawing}"

    def cards(self) -> list[PathCard]:
        """Its paths and the modules of each, in as many queries for two paths as for twenty."""
        paths = list(PathPage.objects.child_of(self).live().with_card().order_by("path"))
        stages = stages_of(paths)
        return [PathCard(path, stages[path.pk]) for path in paths]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"cards": self.cards(), "up": self.up}


def orientation_page(locale: int) -> BasePage | None:
    """The page « par où commencer », if there is one in this language."""
    return OrientationPage.objects.live().filter(locale=locale).order_by("path").first()
