"""What every exercise block has: an instruction, a hint, two sentences, and a way to the plain question that grades."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from core.blocks.markdown import MarkdownBlock
from learning.exercises.base import Grade, Question

HELP_FIELDS = ["hint", "success", "retry"]


class ExerciseBlock(blocks.StructBlock):
    """Subclasses add their fields, say their `fence` (the name in text files) and build their question.

    `templates/exercises/<fence>.html` shows the fields; `templates/exercises/frame.html` puts the form around them.
    """

    # Whether every button of the exercise is an answer, so that the frame adds no « Vérifier ».
    submits_itself = False

    instruction = MarkdownBlock(label=_("Consigne"), rows=2, help_text=_("Dites quoi faire, en une phrase."))
    hint = blocks.CharBlock(
        label=_("Indice"),
        required=False,
        max_length=300,
        help_text=_("Où regarder, sans donner la réponse. On l’ouvre si l’on veut."),
    )
    success = blocks.CharBlock(
        label=_("Quand tout est juste"),
        required=False,
        max_length=300,
        help_text=_("Ce que la personne sait faire maintenant."),
    )
    retry = blocks.CharBlock(
        label=_("Quand il reste des erreurs"),
        required=False,
        max_length=300,
        help_text=_("Une piste pour essayer encore. Jamais un reproche."),
    )

    def question(self, value: blocks.StructValue) -> Question:
        """The question as plain values."""
        raise NotImplementedError

    def problem(self, question: Any) -> str:
        """What makes the question impossible to answer, said to the editor; nothing when it can be published."""
        return ""

    def message(self, grade: Grade) -> str:
        """The sentence for a whole answer, when the editor wrote none."""
        if grade.is_right:
            return gettext("C’est juste.")
        if grade.is_partly_right:
            return gettext("Une partie est juste. Regardez les remarques.")
        return gettext("Pas encore. Lisez les remarques, puis essayez encore.")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        # A draft may be unfinished.
        if not self.is_deferred_validation and (problem := self.problem(self.question(cleaned))):
            raise StructBlockValidationError(non_block_errors=[problem])
        return cleaned

    def get_form_layout(self) -> BlockGroup:
        """The instruction, then what is particular to the type; the hint and the sentences folded at the end."""
        own = [name for name in self.child_blocks if name not in {"instruction", *HELP_FIELDS}]
        # Wagtail makes an identifier of this heading when the class is read, before translations are ready.
        helps = BlockGroup(
            HELP_FIELDS, heading="Indice et messages", icon="help", classname="collapsed", label_format=""
        )
        return BlockGroup(["instruction", *own, helps])

    class Meta:
        text_id = True
        group = _("Exercices")
        icon = "form"
        template = "exercises/instruction.html"
        preview_template = "exercises/preview.html"
        button = _("Vérifier")
        button_again = _("Vérifier encore")
        blank = _("Répondez d’abord, puis vérifiez.")
        # False for a type without right answers: « Voir la réponse » and « à revoir » make no sense there.
        has_solution = True
        # True where one sentence answers both who is right and who is wrong: it cannot begin with « Oui ».
        one_feedback = False


class FeedbackField(blocks.CharBlock):
    """The sentence that teaches, shown next to the answer."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("Pourquoi, et quoi faire ensuite.")
        super().__init__(
            **{"label": _("Retour"), "required": False, "max_length": 400, "help_text": help_text} | kwargs
        )


class ItemsBlock(blocks.ListBlock):
    """A list that opens with as many empty items as an exercise needs: one sees at once what to fill in."""

    def __init__(self, child_block: blocks.Block, *, min_num: int = 1, **kwargs: Any) -> None:
        super().__init__(child_block, min_num=min_num, **kwargs)
        self.meta.default = [self.child_block.get_default() for _ in range(min_num)]


def text(value: Any) -> str:
    return str(value or "").strip()


def texts(values: Any) -> tuple[str, ...]:
    """The texts of a list block, without the empty ones."""
    return tuple(stripped for value in values or () if (stripped := text(value)))
