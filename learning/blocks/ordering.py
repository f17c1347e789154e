"""The ordering exercise, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, FeedbackField, ItemsBlock, text
from learning.exercises.ordering import Item, Ordering


class ItemBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Texte"), max_length=200)
    feedback = FeedbackField()

    class Meta:
        label = _("Élément")
        icon = "bars"
        label_format = "{text}"


class OrderingBlock(ExerciseBlock):
    items = ItemsBlock(
        ItemBlock(),
        label=_("Éléments"),
        min_num=2,
        max_num=10,
        help_text=_("Écrivez-les dans le bon ordre. Ils sont montrés dans un ordre mélangé."),
    )

    def question(self, value: blocks.StructValue) -> Ordering:
        return Ordering(tuple(Item(text(item["text"]), text(item.get("feedback"))) for item in value["items"]))

    def problem(self, question: Ordering) -> str:
        if len({item.text for item in question.items}) < len(question.items):
            return gettext("Deux éléments ont le même texte : on ne peut pas savoir lequel vient avant.")
        return ""

    class Meta:
        fence = "ordre"
        one_feedback = True
        label = _("Remettre dans l’ordre")
        description = _("Des gestes ou des étapes à replacer.")
        icon = "order"
        preview_value = {
            "instruction": "Remettez les gestes dans l'ordre.",
            "items": [
                {"text": "J'ouvre le navigateur.", "feedback": "Sans navigateur, pas de site."},
                {"text": "Je clique dans la barre d'adresse."},
                {"text": "Je tape l'adresse."},
                {"text": "J'appuie sur la touche Entrée.", "feedback": "Le navigateur attend ce signal pour partir."},
            ],
        }
