"""Everything that the pages of a carnet show, read at once."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import HttpRequest

from learning.carnet import outlines, store
from learning.carnet.models import Carnet
from learning.carnet.progress import ModuleProgress, Proof, Skill, Try, best_tries, by_page, module_progress, skills
from learning.carnet.words import Words


@dataclass(frozen=True)
class Summary:
    """`modules`: the one worked on last first. `elsewhere`: done in modules that are not here (any more)."""

    words: Words | None
    modules: tuple[ModuleProgress, ...]
    elsewhere: tuple[Proof, ...]
    skills: tuple[Skill, ...]

    @cached_property
    def started(self) -> list[ModuleProgress]:
        return [module for module in self.modules if not module.finished]

    @cached_property
    def finished(self) -> list[ModuleProgress]:
        return [module for module in self.modules if module.finished]

    @property
    def resume(self) -> ModuleProgress | None:
        """Where to go on: the unfinished module that was worked on last."""
        return self.started[0] if self.started else None

    @property
    def others(self) -> list[ModuleProgress]:
        """What else was begun."""
        return self.started[1:]

    @property
    def proved(self) -> list[Skill]:
        return [skill for skill in self.skills if skill.proved_by]

    @property
    def on_the_way(self) -> list[Skill]:
        return [skill for skill in self.skills if not skill.proved_by]

    @property
    def empty(self) -> bool:
        return not self.modules and not self.elsewhere


def summary_of(carnet: Carnet, request: HttpRequest | None = None) -> Summary:
    """The whole carnet, in a fixed number of queries."""
    tries = by_page(store.tries_of(carnet))
    pages = outlines.modules_by_key(tries.keys())
    modules = tuple(
        module_progress(outlines.outline_of(pages[key], request), mine) for key, mine in tries.items() if key in pages
    )
    gone: list[Try] = [best for key, mine in tries.items() if key not in pages for best in best_tries(mine).values()]
    return Summary(
        words=store.words_of(carnet),
        modules=modules,
        elsewhere=tuple(Proof(best) for best in gone),
        skills=tuple(skills(modules, outlines.competences_of(pages))),
    )


def progress_of(carnet: Carnet, keys: Collection[UUID]) -> dict[UUID, ModuleProgress]:
    """The progress in some modules; those without a try are left out."""
    tries = by_page(store.tries_of(carnet, keys))
    pages = outlines.modules_by_key(tries.keys())
    return {key: module_progress(outlines.outline_of(page), tries[key]) for key, page in pages.items()}
