"""Modules as pages: their presentation, and one address for each step."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail_localize.fields import SynchronizedField

from competencies.levels import Level
from competencies.tags import CompetencePageMixin
from core.checks import Remark
from core.content import Lines, Number, Sections, Text
from core.fields import BodyField
from core.findable import Findable, site_page
from core.models import BasePage
from core.pieces import lines_of
from learning.answers import answer_step
from learning.assets import scripts, stylesheets
from learning.blocks import STEPS
from learning.checks import check_module
from learning.glossary import step_words
from learning.navigation import Course, course_of
from learning.previews import PreviewByStep, preview_address
from learning.printing import Booklet

MODULES_A_PAGE = 48


class ModuleIndexPage(BasePage):
    """`/modules/`: every module, the easy ones first."""

    page_description = _("La liste de tous les modules. Une par langue suffit.")
    text_type = "modules"
    findable = site_page()
    max_count_per_parent = 1
    subpage_types = ["learning.ModulePage"]
    template = "learning/module_index.html"

    class Meta:
        verbose_name = _("liste des modules")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        modules = ModulePage.objects.child_of(self).live().defer("steps").order_by("level", "title")
        shown = Paginator(modules, MODULES_A_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"modules": shown}


class ModulePage(PreviewByStep, RoutablePageMixin, CompetencePageMixin, BasePage):
    """A self-paced lesson of 5 to 20 minutes, made of steps."""

    minutes = models.PositiveSmallIntegerField(
        _("durée"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("En minutes, pour un débutant."),
    )
    level = models.PositiveSmallIntegerField(_("niveau"), choices=Level, default=Level.BASIC_1)
    objectives = models.TextField(
        _("à la fin, vous saurez…"),
        blank=True,
        help_text=_("Un objectif par ligne. Commencez par un verbe qui se voit : ouvrir, repérer…"),
    )
    needs = models.TextField(
        _("ce qu’il faut"), blank=True, help_text=_("Une chose par ligne : un téléphone, une adresse de courriel…")
    )
    authors = models.CharField(_("auteurs"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=40, default="CC BY-SA 4.0")
    steps = BodyField(
        STEPS,
        verbose_name=_("étapes"),
        blank=True,
        help_text=_("De quatre à sept. Une étape est un écran : une idée, puis quelque chose à faire."),
    )

    page_description = _("Une leçon de 5 à 20 minutes, faite d’étapes : une idée, puis un exercice.")
    override_translatable_fields = [SynchronizedField("licence"), SynchronizedField("authors")]
    text_type = "module"
    text_fields = [
        Number("minutes", "minutes"),
        Number("niveau", "level"),
        Lines("objectifs", "objectives"),
        Lines("besoins", "needs"),
        CompetencePageMixin.competences_as_text,
        Text("auteurs", "authors"),
        Text("licence", "licence"),
    ]
    text_body = Sections("steps")
    findable = Findable(
        "module",
        _("Module"),
        _("Modules"),
        text=("objectives", "needs", "steps"),
        minutes="minutes",
        level="level",
        licence="licence",
        said=_("Un module : une leçon avec des exercices, à suivre en ligne."),
    )

    parent_page_types = ["learning.ModuleIndexPage"]
    subpage_types: list[str] = []
    template = "learning/module.html"
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("level")]),
        MultiFieldPanel([FieldPanel("objectives"), FieldPanel("needs")], heading=_("Avant de commencer")),
        *CompetencePageMixin.competence_panels,
        FieldPanel("steps"),
        MultiFieldPanel(
            [FieldPanel("authors"), FieldPanel("licence")], heading=_("Auteurs et licence"), classname="collapsed"
        ),
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def remarks(self) -> Iterator[Remark]:
        """What an editor should look at again."""
        return check_module(self)

    @cached_property
    def objective_list(self) -> list[str]:
        return lines_of(self.objectives)

    @cached_property
    def need_list(self) -> list[str]:
        return lines_of(self.needs)

    # The course that the address names, for the time of a request.
    course: Course | None = None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.course = course_of(self, request)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "course": self.course,
            # Filled by the editor's preview only (see `learning.previews`).
            "preview_mode": "",
            "step_links": self.step_links(),
            "start_url": self.step_url(1),
            "up": self.up,
        }

    @path("<int:number>/", name="step")
    def step(self, request: HttpRequest, number: int) -> HttpResponse:
        """The nth step; answers are posted to the same address."""
        if not 1 <= number <= len(self.steps):
            raise Http404
        if request.method == "POST":
            return answer_step(self, number, request)
        return self.render_step(request, number)

    @path("fin/", name="end")
    def end(self, request: HttpRequest) -> HttpResponse:
        """What the reader can do now, and where to go next."""
        return self.render(request, template="learning/end.html", context_overrides={"last_url": self.last_step_url})

    @path("imprimer/", name="print")
    def print(self, request: HttpRequest) -> HttpResponse:
        """The whole module on paper."""
        booklet = Booklet([self], self.locale_id, address=self.full_url or self.url)
        return self.render(request, template="learning/print/module.html", context_overrides={"booklet": booklet})

    def render_step(self, request: HttpRequest, number: int, **extra: Any) -> HttpResponse:
        return self.render(request, template="learning/step.html", context_overrides=self.step_context(number) | extra)

    def step_context(self, number: int) -> dict[str, Any]:
        """What the step template shows besides `get_context`, apart from an answer."""
        count = len(self.steps)
        step = self.steps[number - 1]
        return {
            "step": step,
            "number": number,
            "count": count,
            "minutes_left": max(1, round(self.minutes * (count - number + 1) / count)),
            "module_url": self.address(),
            "step_url": self.step_url(number),
            "previous_url": self.step_url(number - 1) if number > 1 else self.address(),
            "next_url": self.step_url(number + 1) if number < count else self.address("fin/"),
            **step_words(step.value["body"], self.locale_id),
            "stylesheets": stylesheets(step),
            "scripts": scripts(step),
        }

    def step_links(self) -> list[dict[str, Any]]:
        return [
            {"number": number, "title": step.value["title"], "url": self.step_url(number)}
            for number, step in enumerate(self.steps, 1)
        ]

    def has_address(self, rest: str) -> bool:
        """A translation may have fewer steps."""
        number = rest.rstrip("/")
        return not number.isdecimal() or int(number) <= len(self.steps)

    def structured_data(self) -> dict[str, Any]:
        return self.learning_resource(minutes=self.minutes, level=self.level, licence=self.licence)

    def step_url(self, number: int) -> str:
        return self.address(f"{number}/")

    @property
    def last_step_url(self) -> str:
        return self.step_url(len(self.steps)) if self.steps else self.address()

    def address(self, part: str = "") -> str:
        """The address of the presentation, of a step (`3/`) or of the end (`fin/`), in the course that one follows."""
        if self.is_previewed:
            return preview_address(part)
        return f"{self.url}{part}{self.course.query if self.course else ''}"
