"""What the pages and the downloads of a plan read, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from competencies.frameworks import Competence, CompetenceText
from core.blocks.markdown import MarkdownText
from core.queries import translations
from learning.models import ModulePage
from trainers.plans.bloom import Bloom, verb_of

if TYPE_CHECKING:
    from trainers.plans.pages import PlanPage
    from trainers.plans.workshop import Workshop


@dataclass(frozen=True)
class Objective:
    """One objective; `competence` is None when its code is unknown or was not chosen."""

    text: str
    bloom: str
    competence: Competence | None = None

    @property
    def verb(self) -> str:
        return verb_of(self.text)

    @property
    def bloom_label(self) -> str:
        return Bloom(self.bloom).short_label if self.bloom in Bloom.values else ""


@dataclass(frozen=True)
class Handout:
    """A sheet to hand out; it starts a page when the plan is printed."""

    id: str
    plan_pk: int | None
    number: int
    title: str
    copies: str
    copies_label: str
    text: MarkdownText

    @classmethod
    def of(cls, block: Any, number: int, plan_pk: int | None = None) -> Self:
        value = block.value
        # A sheet that was just begun, in a preview, has nothing yet.
        title, copies, text = value.get("title") or "", value.get("copies") or "", value.get("text") or MarkdownText("")
        label = str(block.block.copies_labels.get(copies, ""))
        return cls(block.id or "", plan_pk, number, title, copies, label, text)

    @property
    def key(self) -> str:
        """How « ma sélection » names it."""
        return f"{self.plan_pk}.{self.id[:8]}"

    @property
    def anchor(self) -> str:
        return f"feuille-{self.number}"


def objectives_of(page: Workshop) -> list[Objective]:
    """The objectives of a plan with their competences, which were read with those of its tags."""
    return _objectives(page, page.known_competences)


def read_objectives(pages: Iterable[PlanPage]) -> None:
    """Give each of several plans its `shown_objectives`, in the same two queries for all."""
    pages = list(pages)
    known = competences(set().union(*map(codes_of, pages)))
    for page in pages:
        page.__dict__["shown_objectives"] = _objectives(page, known)


def read_modules(pages: Iterable[PlanPage]) -> None:
    """Give each of several plans its `continuing_modules`, in the same queries for all."""
    from trainers.plans.pages import PlanModule

    pages = list(pages)
    rows = list(
        PlanModule.objects.filter(page__in=pages).select_related("module").defer("module__steps").order_by("sort_order")
    )
    for page in pages:
        page.__dict__["continuing_modules"] = modules_of(
            [row for row in rows if row.page_id == page.pk], page.locale_id
        )


def modules_of(rows: Iterable[Any], locale_id: int) -> list[ModulePage]:
    """The published modules of `rows`, in a language where there is a translation (one query more)."""
    modules = [row.module for row in rows if row.module.live]
    own = translations(modules, locale_id, ModulePage.objects.defer("steps"))
    return [own.get(module.translation_key, module) for module in modules]


def codes_of(page: Workshop) -> set[str]:
    return {code for block in page.objectives if (code := block.value.get("competence"))}


def competences(identifiers: Iterable[str], pks: Iterable[int] = ()) -> dict[str, Competence]:
    """Those that exist, with their titles, by identifier; in one query."""
    parts, wanted = [identifier.partition(":") for identifier in identifiers], list(pks)
    if not parts and not wanted:
        return {}
    named = Q(competence__framework__slug__in={p[0] for p in parts}, competence__code__in={p[2] for p in parts})
    texts = CompetenceText.objects.filter(named | Q(competence__in=wanted)).order_by("competence", "pk")
    found: dict[int, Competence] = {}
    for text in texts.select_related("competence__framework"):
        competence = found.setdefault(text.competence_id, text.competence)
        known = competence.__dict__.setdefault("_prefetched_objects_cache", {})
        known.setdefault("texts", []).append(text)
    return {competence.identifier: competence for competence in found.values()}


def _objectives(page: Workshop, known: Mapping[str, Competence]) -> list[Objective]:
    values = [block.value for block in page.objectives]
    return [Objective(v.get("text") or "", v.get("bloom") or "", known.get(v.get("competence") or "")) for v in values]
