"""The « find the place » exercise, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.screen import ElementBlock, ScreenBlock, screen_of
from learning.blocks.base import ExerciseBlock, FeedbackField, text
from learning.exercises.zone import Target, Zone


class TargetBlock(ElementBlock):
    right = blocks.BooleanBlock(label=_("C’est ici"), required=False)
    feedback = FeedbackField()

    class Meta:
        icon = "crosshairs"


class ZoneScreenBlock(ScreenBlock):
    elements = blocks.ListBlock(TargetBlock(), label=_("Éléments"), help_text=_("Chacun peut être choisi."), max_num=20)


class ZoneBlock(ExerciseBlock):
    screen = ZoneScreenBlock(label=_("Écran"))
    address_right = blocks.BooleanBlock(label=_("La barre d’adresse est la bonne réponse"), required=False)
    address_feedback = FeedbackField(label=_("Retour de la barre d’adresse"))

    def question(self, value: blocks.StructValue) -> Zone:
        return Zone(
            screen_of(value["screen"]),
            tuple(Target(bool(e.get("right")), text(e.get("feedback"))) for e in value["screen"]["elements"]),
            Target(bool(value.get("address_right")), text(value.get("address_feedback"))),
        )

    def problem(self, question: Zone) -> str:
        if question.solution()["z"]:
            return ""
        return gettext("Aucun endroit n’est le bon. Cochez « C’est ici » sur un élément, ou la barre d’adresse.")

    class Meta:
        fence = "zone"
        label = _("Trouver l’endroit")
        description = _("Un endroit à trouver sur un écran dessiné.")
        icon = "crosshairs"
        components = ("screen",)
        blank = _("Touchez d’abord un endroit de l’écran, puis vérifiez.")
        preview_value = {
            "instruction": "Montrez où l’on tape l’adresse.",
            "screen": {
                "title": "Un navigateur",
                "device": "navigateur",
                "address": "https://www.exemple.example",
                "elements": [
                    {
                        "kind": "champ",
                        "text": "Rechercher sur ce site",
                        "feedback": "Ici, on cherche dans le site seulement.",
                    }
                ],
            },
            "address_right": True,
            "address_feedback": "Oui, c’est la barre d’adresse.",
        }
