"""The single choice exercise, as an editor fills it in."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, FeedbackField, ItemsBlock, text
from learning.exercises.single_choice import Choice, SingleChoice


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Réponse"), max_length=300)
    right = blocks.BooleanBlock(label=_("Bonne réponse"), required=False)
    feedback = FeedbackField()

    class Meta:
        label = _("Réponse")
        icon = "radio-full"
        label_format = "{text}"


def choices_of(value: Any) -> tuple[Choice, ...]:
    return tuple(Choice(text(c["text"]), bool(c.get("right")), text(c.get("feedback"))) for c in value["choices"])


class SingleChoiceBlock(ExerciseBlock):
    choices = ItemsBlock(
        ChoiceBlock(),
        label=_("Réponses proposées"),
        min_num=2,
        max_num=8,
        help_text=_("Une seule est bonne. Elles sont montrées dans un ordre mélangé."),
    )

    def question(self, value: blocks.StructValue) -> SingleChoice:
        return SingleChoice(choices_of(value))

    def problem(self, question: SingleChoice) -> str:
        if sum(choice.right for choice in question.choices) != 1:
            return gettext("Cochez une bonne réponse, et une seule. Pour plusieurs, prenez « Choix multiple ».")
        return ""

    class Meta:
        fence = "choix-unique"
        label = _("Choix unique")
        description = _("Une question, une seule bonne réponse.")
        icon = "radio-full"
        preview_value = {
            "instruction": "Où tapez-vous l'adresse d'un site ?",
            "hint": "Regardez tout en haut.",
            "choices": [
                {"text": "Dans la barre d'adresse", "right": True, "feedback": "Oui, tout en haut."},
                {"text": "Dans un courriel", "right": False, "feedback": "Un courriel part vers une personne."},
                {"text": "Sur le bureau", "right": False, "feedback": "Ouvrez d'abord le navigateur."},
            ],
        }
