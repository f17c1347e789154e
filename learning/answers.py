"""An answer arrives: bound it, grade it, record it, show what it teaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue

from core.security import plain_error
from learning.blocks.base import ExerciseBlock
from learning.carnet import store
from learning.carnet.words import Words
from learning.exercises.base import Answer, Grade, Question, Remark

if TYPE_CHECKING:
    from learning.pages import ModulePage

MAX_FIELDS = 200
MAX_VALUES = 60
MAX_LENGTH = 500
TRIES_BEFORE_SOLUTION = 2
# What the frame posts besides the answer itself.
CONTROLS = frozenset({"exercice", "essai", "voir", "recommencer"})


@dataclass
class Exercise:
    """One exercise as its template shows it: the question, and the answer just given, if any."""

    id: str
    block: ExerciseBlock
    value: Mapping[str, object]
    answer: Answer = field(default_factory=dict)
    grade: Grade | None = None
    tries: int = 0
    solution_shown: bool = False
    # Sent without any answer: it does not count as a try.
    blank: bool = False
    # The words of the carnet that this answer opened.
    carnet_words: Words | None = None

    @classmethod
    def of(cls, child: StreamValue.StreamChild) -> Exercise:
        return cls(child.id or "", child.block, child.value)

    @cached_property
    def question(self) -> Question:
        return self.block.question(self.value)

    @property
    def anchor(self) -> str:
        return f"exercice-{self.id}"

    @property
    def fence(self) -> str:
        return self.block.meta.fence

    @property
    def template(self) -> str:
        return f"exercises/{self.fence}.html"

    @property
    def remarks(self) -> Mapping[str, Remark]:
        return self.grade.remarks if self.grade and not self.blank else {}

    @property
    def is_over(self) -> bool:
        """Nothing is left to find: all is right, or the answer was shown."""
        return self.solution_shown or (self.grade is not None and self.grade.is_right)

    @property
    def can_show_solution(self) -> bool:
        return bool(self.block.meta.has_solution) and self.tries >= TRIES_BEFORE_SOLUTION and not self.is_over

    @property
    def progress(self) -> str:
        """How much is right, and that this is a new try: « 2 sur 4, essai 3 ». Nothing once all is right."""
        if self.grade is None or not self.grade.finished or self.is_over:
            return ""
        said = []
        if self.grade.is_partly_right:
            said.append(_("%(points)s sur %(out_of)s") % {"points": self.grade.points, "out_of": self.grade.out_of})
        if self.tries > 1 and self.block.meta.has_solution:
            said.append(_("essai %(number)s") % {"number": self.tries})
        return ", ".join(said)

    @property
    def tone(self) -> str:
        """How the message is shown: `right`, `partly`, `wrong`, or `plain` when nothing is judged."""
        if self.grade is None or self.blank or self.solution_shown:
            return "plain"
        if self.grade.is_right:
            return "right"
        if not self.block.meta.has_solution:
            return "plain"
        return "partly" if self.grade.is_partly_right else "wrong"

    @property
    def message(self) -> str:
        """The sentence for the whole answer."""
        if self.grade is None:
            return ""
        if self.blank:
            return str(self.block.meta.blank)
        if self.solution_shown:
            return _("Voici la réponse. Relisez-la, puis continuez.")
        if not self.grade.finished:
            return ""
        written = self.value.get("success" if self.grade.is_right else "retry")
        return str(written or self.block.message(self.grade))


def bounded(data: QueryDict) -> Answer:
    """What was posted, cut to a size that any exercise can need; the rest is ignored."""
    return {
        name: [value[:MAX_LENGTH].replace("\x00", "") for value in values[:MAX_VALUES]]
        for name, values in list(data.lists())[:MAX_FIELDS]
        if len(name) <= 40
    }


def is_blank(answer: Answer) -> bool:
    """Whether nothing was chosen or typed."""
    return not any(value.strip() for name, values in answer.items() if name not in CONTROLS for value in values)


def exercise_of(step: StreamValue.StreamChild, identity: str | None) -> Exercise | None:
    found = (child for child in step.value["body"] if child.id == identity and isinstance(child.block, ExerciseBlock))
    return next((Exercise.of(child) for child in found), None)


def answer_step(page: ModulePage, number: int, request: HttpRequest) -> HttpResponse:
    """Grade the answer posted to a step and show the step again with what it teaches.

    A request that asks for a fragment (`X-Fragment: exercise`) gets the exercise alone.
    """
    try:
        data = request.POST
    except (TooManyFieldsSent, RequestDataTooBig, SuspiciousOperation, BadRequest, UnicodeError):
        return plain_error(
            request, 400, _("Cette réponse est trop longue"), _("Revenez à l’étape et essayez une réponse plus courte.")
        )
    step = page.steps[number - 1]
    exercise = exercise_of(step, data.get("exercice"))
    if exercise is None:
        return plain_error(
            request,
            400,
            _("Cet exercice n’est plus ici"),
            _("La page a changé. Revenez à l’étape : vos progrès sont gardés."),
        )
    exercise = graded(exercise, data)
    keep(page, step.id or "", exercise, request)
    context = {"exercise": exercise, "preview_mode": "", "step_url": page.step_url(number)}
    if request.headers.get("X-Fragment") == "exercise":
        response = render(request, "exercises/frame.html", context)
    else:
        response = page.render_step(request, number, answered=exercise)
    response.headers["Cache-Control"] = "no-store"
    return response


def keep(page: ModulePage, step_id: str, exercise: Exercise, request: HttpRequest) -> None:
    """Write a finished try in the carnet; a solution that was only read is not one."""
    if exercise.id and exercise.grade and exercise.grade.finished and not exercise.solution_shown:
        exercise.carnet_words = store.record(request, page.translation_key, step_id, exercise.id, exercise.grade)


def graded(exercise: Exercise, data: QueryDict) -> Exercise:
    """`exercise` with the answer in `data` and its grade; with the solution, or as new, when that was asked for."""
    if "recommencer" in data:
        return exercise
    tries = data.get("essai", "")
    exercise.tries = min(int(tries), 99) if tries.isascii() and tries.isdigit() and len(tries) < 4 else 0
    if "voir" in data and exercise.can_show_solution:
        exercise.answer, exercise.solution_shown = exercise.question.solution(), True
    else:
        exercise.answer = bounded(data)
    exercise.grade = exercise.question.grade(exercise.answer)
    if is_blank(exercise.answer):
        exercise.blank, exercise.grade = True, replace(exercise.grade, finished=False)
    if exercise.grade.finished and not exercise.solution_shown:
        exercise.tries += 1
    return exercise
