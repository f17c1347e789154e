"""The single choice exercise, as an editor fills it in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, text
from learning.exercises.single_choice import Choice, SingleChoice


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Réponse"), max_length=300)
    right = blocks.BooleanBlock(label=_("C'est la bonne"), required=False)
    feedback = blocks.CharBlock(
        label=_("Retour"), required=False, max_length=400, help_text=_("Pourquoi, et quoi faire ensuite.")
    )

    class Meta:
        icon = "radio-full"
        label_format = "{text}"


class SingleChoiceBlock(ExerciseBlock):
    choices = blocks.ListBlock(ChoiceBlock(), label=_("Réponses proposées"), min_num=2, max_num=8)

    def question(self, value: blocks.StructValue) -> SingleChoice:
        return SingleChoice(
            tuple(Choice(text(c["text"]), bool(c["right"]), text(c["feedback"])) for c in value["choices"])
        )

    class Meta:
        fence = "choix-unique"
        label = _("Choix unique")
        icon = "radio-full"
        preview_value = {
            "instruction": "Où tapez-vous l'adresse d'un site ?",
            "choices": [
                {"text": "Dans la barre d'adresse", "right": True, "feedback": "Oui, tout en haut."},
                {"text": "Dans un courriel", "right": False, "feedback": "Un courriel part vers une personne."},
            ],
        }
