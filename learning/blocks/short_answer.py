"""The short answer exercise, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, FeedbackField, text, texts
from learning.exercises.short_answer import Mistake, ShortAnswer
from learning.exercises.text_matching import matches


class MistakeBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Ce que l’on pourrait taper"), max_length=100)
    feedback = FeedbackField()

    class Meta:
        label = _("Erreur")
        icon = "warning"
        label_format = "{text}"


class ShortAnswerBlock(ExerciseBlock):
    accepted = blocks.ListBlock(
        blocks.CharBlock(label=_("Réponse"), max_length=100),
        label=_("Réponses acceptées"),
        min_num=1,
        max_num=12,
        help_text=_("Accents et majuscules ne comptent jamais."),
    )
    typo_allowed = blocks.BooleanBlock(
        label=_("Accepter une faute de frappe"), required=False, help_text=_("Dans un mot de quatre lettres ou plus.")
    )
    feedback = FeedbackField(help_text=_("Montré quand la réponse est juste."))
    mistakes = blocks.ListBlock(
        MistakeBlock(),
        label=_("Erreurs attendues"),
        default=[],
        max_num=10,
        help_text=_("Facultatif. Une remarque pour chaque erreur fréquente."),
    )

    def question(self, value: blocks.StructValue) -> ShortAnswer:
        mistakes = (Mistake(text(m["text"]), text(m.get("feedback"))) for m in value.get("mistakes"))
        return ShortAnswer(
            texts(value["accepted"]), tuple(mistakes), text(value.get("feedback")), bool(value.get("typo_allowed"))
        )

    def problem(self, question: ShortAnswer) -> str:
        for mistake in question.mistakes:
            if matches(mistake.text, question.accepted):
                return gettext("« %(text)s » est à la fois une réponse acceptée et une erreur.") % {
                    "text": mistake.text
                }
        return ""

    class Meta:
        fence = "reponse-courte"
        label = _("Réponse courte")
        description = _("Un mot ou deux à taper.")
        icon = "italic"
        preview_value = {
            "instruction": "Quel signe sépare le nom et le site dans une adresse de courriel ?",
            "accepted": ["@", "arobase"],
            "typo_allowed": True,
            "mistakes": [{"text": "point", "feedback": "Le point vient après. Cherchez le signe rond."}],
            "feedback": "C'est l'arobase, @.",
        }
