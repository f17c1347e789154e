"""What every exercise block has: an instruction, a hint, and a way to the plain question that grades."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.markdown import MarkdownBlock
from learning.exercises.base import Question


class ExerciseBlock(blocks.StructBlock):
    """Subclasses add their fields, say their `fence` (the name in text files) and build their question.

    `templates/exercises/<fence>.html` shows the fields; `templates/exercises/frame.html` puts the form around them.
    """

    instruction = MarkdownBlock(label=_("Consigne"), rows=2, help_text=_("Dites quoi faire, en une phrase."))
    hint = blocks.CharBlock(label=_("Indice"), required=False, max_length=300)
    success = blocks.CharBlock(label=_("Quand tout est juste"), required=False, max_length=300)
    retry = blocks.CharBlock(label=_("Quand il reste des erreurs"), required=False, max_length=300)

    def question(self, value: blocks.StructValue) -> Question:
        """The question as plain values."""
        raise NotImplementedError

    class Meta:
        group = _("Exercices")
        icon = "form"
        template = "exercises/preview.html"
        preview_template = "exercises/preview.html"


def text(value: Any) -> str:
    return str(value or "").strip()
