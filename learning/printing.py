"""Modules on paper: every step, exercises as paper forms, the words, and the answers on a separate sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import segno
from django.template.loader import select_template
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Locale

from core.markdown import term_slug
from learning.answers import Exercise
from learning.assets import stylesheets
from learning.blocks.base import ExerciseBlock
from learning.blocks.key_words import KeyWordsBlock
from learning.exercises.base import Question
from learning.glossary import Term, terms_for, words_in

if TYPE_CHECKING:
    from learning.pages import ModulePage


@dataclass(frozen=True)
class PaperExercise:
    """An exercise with the number that joins it to its answer: « 2.3 » is the third of the second module."""

    number: str
    exercise: Exercise

    @property
    def template(self) -> str:
        """The exercise drawn for a pen if its type has such a drawing, or else as on the screen."""
        fence = self.exercise.fence
        return select_template([f"exercises/paper/{fence}.html", f"exercises/{fence}.html"]).template.name  # type: ignore[attr-defined]

    @property
    def answers(self) -> list[tuple[str, str]]:
        return correction_of(self.exercise.question)


@dataclass(frozen=True)
class Part:
    """One block of a step: something to read, or an exercise."""

    block: Any = None
    exercise: PaperExercise | None = None


@dataclass(frozen=True)
class PaperStep:
    number: int
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class PaperModule:
    number: int
    page: ModulePage
    steps: tuple[PaperStep, ...]

    @property
    def exercises(self) -> list[PaperExercise]:
        return [part.exercise for step in self.steps for part in step.parts if part.exercise]


class Booklet:
    """Some modules, ready to print. `address` is where the same thing is found on screen: it becomes a square code."""

    def __init__(self, modules: Sequence[ModulePage], locale: Locale | int, address: str) -> None:
        self.pages = modules
        self.locale = locale
        self.address = address

    @cached_property
    def modules(self) -> list[PaperModule]:
        many = len(self.pages) > 1
        return [paper_module(page, number, many) for number, page in enumerate(self.pages, 1)]

    @cached_property
    def found_words(self) -> list[Term]:
        """The words of all steps, as the authors wrote them, in one query."""
        slugs = [slug for body in self._bodies() for slug in (*_shown_words(body), *words_in(body))]
        return terms_for(slugs, self.locale)

    @property
    def words(self) -> list[Term]:
        """Each word once, in alphabetical order."""
        once = {term.url: term for term in reversed(self.found_words)}
        return sorted(once.values(), key=lambda term: term_slug(term.title))

    @property
    def has_answers(self) -> bool:
        return any(module.exercises for module in self.modules)

    @property
    def stylesheets(self) -> list[str]:
        """What the blocks of all steps need, each once."""
        return list(dict.fromkeys(name for page in self.pages for step in page.steps for name in stylesheets(step)))

    @property
    def qr_code(self) -> SafeString:
        return qr_code(self.address)

    @property
    def short_address(self) -> str:
        """As people type it."""
        return self.address.partition("://")[2].rstrip("/") or self.address

    def _bodies(self) -> Iterable[Any]:
        return (step.value["body"] for page in self.pages for step in page.steps)


def paper_module(page: ModulePage, number: int, many: bool) -> PaperModule:
    count = 0
    steps = []
    for position, step in enumerate(page.steps, 1):
        parts = []
        for child in step.value["body"]:
            if isinstance(child.block, ExerciseBlock):
                count += 1
                name = f"{number}.{count}" if many else str(count)
                parts.append(Part(exercise=PaperExercise(name, Exercise.of(child))))
            else:
                parts.append(Part(block=child))
        steps.append(PaperStep(position, step.value["title"], tuple(parts)))
    return PaperModule(number, page, tuple(steps))


def correction_of(question: Question) -> list[tuple[str, str]]:
    """What was asked and the right answer, as plain texts; nothing for a question that has no right answer to print."""
    correction = getattr(question, "correction", None)
    return list(correction()) if correction else []


def qr_code(address: str) -> SafeString:
    """A square code as inline SVG without inline style, on white so that it reads in the dark too."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S308 — drawn by segno


def _shown_words(body: Any) -> list[str]:
    return [s for child in body if isinstance(child.block, KeyWordsBlock) for s in KeyWordsBlock.slugs(child.value)]
