"""The text with gaps, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, FeedbackField, text, texts
from learning.exercises.gaps import MARKER, Gap, Gaps


class GapBlock(blocks.StructBlock):
    accepted = blocks.ListBlock(
        blocks.CharBlock(label=_("Réponse"), max_length=100),
        label=_("Réponses acceptées"),
        min_num=1,
        max_num=12,
        help_text=_("Accents et majuscules ne comptent jamais."),
    )
    options = blocks.ListBlock(
        blocks.CharBlock(label=_("Proposition"), max_length=100),
        label=_("Propositions"),
        default=[],
        max_num=8,
        help_text=_("Facultatif. Avec une liste, on choisit. Sans liste, on tape le mot."),
    )
    typo_allowed = blocks.BooleanBlock(
        label=_("Accepter une faute de frappe"), required=False, help_text=_("Dans un mot de quatre lettres ou plus.")
    )
    feedback = FeedbackField()

    class Meta:
        label = _("Trou")
        icon = "edit"
        label_format = "{accepted}"


class GapsBlock(ExerciseBlock):
    text = blocks.TextBlock(
        label=_("Texte"),
        rows=3,
        max_length=1000,
        help_text=_("Écrivez {1} à la place du premier trou, {2} pour le deuxième…"),
    )
    gaps = blocks.ListBlock(GapBlock(), label=_("Trous"), min_num=1, max_num=10)

    def question(self, value: blocks.StructValue) -> Gaps:
        gaps = (
            Gap(texts(g["accepted"]), texts(g.get("options")), bool(g.get("typo_allowed")), text(g.get("feedback")))
            for g in value["gaps"]
        )
        return Gaps(text(value["text"]), tuple(gaps))

    def problem(self, question: Gaps) -> str:
        markers = sorted(int(number) for number in MARKER.findall(question.text))
        if markers != list(range(1, len(question.gaps) + 1)):
            return gettext("Le texte doit contenir chaque trou une fois : {1} pour le premier, {2} pour le deuxième…")
        for number, gap in enumerate(question.gaps, 1):
            if gap.options and gap.choices != gap.options:
                return gettext("Trou %(number)s : la bonne réponse manque dans les propositions.") % {"number": number}
        return ""

    class Meta:
        fence = "texte-a-trous"
        one_feedback = True
        label = _("Texte à trous")
        description = _("Des mots à taper, ou à choisir dans une liste.")
        icon = "edit"
        preview_value = {
            "instruction": "Complétez la phrase.",
            "text": "Je clique sur {1}, puis je choisis {2}.",
            "gaps": [
                {
                    "accepted": ["imprimer", "l'icône imprimer"],
                    "typo_allowed": True,
                    "feedback": "Le bouton s'appelle « Imprimer ».",
                },
                {
                    "accepted": ["recto verso"],
                    "options": ["recto verso", "couleur", "paysage"],
                    "feedback": "Recto verso imprime des deux côtés.",
                },
            ],
        }
