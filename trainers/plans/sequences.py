"""Sequences: session plans in order, such as a ten-hour programme over four themes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Q, Sum, prefetch_related_objects
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from competencies.tags import CompetencePageMixin
from core.blocks.markdown import MarkdownBlock
from core.content import Choice, ChoiceSet, Flag, Lines, Number, PageRef, Related, Stream, Text
from core.fields import BodyField
from core.findable import MEDIATORS, Findable, site_page
from core.models import BasePage
from core.queries import translations
from trainers.downloads.routes import DownloadsMixin
from trainers.feedback.routes import ReportableMixin
from trainers.plans.checks import check_sequence
from trainers.plans.pages import PlanPage
from trainers.plans.shared import ForMediators

SEQUENCES_A_PAGE = 30


class SequenceQuerySet(PageQuerySet):
    def with_card(self) -> Self:
        """Everything a sequence's line in a list shows: how many sessions, how many minutes."""
        shown = Q(sequence_plans__plan__live=True)
        return self.defer("body").annotate(
            plan_count=Count("sequence_plans", filter=shown),
            minutes=Sum("sequence_plans__plan__minutes", filter=shown, default=0),
        )


class SequenceIndexPage(BasePage):
    """`/mediateurs/sequences/`: every sequence."""

    page_description = _("La liste des séquences. Une par langue suffit.")
    text_type = "sequences"
    findable = site_page(audience=(MEDIATORS,))
    max_count_per_parent = 1
    parent_page_types = ["trainers.TrainersPage"]
    subpage_types = ["trainers.SequencePage"]
    template = "trainers/sequence_index.html"

    class Meta:
        verbose_name = _("liste des séquences")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        sequences = SequencePage.objects.child_of(self).live().with_card().order_by("level", "title")
        shown = Paginator(sequences, SEQUENCES_A_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"sequences": shown, "up": self.up}


@dataclass(frozen=True)
class Session:
    """One plan at its place in a sequence; `after` is the position of the session that it supposes done, or 0."""

    position: int
    plan: PlanPage
    optional: bool
    after: int = 0
    after_title: str = ""


class SequencePage(DownloadsMixin, ReportableMixin, ForMediators, CompetencePageMixin, BasePage):
    """`/mediateurs/sequences/<sequence>/`: plans in order, with a goal and a total."""

    goal = models.CharField(
        _("but"), max_length=300, help_text=_("Ce que la personne saura faire au bout, en une phrase.")
    )
    body = BodyField([("text", MarkdownBlock())], verbose_name=_("présentation"), blank=True)

    objects = PageManager.from_queryset(SequenceQuerySet)()

    page_description = _("Des séances dans l’ordre, par exemple un programme de dix heures.")
    override_translatable_fields = [SynchronizedField(name) for name in ("audiences", "authors", "place", "licence")]
    text_type = "sequence"
    text_fields = [
        Text("but", "goal", required=True),
        Number("niveau", "level"),
        ChoiceSet("public", "audiences"),
        Lines("prerequis", "prerequisites"),
        Related(
            "seances",
            "sequence_plans",
            (
                PageRef("seance", "plan", True, of="seance"),
                PageRef("apres", "after", of="seance"),
                Flag("facultatif", "optional"),
            ),
        ),
        CompetencePageMixin.competences_as_text,
        Text("auteurs", "authors"),
        ForMediators.place_as_text,
        Choice("licence", "licence"),
    ]
    text_body = Stream("body")
    findable = Findable(
        "sequence",
        _("Séquence"),
        _("Séquences"),
        text=("goal", "audience_labels", "prerequisites", "body", "authors", "epn"),
        minutes="total_minutes",
        level="level",
        licence="licence",
        audience="search_audiences",
        parts="plans",
        together="read_together",
        said=_("Une séquence : un programme de plusieurs séances, des ateliers à animer avec un groupe."),
    )

    parent_page_types = ["trainers.SequenceIndexPage"]
    subpage_types: list[str] = []
    template = "trainers/sequence.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("goal"),
        FieldPanel("level"),
        FieldPanel("audiences"),
        FieldPanel("prerequisites"),
        FieldPanel("body"),
        MultipleChooserPanel(
            "sequence_plans",
            chooser_field_name="plan",
            heading=_("Séances, dans l’ordre"),
            label=_("séance"),
            panels=[FieldPanel("plan"), FieldRowPanel([FieldPanel("after"), FieldPanel("optional")])],
        ),
        *CompetencePageMixin.competence_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("authors"), FieldPanel("place")]), FieldPanel("licence")],
            heading=_("Auteurs et licence"),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("séquence")
        verbose_name_plural = _("séquences")

    def remarks(self) -> Any:
        return check_sequence(self)

    @cached_property
    def sessions(self) -> list[Session]:
        """The published plans in order, in the language of the sequence: one query, one more for a translation."""
        rows = [r for r in self.sequence_plans.select_related("plan").defer("plan__attachments") if r.plan.live]
        return list(_sessions(rows, translations((row.plan for row in rows), self.locale_id, PlanPage.objects.all())))

    @staticmethod
    def read_together(sequences: Sequence[SequencePage]) -> None:
        """The sessions and the places of several sequences of one language, in three queries at most."""
        prefetch_related_objects(sequences, "place")
        sessions = sessions_of(sequences)
        for sequence in sequences:
            sequence.sessions = sessions[sequence.pk]

    @property
    def plans(self) -> list[PlanPage]:
        return [session.plan for session in self.sessions]

    @property
    def selection_query(self) -> str:
        """Every session, for « ma sélection » (see `trainers.plans.selection`)."""
        return urlencode([("s", session.plan.pk) for session in self.sessions])

    @property
    def total_minutes(self) -> int:
        return sum(session.plan.minutes for session in self.sessions)

    @property
    def needed_minutes(self) -> int:
        """Without the optional sessions."""
        return sum(session.plan.minutes for session in self.sessions if not session.optional)

    def structured_data(self) -> dict[str, Any]:
        parts = [
            {"@type": "LearningResource", "@id": session.plan.full_url, "name": session.plan.title}
            for session in self.sessions
        ]
        data = self.learning_resource(minutes=self.total_minutes, level=self.level, licence=self.licence)
        return data | ({"hasPart": parts} if parts else {})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"selection_url": self.selection_url}


class SequencePlan(Orderable):
    """One plan in a sequence, at its place."""

    page = ParentalKey(
        SequencePage, related_name="sequence_plans", on_delete=models.CASCADE, verbose_name=_("séquence")
    )
    plan = models.ForeignKey(
        PlanPage, related_name="sequence_plans", on_delete=models.CASCADE, verbose_name=_("séance")
    )
    after = models.ForeignKey(
        PlanPage,
        related_name="+",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        verbose_name=_("seulement après"),
        help_text=_("La séance qu’il faut avoir suivie avant. Vide : celle-ci se suit seule."),
    )
    optional = models.BooleanField(_("facultative"), default=False)

    panels = [FieldPanel("plan"), FieldPanel("after"), FieldPanel("optional")]

    class Meta(Orderable.Meta):
        verbose_name = _("séance de la séquence")
        verbose_name_plural = _("séances de la séquence")

    def __str__(self) -> str:
        return str(self.plan)


def sessions_of(sequences: Sequence[SequencePage]) -> dict[int, list[Session]]:
    """The sessions of several sequences of one language, by the sequence's number: two queries at most."""
    shown = SequencePlan.objects.filter(page__in=sequences, plan__live=True).order_by("sort_order")
    rows = list(shown.select_related("plan").defer("plan__attachments"))
    own = translations((row.plan for row in rows), sequences[0].locale_id, PlanPage.objects.all()) if rows else {}
    by_page = {sequence.pk: [row for row in rows if row.page_id == sequence.pk] for sequence in sequences}
    return {pk: list(_sessions(mine, own)) for pk, mine in by_page.items()}


def _sessions(rows: Sequence[SequencePlan], own: Mapping[UUID, PlanPage]) -> Iterator[Session]:
    places = {row.plan_id: position for position, row in enumerate(rows, 1)}
    plans = {position: own.get(row.plan.translation_key, row.plan) for position, row in enumerate(rows, 1)}
    for position, row in enumerate(rows, 1):
        before = places.get(row.after_id, 0)
        yield Session(position, plans[position], row.optional, before, plans[before].title if before else "")
