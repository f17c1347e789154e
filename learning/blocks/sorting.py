"""The sorting exercise, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, ItemsBlock, text
from learning.blocks.ordering import ItemBlock
from learning.exercises.ordering import Item
from learning.exercises.sorting import Category, Sorting


class CategoryBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Nom de la catégorie"), max_length=100)
    items = blocks.ListBlock(ItemBlock(), label=_("Éléments à y ranger"), max_num=10)

    class Meta:
        label = _("Catégorie")
        icon = "folder-open-1"
        label_format = "{name}"


class SortingBlock(ExerciseBlock):
    categories = ItemsBlock(
        CategoryBlock(),
        label=_("Catégories"),
        min_num=2,
        max_num=5,
        help_text=_("Les éléments de toutes les catégories sont mélangés."),
    )

    def question(self, value: blocks.StructValue) -> Sorting:
        return Sorting(
            tuple(
                Category(
                    text(c["name"]), tuple(Item(text(item["text"]), text(item.get("feedback"))) for item in c["items"])
                )
                for c in value["categories"]
            )
        )

    def problem(self, question: Sorting) -> str:
        if len({category.name for category in question.categories}) < len(question.categories):
            return gettext("Deux catégories ont le même nom.")
        if len({item.text for _category, item in question.items}) < len(question.items):
            return gettext("Un même élément est rangé deux fois.")
        return ""

    class Meta:
        fence = "classement"
        one_feedback = True
        label = _("Classement")
        description = _("Des éléments à ranger dans des catégories.")
        icon = "folder-open-1"
        preview_value = {
            "instruction": "Rangez chaque information.",
            "categories": [
                {
                    "name": "Je peux la donner",
                    "items": [
                        {"text": "Mon prénom", "feedback": "Un prénom seul ne dit presque rien."},
                        {"text": "La ville où je vis"},
                    ],
                },
                {
                    "name": "Je la garde pour moi",
                    "items": [
                        {"text": "Mon mot de passe", "feedback": "Il ouvre votre compte."},
                        {"text": "Le code de ma carte"},
                    ],
                },
            ],
        }
