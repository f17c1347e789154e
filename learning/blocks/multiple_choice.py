"""The multiple choice exercise, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, ItemsBlock
from learning.blocks.single_choice import ChoiceBlock, choices_of
from learning.exercises.multiple_choice import MultipleChoice


class MultipleChoiceBlock(ExerciseBlock):
    choices = ItemsBlock(
        ChoiceBlock(icon="check"),
        label=_("Réponses proposées"),
        min_num=2,
        max_num=10,
        help_text=_("Cochez toutes les bonnes réponses. Tout cocher ne rapporte rien."),
    )

    def question(self, value: blocks.StructValue) -> MultipleChoice:
        return MultipleChoice(choices_of(value))

    def problem(self, question: MultipleChoice) -> str:
        if not any(choice.right for choice in question.choices):
            return gettext("Cochez au moins une bonne réponse.")
        return ""

    class Meta:
        fence = "choix-multiple"
        label = _("Choix multiple")
        description = _("Une question, plusieurs bonnes réponses à cocher.")
        icon = "tick-inverse"
        preview_value = {
            "instruction": "Que pouvez-vous joindre à un courriel ?",
            "hint": "Tout ce qui se range dans un dossier de l'ordinateur.",
            "choices": [
                {"text": "Une photo", "right": True, "feedback": "Oui, une photo est un fichier."},
                {"text": "Un CV en PDF", "right": True, "feedback": "Oui, c'est même le format conseillé."},
                {"text": "Une enveloppe en papier", "right": False, "feedback": "Non, seulement des fichiers."},
                {"text": "Un timbre", "right": False, "feedback": "Un courriel n'a pas besoin de timbre."},
            ],
        }
