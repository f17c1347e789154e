"""The questions of « par où commencer », as an editor fills them in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class WeightBlock(blocks.StructBlock):
    path = blocks.PageChooserBlock(label=_("Parcours"), page_type="paths.PathPage")
    weight = blocks.IntegerBlock(
        label=_("Poids"),
        min_value=0,
        max_value=3,
        default=2,
        help_text=_("De 0 (rien à voir) à 3 (c’est exactement ça)."),
    )

    class Meta:
        icon = "arrow-right"
        label = _("Parcours qui convient")


class OrientationAnswerBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Réponse"), max_length=150, help_text=_("Comme la personne le dirait : « Je… »"))
    weights = blocks.ListBlock(WeightBlock(), label=_("Parcours qui conviennent"), default=[])

    class Meta:
        icon = "radio-full"
        label = _("Réponse")
        label_format = "{text}"


class OrientationQuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=150)
    help = blocks.CharBlock(label=_("Aide"), max_length=200, required=False)
    answers = blocks.ListBlock(OrientationAnswerBlock(), label=_("Réponses"), min_num=2, max_num=8)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"
