"""True or false, as an editor fills it in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, FeedbackField, text
from learning.exercises.true_false import FALSE, TRUE, Statement, TrueFalse


class StatementBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Affirmation"), max_length=300)
    is_true = blocks.ChoiceBlock(label=_("C’est"), choices=[(TRUE, _("Vrai")), (FALSE, _("Faux"))])
    feedback = FeedbackField()

    class Meta:
        label = _("Affirmation")
        icon = "help"
        label_format = "{text}"


class TrueFalseBlock(ExerciseBlock):
    statements = blocks.ListBlock(
        StatementBlock(),
        label=_("Affirmations"),
        min_num=1,
        max_num=10,
        help_text=_("De deux à cinq. Pas de phrase avec « ne… pas »."),
    )

    def question(self, value: blocks.StructValue) -> TrueFalse:
        return TrueFalse(
            tuple(
                Statement(text(s["text"]), s["is_true"] == TRUE, text(s.get("feedback"))) for s in value["statements"]
            )
        )

    class Meta:
        fence = "vrai-faux"
        one_feedback = True
        label = _("Vrai ou faux")
        description = _("Des affirmations à juger une par une.")
        icon = "circle-check"
        preview_value = {
            "instruction": "Vrai ou faux ?",
            "statements": [
                {
                    "text": "Un mot de passe se partage avec sa banque.",
                    "is_true": FALSE,
                    "feedback": "Une banque ne demande jamais un mot de passe.",
                },
                {
                    "text": "Une adresse qui finit par .gouv.fr appartient à l'État.",
                    "is_true": TRUE,
                    "feedback": "C'est le signe le plus sûr. Cherchez-le en premier.",
                },
            ],
        }
