"""What a learner's tries amount to. Pure rules, kind on purpose:

- an exercise is done when one try was finished, right or wrong: trying is what makes one learn;
- its score is the best try, even after the answer was shown: this is for learning, not for certifying;
- a step is done when all its exercises are; a step to read, when the learner went past it;
- a module is finished when every exercise that it has today was tried;
- a module proves its competences when the best tries reach PROOF per cent on average, an exercise not tried
  counting for nothing;
- an exercise that was taken out of the module counts no more, but what was done stays in the proofs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

PROOF = 80


class Try(NamedTuple):
    """One attempt as plain values."""

    page_key: UUID
    step_id: str
    exercise_id: str
    points: int
    out_of: int
    answered_at: datetime

    @property
    def share(self) -> float:
        return self.points / self.out_of if self.out_of else 0.0


@dataclass(frozen=True)
class ExerciseOutline:
    id: str
    label: str = ""


@dataclass(frozen=True)
class StepOutline:
    title: str
    exercises: tuple[ExerciseOutline, ...] = ()


@dataclass(frozen=True)
class Outline:
    """A module as it is today: its steps in order, and the exercises of each."""

    key: UUID
    title: str
    url: str
    steps: tuple[StepOutline, ...]

    @cached_property
    def exercises(self) -> tuple[ExerciseOutline, ...]:
        return tuple(exercise for step in self.steps for exercise in step.exercises)


@dataclass(frozen=True)
class Proof:
    """The best try at one exercise; `label` is empty when the exercise is not in the module any more."""

    best: Try
    label: str = ""


@dataclass(frozen=True)
class ModuleProgress:
    """One module and what was done in it."""

    outline: Outline
    best: Mapping[str, Try]
    last: Try | None

    @cached_property
    def done(self) -> int:
        return sum(exercise.id in self.best for exercise in self.outline.exercises)

    @property
    def total(self) -> int:
        return len(self.outline.exercises)

    @property
    def finished(self) -> bool:
        return self.done == self.total > 0

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @cached_property
    def score(self) -> int:
        """Average of the best tries, in per cent, rounded down."""
        shares = [self.best[exercise.id].share for exercise in self.outline.exercises if exercise.id in self.best]
        return int(100 * sum(shares) / self.total + 1e-9) if self.total else 0

    @property
    def proves(self) -> bool:
        return self.finished and self.score >= PROOF

    @cached_property
    def steps(self) -> tuple[bool, ...]:
        """Whether each step is done."""
        tried = [any(exercise.id in self.best for exercise in step.exercises) for step in self.outline.steps]
        return tuple(
            all(exercise.id in self.best for exercise in step.exercises)
            if step.exercises
            else self.finished or any(tried[index:])
            for index, step in enumerate(self.outline.steps)
        )

    @cached_property
    def next_step(self) -> int | None:
        """The step to go on with: where the learner stopped, or the next one not done; nothing when all is done."""
        if all(self.steps):
            return None
        count, start = len(self.steps), self._last_step
        return next(1 + (start + ahead) % count for ahead in range(count) if not self.steps[(start + ahead) % count])

    @property
    def next_url(self) -> str:
        return f"{self.outline.url}{self.next_step}/" if self.next_step else self.outline.url

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """The best try at each exercise: those of today in their order, then those that were taken out."""
        current = {exercise.id: exercise.label for exercise in self.outline.exercises}
        here = [Proof(self.best[id_], label) for id_, label in current.items() if id_ in self.best]
        gone = [Proof(best) for id_, best in self.best.items() if id_ not in current]
        return tuple(here + sorted(gone, key=lambda proof: proof.best.answered_at))

    @property
    def _last_step(self) -> int:
        if self.last:
            for index, step in enumerate(self.outline.steps):
                if any(exercise.id == self.last.exercise_id for exercise in step.exercises):
                    return index
        return 0


def best_tries(tries: Iterable[Try]) -> dict[str, Try]:
    """The best try at each exercise; among equals the first, since that is the day when it was achieved."""
    best: dict[str, Try] = {}
    for attempt in sorted(tries, key=lambda attempt: attempt.answered_at):
        kept = best.get(attempt.exercise_id)
        if kept is None or attempt.share > kept.share:
            best[attempt.exercise_id] = attempt
    return best


def module_progress(outline: Outline, tries: Sequence[Try]) -> ModuleProgress:
    """`tries` made in other modules are ignored."""
    mine = [attempt for attempt in tries if attempt.page_key == outline.key]
    current = {exercise.id for exercise in outline.exercises}
    still = (attempt for attempt in mine if attempt.exercise_id in current)
    return ModuleProgress(outline, best_tries(mine), max(still, key=lambda attempt: attempt.answered_at, default=None))


def by_page(tries: Iterable[Try]) -> dict[UUID, list[Try]]:
    """Tries by module, the module worked on last first."""
    pages: dict[UUID, list[Try]] = {}
    for attempt in sorted(tries, key=lambda attempt: attempt.answered_at, reverse=True):
        pages.setdefault(attempt.page_key, []).append(attempt)
    return pages


@dataclass(frozen=True, order=True)
class Competence:
    """A competence of a framework, as it is shown to a learner."""

    framework: str
    code: str
    title: str


@dataclass(frozen=True)
class Skill:
    """A competence, the modules that prove it, and those on the way."""

    competence: Competence
    proved_by: tuple[ModuleProgress, ...]
    on_the_way: tuple[ModuleProgress, ...]


def skills(modules: Sequence[ModuleProgress], competences: Mapping[UUID, Sequence[Competence]]) -> list[Skill]:
    """What the modules show, by competence; proved competences first, then by framework and code.

    `competences` are those that each module works on or assesses, by module key.
    """
    touched: dict[Competence, list[ModuleProgress]] = {}
    for module in modules:
        for competence in dict.fromkeys(competences.get(module.outline.key, ())):
            touched.setdefault(competence, []).append(module)
    found = [
        Skill(competence, tuple(m for m in those if m.proves), tuple(m for m in those if not m.proves))
        for competence, those in touched.items()
    ]
    return sorted(found, key=lambda skill: (not skill.proved_by, skill.competence))
