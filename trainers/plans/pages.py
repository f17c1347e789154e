"""Session plans as pages: what a mediator follows to run a workshop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from competencies.tags import CompetencePageMixin
from core.checks import Remark
from core.content import Blocks, Choice, ChoiceSet, Lines, Number, PageRef, Related, Stream, Text
from core.findable import Findable
from core.models import BasePage
from learning.models import ModulePage
from trainers.downloads.routes import DownloadsMixin
from trainers.feedback.models import trial_count
from trainers.feedback.routes import RunMixin
from trainers.plans.checks import check_plan
from trainers.plans.offline import worker
from trainers.plans.origin import Adaptable
from trainers.plans.reading import modules_of
from trainers.plans.shared import ForMediators
from trainers.plans.workshop import Workshop


class PlanQuerySet(PageQuerySet):
    def with_card(self) -> Self:
        """Everything a plan's line in a list shows, without its long texts."""
        kept = self.defer("body", "attachments", "objectives", "preparation", "evaluation")
        return kept.annotate(trial_count=trial_count())

    def with_page(self) -> Self:
        """What the page of a plan shows of its place and of its lineage."""
        unread = ("place__presentation", "place__extra", "adaptation__known", "adaptation__differs")
        return self.select_related("place", "adaptation").defer(*unread)


class PlanPage(DownloadsMixin, RunMixin, Workshop, Adaptable, ForMediators, CompetencePageMixin, BasePage):
    """`/mediateurs/seances/<seance>/`: one workshop, ready to run."""

    minutes = models.PositiveSmallIntegerField(
        _("durée totale"),
        default=120,
        validators=[MinValueValidator(10), MaxValueValidator(480)],
        help_text=_("En minutes, accueil et pause compris."),
    )
    theme = models.ForeignKey(
        "paths.ThemePage",
        verbose_name=_("thème"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plans",
    )
    audience_note = models.CharField(
        _("précision sur le public"), max_length=200, blank=True, help_text=_("Par exemple : à l’aise avec la souris.")
    )
    group_min = models.PositiveSmallIntegerField(
        _("de"), default=4, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    group_max = models.PositiveSmallIntegerField(
        _("à (personnes)"), default=8, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    epn_name = models.CharField(
        _("ou un lieu hors de l’annuaire"),
        max_length=200,
        blank=True,
        help_text=_("Son nom, s’il n’est pas dans la liste."),
    )
    # Of its public version, kept where its page reads it: see `trainers.versions.publishing`. 0 before the first.
    version_number = models.PositiveSmallIntegerField(_("numéro de version"), default=0, editable=False)

    objects = PageManager.from_queryset(PlanQuerySet)()

    page_description = _("Une séance pour un groupe : objectifs, matériel, déroulé minuté, feuilles à distribuer.")
    override_translatable_fields = [
        SynchronizedField(name)
        for name in ("audiences", "authors", "place", "epn_name", "licence", "theme", "adapted_from", "source_version")
    ]
    # A copy is another plan.
    exclude_fields_in_copy = ["version_number"]
    text_type = "seance"
    text_fields = [
        Number("minutes", "minutes", True),
        Number("niveau", "level", True),
        PageRef("theme", "theme", of="theme"),
        ChoiceSet("public", "audiences"),
        Text("precision_public", "audience_note"),
        Number("groupe_min", "group_min", True),
        Number("groupe_max", "group_max", True),
        Blocks("objectifs", "objectives"),
        CompetencePageMixin.competences_as_text,
        Lines("prerequis", "prerequisites"),
        Lines("salle", "room"),
        Lines("materiel", "equipment"),
        Lines("preparation", "preparation"),
        Lines("a_imprimer", "to_print"),
        Lines("evaluation", "evaluation"),
        Related("modules", "plan_modules", (PageRef("module", "module", True, of="module"),), bare=True),
        Blocks("pieces_jointes", "attachments"),
        Text("auteurs", "authors"),
        ForMediators.place_as_text,
        Text("epn", "epn_name"),
        Choice("licence", "licence", True),
        *Adaptable.origin_as_text,
    ]
    text_body = Stream("body")
    findable = Findable(
        "seance",
        _("Séance"),
        _("Séances"),
        text=(
            "audience_labels",
            "audience_note",
            "objectives",
            "prerequisites",
            "equipment",
            "preparation",
            "body",
            "evaluation",
            "authors",
            "epn",
        ),
        minutes="minutes",
        level="level",
        licence="licence",
        audience="search_audiences",
        together="read_together",
        said=_("La fiche d’une séance : le déroulé d’un atelier à animer avec un groupe."),
    )

    parent_page_types = ["trainers.PlanIndexPage"]
    subpage_types: list[str] = []
    template = "trainers/plan.html"
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("level")]),
                FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max")]),
                FieldPanel("audiences"),
                FieldPanel("audience_note"),
                PageChooserPanel("theme"),
            ],
            heading=_("En un coup d’œil"),
        ),
        FieldPanel("objectives"),
        *CompetencePageMixin.competence_panels,
        MultiFieldPanel(
            [
                FieldPanel("prerequisites"),
                FieldPanel("room"),
                FieldPanel("equipment"),
                FieldPanel("preparation"),
                FieldPanel("to_print"),
            ],
            heading=_("Avant la séance"),
        ),
        FieldPanel("body"),
        FieldPanel("evaluation"),
        MultipleChooserPanel(
            "plan_modules",
            chooser_field_name="module",
            heading=_("Pour continuer seul"),
            label=_("module"),
            help_text=_("Les modules que la personne peut faire ensuite."),
        ),
        FieldPanel("attachments"),
        MultiFieldPanel(
            [
                FieldPanel("authors"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("epn_name")]),
                FieldPanel("licence"),
            ],
            heading=_("Auteurs et licence"),
        ),
        Adaptable.origin_panel,
    ]

    class Meta:
        verbose_name = _("séance")
        verbose_name_plural = _("séances")

    @classmethod
    def to_show(cls) -> PlanQuerySet:
        return cls.objects.with_page()

    def remarks(self) -> Iterator[Remark]:
        """What an editor should look at again."""
        return check_plan(self)

    def with_content_json(self, content: Any) -> Any:
        """An earlier version has its own words, and not its number: that one is of what is public now."""
        page = super().with_content_json(content)
        page.version_number = self.version_number
        return page

    @cached_property
    def continuing_modules(self) -> list[ModulePage]:
        """The published modules to go on with, in the plan's language where there is a translation."""
        rows = self.plan_modules.select_related("module").defer("module__steps")
        return modules_of(rows, self.locale_id)

    @property
    def group_size(self) -> str:
        if self.group_min == self.group_max:
            return gettext("%(count)d personnes") % {"count": self.group_max}
        return gettext("%(least)d à %(most)d personnes") % {"least": self.group_min, "most": self.group_max}

    @staticmethod
    def read_together(plans: Sequence[PlanPage]) -> None:
        prefetch_related_objects(plans, "place")

    @property
    def epn(self) -> str:
        """From the directory, or as the author typed it."""
        return super().epn or self.epn_name

    def structured_data(self) -> dict[str, Any]:
        data = self.learning_resource(minutes=self.minutes, level=self.level, licence=self.licence)
        source = self.lineage.originals[0] if self.lineage.originals else None
        optional: dict[str, Any] = {
            "author": self.authors,
            "version": self.version_number,
            "audience": [{"@type": "EducationalAudience", "audienceType": label} for label in self.audience_labels],
            "isBasedOn": (source.full_url if source else "") or self.source_credit,
            "interactionStatistic": self.feedback.as_data(),
        }
        return data | {key: value for key, value in optional.items() if value}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "run": self.run,
            "selection_url": self.selection_url,
            "competences_url": self.frameworks_address,
        }

    @path("animer/", name="run")
    def run_it(self, request: HttpRequest) -> HttpResponse:
        """« Mode animation » : the activities in large type, for the screen that the mediator glances at."""
        return self.render(request, template="trainers/plan_run.html")

    @path("animer/hors-ligne/", name="run_worker")
    def run_worker(self, request: HttpRequest) -> HttpResponse:
        """What keeps « mode animation » on the device once it was opened: see `trainers.plans.offline`."""
        return worker(self, request)


class PlanModule(Orderable):
    """A module to go on with after the session."""

    page = ParentalKey(PlanPage, related_name="plan_modules", on_delete=models.CASCADE, verbose_name=_("séance"))
    module = models.ForeignKey(
        "learning.ModulePage", related_name="plan_modules", on_delete=models.CASCADE, verbose_name=_("module")
    )

    panels = [FieldPanel("module")]

    class Meta(Orderable.Meta):
        verbose_name = _("module pour continuer")
        verbose_name_plural = _("modules pour continuer")

    def __str__(self) -> str:
        return str(self.module)
