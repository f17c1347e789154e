"""The checklist of things to do for real, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, text
from learning.exercises.base import Grade
from learning.exercises.checklist import Action, Checklist


class ActionBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Action"), max_length=200, help_text=_("Au passé, à la première personne : « J’ai ouvert… ».")
    )
    help = blocks.CharBlock(
        label=_("Aide"), required=False, max_length=300, help_text=_("Comment faire, si l’on est bloqué.")
    )

    class Meta:
        label = _("Action")
        icon = "tasks"
        label_format = "{text}"


class ChecklistBlock(ExerciseBlock):
    actions = blocks.ListBlock(ActionBlock(), label=_("Actions"), min_num=1, max_num=12)

    def question(self, value: blocks.StructValue) -> Checklist:
        return Checklist(tuple(Action(text(a["text"]), text(a.get("help"))) for a in value["actions"]))

    def message(self, grade: Grade) -> str:
        if grade.is_right:
            return gettext("C’est noté. Vous avez tout fait.")
        return gettext("C’est noté. Cochez la suite quand vous l’aurez faite.")

    class Meta:
        fence = "a-faire"
        label = _("À faire pour de vrai")
        description = _("Une liste à cocher, après avoir fait les gestes sur son appareil.")
        icon = "tasks"
        button = button_again = _("Noter")
        blank = _("Rien n’est coché. Faites-le d’abord : prenez votre temps.")
        has_solution = False
        preview_value = {
            "instruction": "Faites-le maintenant, sur votre appareil.",
            "success": "Bien joué. Vous l'avez fait pour de vrai.",
            "actions": [
                {"text": "J'ai ouvert mon navigateur.", "help": "Il s'appelle Firefox, Chrome, Edge ou Safari."},
                {"text": "J'ai tapé une adresse."},
            ],
        }
