"""Session plans as pages: what a mediator follows to run a workshop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

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

from competencies.frameworks import Competence
from competencies.levels import Level
from competencies.tags import CompetencePageMixin, CompetenceTag
from core import licences
from core.checks import Remark
from core.content import Blocks, Choice, ChoiceSet, Lines, Number, PageRef, Ref, Related, Stream, Text
from core.fields import BodyField, ChoiceSetField
from core.findable import Findable
from core.models import BasePage
from core.pieces import lines_of
from learning.models import ModulePage
from trainers.downloads.routes import DownloadsMixin
from trainers.feedback.models import trial_count
from trainers.feedback.routes import RunMixin
from trainers.places.models import Place
from trainers.plans.audiences import Audience
from trainers.plans.blocks import ATTACHMENTS, BODY, OBJECTIVES
from trainers.plans.checks import check_plan
from trainers.plans.offline import worker
from trainers.plans.reading import Handout, Objective, codes_of, competences, modules_of, objectives_of
from trainers.plans.shared import ForMediators
from trainers.plans.timing import Activity, hands_on_minutes, hands_on_share, internet_of, run_of, total

if TYPE_CHECKING:
    from trainers.adapting.lineage import Lineage

ONE_A_LINE = _("Une chose par ligne.")


class Internet(models.TextChoices):
    """What the activities say together: see `timing.internet_of`."""

    NEEDED = "needed", _("Internet nécessaire")
    PLAN_B = "plan_b", _("Internet, ou le plan B")
    NONE = "none", _("Sans Internet")


PLACE_AS_TEXT = Ref(
    "lieu",
    "place",
    find=lambda text: Place.objects.filter(standard_id=text).first(),
    name=lambda place: place.standard_id,
    expected=_("l’identifiant d’un lieu de l’annuaire"),
)


def selection_url(page: BasePage) -> str:
    """« Ma sélection », two pages above a plan or a sequence."""
    return f"{page.way[0].url}selection/" if page.way else ""


class PlanQuerySet(PageQuerySet):
    def with_card(self) -> Self:
        """Everything a plan's line in a list shows, without its long texts."""
        kept = self.defer("body", "attachments", "objectives", "preparation", "evaluation")
        return kept.annotate(trial_count=trial_count())

    def with_page(self) -> Self:
        """What the page of a plan shows of its place and of its lineage."""
        unread = ("place__presentation", "place__extra", "adaptation__known", "adaptation__differs")
        return self.select_related("place", "adaptation").defer(*unread)


class PlanPage(DownloadsMixin, RunMixin, ForMediators, CompetencePageMixin, BasePage):
    """`/mediateurs/seances/<seance>/`: one workshop, ready to run."""

    minutes = models.PositiveSmallIntegerField(
        _("durée totale"),
        default=120,
        validators=[MinValueValidator(10), MaxValueValidator(480)],
        help_text=_("En minutes, accueil et pause compris."),
    )
    level = models.PositiveSmallIntegerField(_("niveau"), choices=Level, default=Level.BASIC_1)
    theme = models.ForeignKey(
        "paths.ThemePage",
        verbose_name=_("thème"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plans",
    )
    audiences = ChoiceSetField(_("public"), options=Audience.choices)
    audience_note = models.CharField(
        _("précision sur le public"), max_length=200, blank=True, help_text=_("Par exemple : à l’aise avec la souris.")
    )
    group_min = models.PositiveSmallIntegerField(
        _("de"), default=4, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    group_max = models.PositiveSmallIntegerField(
        _("à (personnes)"), default=8, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    # What the activities say, kept so that a list can be filtered by it.
    internet = models.CharField(_("Internet"), max_length=8, choices=Internet, default=Internet.NONE, editable=False)

    objectives = BodyField(
        OBJECTIVES,
        verbose_name=_("objectifs"),
        blank=True,
        help_text=_("Deux ou trois : un quart d’heure au moins pour chacun."),
    )
    prerequisites = models.TextField(_("ce qu’il faut déjà savoir"), blank=True, help_text=ONE_A_LINE)
    room = models.TextField(_("salle"), blank=True, help_text=ONE_A_LINE)
    equipment = models.TextField(_("matériel"), blank=True, help_text=_("Une chose par ligne, avec son nombre."))
    preparation = models.TextField(_("à préparer avant"), blank=True, help_text=ONE_A_LINE)
    to_print = models.TextField(
        _("à imprimer"),
        blank=True,
        help_text=_("Une chose par ligne. Les feuilles à distribuer s’ajoutent toutes seules."),
    )
    body = BodyField(
        BODY,
        verbose_name=_("déroulé et feuilles"),
        blank=True,
        help_text=_("Les activités dans l’ordre, puis les feuilles à distribuer."),
    )
    evaluation = models.TextField(
        _("vérifier ce qui est appris"),
        blank=True,
        help_text=_("Une vérification par ligne : ce que la personne montre."),
    )
    attachments = BodyField(ATTACHMENTS, verbose_name=_("pièces jointes"), blank=True, collapsed=True)

    authors = models.CharField(_("auteurs"), max_length=200, blank=True)
    place = models.ForeignKey(
        "trainers.Place",
        verbose_name=_("lieu (EPN)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plans",
    )
    epn_name = models.CharField(
        _("ou un lieu hors de l’annuaire"),
        max_length=200,
        blank=True,
        help_text=_("Son nom, s’il n’est pas dans la liste."),
    )
    licence = models.CharField(_("licence"), max_length=40, choices=licences.CHOICES, default=licences.DEFAULT)
    adapted_from = models.ForeignKey(
        "self",
        verbose_name=_("adaptée de"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="adaptations",
    )
    source_version = models.CharField(
        _("version de l’original"),
        max_length=40,
        blank=True,
        help_text=_("Son numéro et sa date : « 3, 2026-03-12 » ; ou sa date seule."),
    )
    source_credit = models.CharField(
        _("crédit de l’original"),
        max_length=300,
        blank=True,
        help_text=_("Titre, auteurs et licence, pour le cas où l’original disparaît."),
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
        PLACE_AS_TEXT,
        Text("epn", "epn_name"),
        Choice("licence", "licence", True),
        PageRef("adaptee_de", "adapted_from", of="seance"),
        Text("version_originale", "source_version"),
        Text("credit_original", "source_credit"),
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
        MultiFieldPanel(
            [PageChooserPanel("adapted_from"), FieldPanel("source_version"), FieldPanel("source_credit")],
            heading=_("D’où elle vient"),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("séance")
        verbose_name_plural = _("séances")

    @classmethod
    def to_show(cls) -> PlanQuerySet:
        return cls.objects.with_page()

    def before_saving(self) -> None:
        super().before_saving()
        self.internet = Internet[internet_of(self.run).upper()]

    def refusals(self) -> Mapping[str, str]:
        """An adaptation keeps to the licence of its original: nothing else is ever published."""
        from trainers.adapting.licensing import refusal

        sentence = refusal(self)
        return {"licence": sentence} if sentence else {}

    def remarks(self) -> Iterator[Remark]:
        """What an editor should look at again."""
        return check_plan(self)

    def with_content_json(self, content: Any) -> Any:
        """An earlier version has its own words, and not its number: that one is of what is public now."""
        page = super().with_content_json(content)
        page.version_number = self.version_number
        return page

    @property
    def run(self) -> list[Activity]:
        """The activities in order, each with the minute when it starts."""
        return run_of([block for block in self.body if block.block_type == "activity"])

    @property
    def run_minutes(self) -> int:
        """What the activities add up to."""
        return total(self.run)

    @property
    def hands_on_minutes(self) -> int:
        return hands_on_minutes(self.run)

    @property
    def hands_on_percent(self) -> int:
        return round(100 * hands_on_share(self.run))

    @property
    def notes(self) -> list[Any]:
        """What the author tells the mediator before the run."""
        return [block for block in self.body if block.block_type == "text"]

    @property
    def handouts(self) -> list[Handout]:
        """The sheets to hand out, which are part of the plan."""
        found = [block for block in self.body if block.block_type == "handout"]
        return [Handout.of(block, number, self.pk) for number, block in enumerate(found, 1)]

    @cached_property
    def known_competences(self) -> dict[str, Competence]:
        """Those that its tags and its objectives name, by identifier, in one query."""
        return competences(codes_of(self), [tag.competence_id for tag in self._tags])

    @cached_property
    def _tags(self) -> list[CompetenceTag]:
        return list(self.competence_tags.all())

    @cached_property
    def shown_tags(self) -> list[CompetenceTag]:
        """As those of any page, with the competences of the objectives."""
        by_number = {competence.pk: competence for competence in self.known_competences.values()}
        for tag in self._tags:
            if tag.competence_id in by_number:
                tag.competence = by_number[tag.competence_id]
        return self._tags

    @cached_property
    def shown_objectives(self) -> list[Objective]:
        """The objectives with their competences, in a fixed number of queries."""
        return objectives_of(self)

    @cached_property
    def continuing_modules(self) -> list[ModulePage]:
        """The published modules to go on with, in the plan's language where there is a translation."""
        rows = self.plan_modules.select_related("module").defer("module__steps")
        return modules_of(rows, self.locale_id)

    @property
    def files(self) -> list[Any]:
        """The attachments whose file still exists."""
        return [block.value for block in self.attachments if block.value.get("file")]

    @property
    def group_size(self) -> str:
        if self.group_min == self.group_max:
            return gettext("%(count)d personnes") % {"count": self.group_max}
        return gettext("%(least)d à %(most)d personnes") % {"least": self.group_min, "most": self.group_max}

    @property
    def room_list(self) -> list[str]:
        return lines_of(self.room)

    @property
    def equipment_list(self) -> list[str]:
        return lines_of(self.equipment)

    @property
    def preparation_list(self) -> list[str]:
        return lines_of(self.preparation)

    @property
    def evaluation_list(self) -> list[str]:
        return lines_of(self.evaluation)

    @property
    def print_list(self) -> list[str]:
        """Everything to print: the sheets of the plan, the attachments that say so, what the author adds."""
        sheets = [f"{handout.title} ({handout.copies_label})" for handout in self.handouts]
        files = [value["title"] for value in self.files if value.get("to_print")]
        return [*sheets, *files, *lines_of(self.to_print)]

    @staticmethod
    def read_together(plans: Sequence[PlanPage]) -> None:
        prefetch_related_objects(plans, "place")

    @property
    def epn(self) -> str:
        """Where it was written, from the directory or as the author typed it."""
        return self.place.name if self.place else self.epn_name

    @property
    def may_be_adapted(self) -> bool:
        return licences.may_adapt(self.licence)

    @property
    def why_not_adapted(self) -> str:
        """What stands in place of the button when the licence forbids to adapt."""
        from trainers.adapting.licensing import cannot_be_adapted

        return cannot_be_adapted(self.licence)

    @cached_property
    def lineage(self) -> Lineage:
        """Where it comes from and what was made of it, in two queries."""
        from trainers.adapting.lineage import lineage_of

        return lineage_of(self)

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
            "selection_url": selection_url(self),
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
