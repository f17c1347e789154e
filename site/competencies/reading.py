"""What the public pages read, each in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from competencies.frameworks import Area, Competence, Crosswalk, Framework, Statement
from competencies.levels import Band, band_name
from competencies.tags import CompetencePageMixin, CompetenceTag, CompetenceTagQuerySet, Role
from core.queries import visible

SHOWN_A_ROLE = 8
ROLE_TITLES = {
    Role.TRAINED: _("Pour l’apprendre"),
    Role.ASSESSED: _("Pour vérifier"),
    Role.PREREQUISITE: _("Pour continuer, quand vous savez le faire"),
}


@dataclass
class CompetenceRow:
    """A competence in its framework, and how many pages of each kind train it."""

    competence: Competence
    counts: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class AreaRows:
    area: Area
    rows: list[CompetenceRow]


@dataclass(frozen=True)
class Neighbour:
    """A close competence in another framework, and whether an author of either framework says so."""

    competence: Competence
    is_official: bool


@dataclass(frozen=True)
class PageLine:
    """One page in a list: where it is, what it is, how long and how hard."""

    role: Role
    title: str
    url: str
    kind: str
    minutes: int | None
    level: str

    @classmethod
    def of(cls, tag: CompetenceTag) -> Self:
        page = tag.page
        kind = kind_name(page.content_type_id)
        return cls(Role(tag.role), page.title, page.url or "", kind, tag.minutes, band_name(tag.page_level))

    @property
    def role_title(self) -> str:
        return str(ROLE_TITLES[self.role])


@dataclass
class RoleGroup:
    """Some of the pages that do one thing with a competence; `total` counts them all."""

    title: str
    lines: list[PageLine]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass
class BandStatements:
    band: Band
    statements: list[Statement]


def tagged_models() -> list[type[CompetencePageMixin]]:
    """Every page type that carries competences."""
    return [model for model in apps.get_models() if issubclass(model, CompetencePageMixin)]


def kind_name(content_type_id: int, count: int = 1) -> str:
    """« module », « modules »: what editors call this type of page."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    if model is None:
        return ""
    return str(model._meta.verbose_name_plural if count > 1 else model._meta.verbose_name)


def visible_tags(locale: Locale) -> CompetenceTagQuerySet:
    """The tags of the pages that everybody can read in a language."""
    return CompetenceTag.objects.filter(page__in=visible(Page.objects.filter(locale=locale)))


def competences_by_area(framework: Framework, locale: Locale) -> list[AreaRows]:
    """The tree of a framework with what trains each competence; `framework` lends its texts to its competences."""
    counts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    counted = visible_tags(locale).training().filter(competence__framework=framework)
    for competence_id, type_id, number in (
        counted.values_list("competence_id", "page__content_type_id")
        .annotate(number=Count("page_id", distinct=True))
        .order_by("-number", "page__content_type_id")
    ):
        counts[competence_id].append((number, kind_name(type_id, number)))
    competences = framework.competences.select_related("area").prefetch_related("texts", "area__texts")
    rows = [CompetenceRow(c, counts.get(c.pk, [])) for c in competences.order_by("area__position", "position")]
    for row in rows:
        row.competence.framework = framework
    return [
        AreaRows(area_rows[0].competence.area, area_rows)
        for area_rows in (list(group) for _id, group in groupby(rows, key=lambda row: row.competence.area_id))
    ]


class CompetenceReading:
    """Everything that the page of one competence shows. `DoesNotExist` if there is no such competence."""

    def __init__(self, slug: str, code: str, locale: Locale) -> None:
        self.locale = locale
        here, there = (
            Q(**{f"{side}__framework__slug": slug, f"{side}__code": code}) for side in ("source_competence", "target")
        )
        links = Crosswalk.objects.filter(here | there).values_list("source_competence_id", "target_id", "is_official")
        official: dict[int, bool] = defaultdict(bool)
        for source, target, is_official in links:
            for pk in (source, target):
                official[pk] |= is_official
        # The competence and its neighbours together: their texts come in the same queries.
        asked = Q(framework__slug=slug, code=code)
        found = list(Competence.objects.with_texts().in_reading_order().filter(asked | Q(pk__in=official)))
        competence = next((c for c in found if c.framework.slug == slug and c.code == code), None)
        if competence is None:
            raise Competence.DoesNotExist(f"{slug}:{code}")
        self.competence = competence
        self.neighbours = [Neighbour(c, official[c.pk]) for c in found if c != self.competence]

    @cached_property
    def bands(self) -> list[BandStatements]:
        """« Je sais… » by level, in one language only: the reader's, or none."""
        language = self.locale.language_code
        statements = [statement for statement in self.competence.statements.all() if statement.language == language]
        return [
            BandStatements(Band(band), list(group))
            for band, group in groupby(statements, key=lambda statement: statement.band)
        ]

    @cached_property
    def groups(self) -> list[RoleGroup]:
        """The first pages of each role, in one query however many there are."""
        place = Window(RowNumber(), partition_by="role", order_by=_EASIEST_FIRST)
        total = Window(Count("pk"), partition_by="role")
        tags = self._tags().annotate(place=place, total=total).filter(place__lte=SHOWN_A_ROLE).order_by("place")
        grouped: dict[str, list[CompetenceTag]] = defaultdict(list)
        for tag in tags:
            grouped[tag.role].append(tag)
        return [
            RoleGroup(str(title), [PageLine.of(tag) for tag in grouped[role]], grouped[role][0].total)
            for role, title in ROLE_TITLES.items()
            if role in grouped
        ]

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)

    @property
    def has_more(self) -> bool:
        return any(group.more for group in self.groups)

    @property
    def has_unofficial_neighbours(self) -> bool:
        return not all(neighbour.is_official for neighbour in self.neighbours)

    def all_tags(self) -> QuerySet[CompetenceTag]:
        """Every public page with this competence: what trains it first, easiest first."""
        return self._tags().order_by(F("role").desc(), *_EASIEST_FIRST)

    def _tags(self) -> QuerySet[CompetenceTag]:
        tags = visible_tags(self.locale).filter(competence=self.competence).select_related("page")
        return tags.annotate(minutes=page_column("minutes"), page_level=Coalesce("level", page_column("level")))


_EASIEST_FIRST = [F("page_level").asc(nulls_last=True), F("page__title").asc(), F("pk").asc()]


def page_column(name: str) -> Coalesce:
    """A column that some of the tagged page types have (`minutes`, `level`), read in the same query as the tag."""
    columns = []
    for model in tagged_models():
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        columns.append(F(f"page__{model._meta.model_name}__{name}"))
    nothing = Value(None, output_field=IntegerField())
    return Coalesce(*columns, nothing, nothing)
