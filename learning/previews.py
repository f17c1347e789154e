"""A module in the editor's preview: its presentation, each step, its end.

The links go from one preview to the next, and exercises can be tried: the answer comes back in the address of the
preview itself. Nothing is posted to the public page, nothing is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue

from learning.answers import Exercise, graded
from learning.blocks.base import ExerciseBlock

MODE = "mode"
# The rest of a preview's address belongs to Wagtail.
NOT_ANSWERS = (MODE, "in_preview_panel")
PRESENTATION = ""
END = "fin"
STEP = "etape-"

if TYPE_CHECKING:
    from wagtail.models import Page as _Base
else:
    _Base = object


def preview_address(part: str) -> str:
    """Where a preview shows what the public page shows at `part` (nothing, `3/` or `fin/`)."""
    name = part.strip("/")
    return f"?{MODE}={STEP + name if name.isdigit() else name}"


def step_number(mode: str, count: int) -> int | None:
    """The step that a mode asks for; one that was removed since is the last one."""
    number = mode.removeprefix(STEP)
    if not mode.startswith(STEP) or not number.isdecimal() or not count:
        return None
    return min(max(1, int(number)), count)


class PreviewByStep(_Base):
    """For a routable page with `steps`, `render_step` and `end`."""

    is_previewed = False

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        steps = [
            (f"{STEP}{number}", _("Étape %(number)d : %(title)s") % {"number": number, "title": step.value["title"]})
            for number, step in enumerate(self.steps, 1)
        ]
        return [(PRESENTATION, _("Présentation")), *steps, (END, _("Fin du module"))]

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Wagtail's, and what the address of the preview says: its mode, even for a moderator, and an answer."""
        asked = original_request.GET if original_request else QueryDict()
        attributes = (extra_request_attrs or {}) | {"preview_answer": asked}
        return super().make_preview_request(original_request, asked.get(MODE, preview_mode), attributes)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        self.is_previewed = True
        mode = mode_name or PRESENTATION
        if mode == END:
            return self.end(request)
        if number := step_number(mode, len(self.steps)):
            data = getattr(request, "preview_answer", None) or QueryDict()
            answered = answer_in(self.steps[number - 1].value["body"], data)
            return self.render_step(request, number, answered=answered, preview_mode=f"{STEP}{number}")
        return super().serve_preview(request, mode)


def answer_in(body: StreamValue, data: QueryDict) -> Exercise | None:
    """The exercise of the step that was just tried, graded."""
    asked = data.get("exercice")
    child = next((c for c in body if c.id == asked and isinstance(c.block, ExerciseBlock)), None)
    if not asked or child is None:
        return None
    answer = data.copy()
    for name in NOT_ANSWERS:
        answer.pop(name, None)
    return graded(Exercise.of(child), answer)
