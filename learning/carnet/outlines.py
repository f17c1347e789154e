"""Modules as outlines, and the competences that they carry: a fixed number of queries for any number of modules."""

from collections.abc import Collection, Mapping
from html import unescape
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language

from competencies.tags import CompetenceTag
from learning.blocks import EXERCISE_BLOCKS
from learning.carnet.progress import Competence, ExerciseOutline, Outline, StepOutline
from learning.pages import ModulePage

EXERCISES = frozenset(name for name, _block in EXERCISE_BLOCKS)
LABEL_LENGTH = 90


def modules_by_key(keys: Collection[UUID]) -> dict[UUID, ModulePage]:
    """The published modules with these keys, in the language of the reader when there is one, else in another."""
    here = Case(
        When(locale__language_code=get_language(), then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    pages = ModulePage.objects.live().filter(translation_key__in=keys)
    # The reader's language comes last, so that it wins.
    return {page.translation_key: page for page in pages.order_by(here, "-pk")}


def outline_of(page: ModulePage, request: HttpRequest | None = None) -> Outline:
    """The steps and exercises of a module, read from the stored JSON: building blocks would query their pictures."""
    steps = tuple(_step(child.get("value") or {}) for child in page.steps.raw_data if child["type"] == "step")
    return Outline(page.translation_key, page.title, page.get_url(request) or "", steps)


def _step(value: Mapping[str, Any]) -> StepOutline:
    exercises = tuple(
        ExerciseOutline(child["id"], _label(child["value"]))
        for child in value.get("body") or ()
        if child["type"] in EXERCISES and child.get("id")
    )
    return StepOutline(value.get("title") or "", exercises)


def _label(value: Mapping[str, Any]) -> str:
    """The instruction as plain text."""
    instruction = value.get("instruction") or ""
    if isinstance(instruction, Mapping):
        instruction = unescape(strip_tags(instruction.get("html") or instruction.get("source") or ""))
    return Truncator(" ".join(instruction.split())).chars(LABEL_LENGTH)


def competences_of(modules: Mapping[UUID, ModulePage]) -> dict[UUID, list[Competence]]:
    """The competences that each module works on or assesses, in the language of the reader."""
    keys = {page.pk: key for key, page in modules.items()}
    found: dict[UUID, list[Competence]] = {}
    for tag in CompetenceTag.objects.training().with_competence().filter(page__in=keys).order_by("sort_order", "pk"):
        shown = Competence(str(tag.competence.framework), tag.competence.code, tag.competence.title)
        found.setdefault(keys[tag.page_id], []).append(shown)
    return found
