"""The matching exercise, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, FeedbackField, ItemsBlock, text, texts
from learning.exercises.matching import Matching, Pair


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(label=_("À gauche"), max_length=200)
    # `right` says elsewhere that an answer is right.
    right_side = blocks.CharBlock(label=_("À droite"), max_length=200, help_text=_("Ce qui va avec."))
    feedback = FeedbackField()

    class Meta:
        label = _("Paire")
        icon = "link"
        label_format = "{left} – {right_side}"


class MatchingBlock(ExerciseBlock):
    pairs = ItemsBlock(PairBlock(), label=_("Paires"), min_num=2, max_num=10)
    distractors = blocks.ListBlock(
        blocks.CharBlock(label=_("Intrus"), max_length=200),
        label=_("Intrus"),
        default=[],
        max_num=6,
        help_text=_("Facultatif. Des réponses qui ne vont avec rien."),
    )

    def question(self, value: blocks.StructValue) -> Matching:
        pairs = (Pair(text(p["left"]), text(p["right_side"]), text(p.get("feedback"))) for p in value["pairs"])
        return Matching(tuple(pairs), texts(value.get("distractors")))

    def problem(self, question: Matching) -> str:
        if {pair.right for pair in question.pairs} & set(question.distractors):
            return gettext("Un intrus ne peut pas être aussi une bonne réponse.")
        return ""

    class Meta:
        fence = "association"
        one_feedback = True
        label = _("Association")
        description = _("Des paires à former, avec ou sans intrus.")
        icon = "link"
        preview_value = {
            "instruction": "Associez chaque mot à son rôle.",
            "pairs": [
                {"left": "Navigateur", "right_side": "Voir des sites", "feedback": "Le navigateur ouvre les sites."},
                {
                    "left": "Messagerie",
                    "right_side": "Écrire à quelqu'un",
                    "feedback": "La messagerie envoie les courriels.",
                },
                {
                    "left": "Corbeille",
                    "right_side": "Jeter un fichier",
                    "feedback": "La corbeille garde ce que vous jetez.",
                },
            ],
            "distractors": ["Imprimer une lettre"],
        }
