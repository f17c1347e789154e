"""What the pages and the downloads of a plan read, each in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from competencies.frameworks import Competence
from core.blocks.markdown import MarkdownText
from trainers.plans.bloom import Bloom, verb_of

if TYPE_CHECKING:
    from trainers.plans.pages import PlanPage


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
    number: int
    title: str
    copies: str
    copies_label: str
    text: MarkdownText

    @classmethod
    def of(cls, block: Any, number: int) -> Self:
        value = block.value
        label = block.block.copies_labels.get(value["copies"], "")
        return cls(block.id or "", number, value["title"], value["copies"], str(label), value["text"])

    @property
    def anchor(self) -> str:
        return f"feuille-{self.number}"


def objectives_of(page: PlanPage) -> list[Objective]:
    """The objectives of a plan with their competences: those of the page's tags, and one query for others."""
    values = [block.value for block in page.objectives]
    known = {tag.competence.identifier: tag.competence for tag in page.shown_tags}
    missing = {value["competence"] for value in values if value["competence"]} - known.keys()
    if missing:
        slugs = {identifier.partition(":")[0] for identifier in missing}
        codes = {identifier.partition(":")[2] for identifier in missing}
        more = Competence.objects.select_related("framework").prefetch_related("texts")
        found = more.filter(framework__slug__in=slugs, code__in=codes)
        known |= {competence.identifier: competence for competence in found}
    return [Objective(value["text"], value["bloom"], known.get(value["competence"])) for value in values]
