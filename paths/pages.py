"""Paths as pages: ordered modules with a goal."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from competencies.levels import Level
from competencies.tags import CompetencePageMixin
from core.blocks.markdown import MarkdownBlock
from core.checks import Remark
from core.content import Flag, Lines, Number, PageRef, Related, Stream, Text
from core.fields import BodyField
from core.findable import Findable
from core.models import BasePage
from core.pieces import lines_of
from core.queries import translations
from learning.models import ModulePage
from learning.navigation import course_query
from learning.printing import Booklet
from paths.checks import check_path


class PathQuerySet(PageQuerySet):
    def with_card(self) -> Self:
        """Everything a path's card shows: how many modules, how many minutes (all, and without the optional ones)."""
        shown = Q(path_modules__module__live=True)
        needed = shown & Q(path_modules__optional=False)
        return self.defer("body").annotate(
            module_count=Count("path_modules", filter=shown),
            minutes=Sum("path_modules__module__minutes", filter=shown, default=0),
            minutes_needed=Sum("path_modules__module__minutes", filter=needed, default=0),
        )


@dataclass(frozen=True)
class Stage:
    """One module of a path, as the path shows it."""

    module: ModulePage
    optional: bool
    query: str

    @property
    def url(self) -> str:
        return f"{self.module.url}{self.query}"

    @property
    def start_url(self) -> str:
        return f"{self.module.url}1/{self.query}"


class PathPage(RoutablePageMixin, CompetencePageMixin, BasePage):
    """`/parcours/<theme>/<parcours>/`: ordered modules with a goal."""

    page_description = _("Des modules dans l’ordre, pour arriver à un but.")
    override_translatable_fields = [SynchronizedField("licence"), SynchronizedField("authors")]
    text_type = "parcours"
    text_fields = [
        Text("but", "goal", required=True),
        Number("niveau", "level"),
        Lines("besoins", "needs"),
        Related(
            "modules", "path_modules", (PageRef("module", "module", True, of="module"), Flag("facultatif", "optional"))
        ),
        CompetencePageMixin.competences_as_text,
        Text("auteurs", "authors"),
        Text("licence", "licence"),
    ]
    text_body = Stream("body")
    findable = Findable(
        "parcours",
        _("Parcours"),
        _("Parcours"),
        text=("goal", "needs", "body"),
        minutes="total_minutes",
        level="level",
        licence="licence",
        parts="modules",
        together="read_together",
        said=_("Un parcours : une formation en plusieurs modules."),
    )

    goal = models.CharField(_("but"), max_length=300, help_text=_("Ce que la personne saura faire, en une phrase."))
    level = models.PositiveSmallIntegerField(_("niveau"), choices=Level, default=Level.BASIC_1)
    needs = models.TextField(
        _("ce qu’il faut"), blank=True, help_text=_("Une chose par ligne : un téléphone, une adresse de courriel…")
    )
    body = BodyField([("text", MarkdownBlock())], verbose_name=_("présentation"), blank=True)
    authors = models.CharField(_("auteurs"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=40, default="CC BY-SA 4.0")

    objects = PageManager.from_queryset(PathQuerySet)()

    parent_page_types = ["paths.ThemePage"]
    subpage_types: list[str] = []
    template = "paths/path.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("goal"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("needs")]),
        FieldPanel("body"),
        MultipleChooserPanel(
            "path_modules",
            chooser_field_name="module",
            heading=_("Modules, dans l’ordre"),
            label=_("module"),
            help_text=_("De trois à six. Celui que l’on peut sauter est facultatif."),
        ),
        *CompetencePageMixin.competence_panels,
        MultiFieldPanel(
            [FieldPanel("authors"), FieldPanel("licence")], heading=_("Auteurs et licence"), classname="collapsed"
        ),
    ]

    class Meta:
        verbose_name = _("parcours")
        verbose_name_plural = _("parcours")

    def remarks(self) -> Iterator[Remark]:
        """What an editor should look at again."""
        return check_path(self)

    @cached_property
    def need_list(self) -> list[str]:
        return lines_of(self.needs)

    @property
    def query(self) -> str:
        """What a module's address needs to be followed inside this path."""
        return course_query(self.slug)

    @cached_property
    def stages(self) -> list[Stage]:
        """The published modules in order, in the language of the path: one query, one more for a translated path."""
        return self._stages("module__steps")

    def _stages(self, *left_out: str) -> list[Stage]:
        rows = list(self.path_modules.select_related("module").defer(*left_out))
        return _stages(self, rows, _translations(rows, self.locale_id))

    @staticmethod
    def read_together(pages: Sequence[PathPage]) -> None:
        """The stages of several paths of one language, in two queries at most."""
        stages = stages_of(pages)
        for page in pages:
            page.stages = stages[page.pk]

    @property
    def modules(self) -> list[ModulePage]:
        return [stage.module for stage in self.stages]

    @property
    def total_minutes(self) -> int:
        return sum(stage.module.minutes for stage in self.stages)

    @property
    def needed_minutes(self) -> int:
        """Without the optional modules."""
        return sum(stage.module.minutes for stage in self.stages if not stage.optional)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        theme = self.up.specific if self.up else None
        return super().get_context(request, *args, **kwargs) | {"theme": theme, "index": self.way[0]}

    @path("livret/", name="booklet")
    def booklet(self, request: HttpRequest) -> HttpResponse:
        """The whole path on paper."""
        modules = [stage.module for stage in self._stages()]
        booklet = Booklet(modules, self.locale_id, address=self.full_url or self.url)
        return self.render(request, template="paths/booklet.html", context_overrides={"booklet": booklet})

    def structured_data(self) -> dict[str, Any]:
        parts = [
            {"@type": "LearningResource", "@id": stage.module.full_url, "name": stage.module.title}
            for stage in self.stages
        ]
        data = self.learning_resource(minutes=self.total_minutes, level=self.level, licence=self.licence)
        return data | ({"hasPart": parts} if parts else {})


class PathModule(Orderable):
    """One module in a path, at its place."""

    page = ParentalKey(PathPage, related_name="path_modules", on_delete=models.CASCADE, verbose_name=_("parcours"))
    module = models.ForeignKey(
        "learning.ModulePage", related_name="path_modules", on_delete=models.CASCADE, verbose_name=_("module")
    )
    optional = models.BooleanField(_("facultatif"), default=False)

    panels = [FieldPanel("module"), FieldPanel("optional")]

    class Meta(Orderable.Meta):
        verbose_name = _("module du parcours")
        verbose_name_plural = _("modules du parcours")

    def __str__(self) -> str:
        return str(self.module)


def stages_of(paths: Sequence[PathPage]) -> dict[int, list[Stage]]:
    """The stages of several paths of one language, by the path's number: two queries at most."""
    rows = PathModule.objects.filter(page__in=paths).select_related("module").defer("module__steps")
    by_path: dict[int, list[PathModule]] = {path.pk: [] for path in paths}
    for row in rows.order_by("sort_order"):
        by_path[row.page_id].append(row)
    own = _translations(itertools.chain(*by_path.values()), paths[0].locale_id) if paths else {}
    return {path.pk: _stages(path, by_path[path.pk], own) for path in paths}


def _stages(path: PathPage, rows: Iterable[PathModule], own: Mapping[UUID, ModulePage]) -> list[Stage]:
    shown = [row for row in rows if row.module.live]
    return [Stage(own.get(row.module.translation_key, row.module), row.optional, path.query) for row in shown]


def _translations(rows: Iterable[PathModule], locale: int) -> dict[UUID, ModulePage]:
    """A translated path still names the modules of the other language."""
    return translations((row.module for row in rows if row.module.live), locale, ModulePage.objects.all())
