"""The simulated form, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.markdown import MarkdownBlock
from learning.blocks.base import ExerciseBlock, FeedbackField, text, texts
from learning.exercises.simulated_form import CHOICE, DATE, EMAIL, LIST, NUMBER, PHONE, TEXT, TICK, Field, SimulatedForm

KINDS = [
    (TEXT, _("Texte")),
    (NUMBER, _("Nombre")),
    (DATE, _("Date")),
    (EMAIL, _("Courriel")),
    (PHONE, _("Téléphone")),
    (LIST, _("Menu déroulant")),
    (CHOICE, _("Boutons ronds")),
    (TICK, _("Case à cocher")),
]


class FormFieldBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Nom du champ"), max_length=200)
    kind = blocks.ChoiceBlock(choices=KINDS, default=TEXT, label=_("Sorte"))
    help = blocks.CharBlock(
        label=_("Aide"), required=False, max_length=200, help_text=_("Écrite sous le nom du champ.")
    )
    options = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        label=_("Propositions"),
        default=[],
        help_text=_("Pour un menu déroulant ou des boutons ronds."),
    )
    accepted = blocks.ListBlock(
        blocks.CharBlock(max_length=300),
        label=_("Réponses acceptées"),
        default=[],
        help_text=_(
            "Une date s’écrit 03/05/1980. Pour une case à cocher : « oui ». Sans réponse, le champ doit rester vide."
        ),
    )
    optional = blocks.BooleanBlock(label=_("Facultatif"), required=False)
    feedback = FeedbackField(help_text=_("Où trouver la bonne réponse."))

    class Meta:
        icon = "edit"
        label_format = "{name}"


class SimulatedFormBlock(ExerciseBlock):
    title = blocks.CharBlock(label=_("Titre du formulaire"), max_length=200)
    document = MarkdownBlock(
        label=_("Document"), required=False, help_text=_("La lettre ou les papiers où se trouvent les réponses.")
    )
    fields = blocks.ListBlock(FormFieldBlock(), label=_("Champs"), min_num=1, max_num=20)

    def question(self, value: blocks.StructValue) -> SimulatedForm:
        return SimulatedForm(tuple(_field(field) for field in value["fields"]))

    def problem(self, question: SimulatedForm) -> str:
        for field in question.fields:
            if not field.is_possible:
                return gettext("« %(name)s » : aucune réponse acceptée ne convient à cette sorte de champ.") % {
                    "name": field.name
                }
        return ""

    class Meta:
        fence = "formulaire"
        label = _("Formulaire")
        description = _("Une démarche à remplir avec les papiers d’une personne.")
        icon = "form"
        blank = _("Remplissez d’abord le formulaire, puis vérifiez.")
        preview_value = {
            "instruction": "Remplissez la demande avec la lettre de Karim.",
            "title": "Demande de carte de bibliothèque",
            "document": "**Karim Belaïd**, né le 3 mai 1980.\n12 rue des Lilas, 69999 Valbourg.",
            "fields": [
                {"name": "Nom de famille", "accepted": ["Belaïd"], "feedback": "Le nom de famille est Belaïd."},
                {
                    "name": "Date de naissance",
                    "kind": DATE,
                    "help": "Jour, mois, année. Par exemple 12/03/1975.",
                    "accepted": ["03/05/1980"],
                    "feedback": "La date est dans la première ligne de la lettre.",
                },
                {
                    "name": "Vous demandez",
                    "kind": CHOICE,
                    "options": ["Une première carte", "Un remplacement"],
                    "accepted": ["Une première carte"],
                    "feedback": "Karim n’a pas encore de carte.",
                },
                {
                    "name": "J’accepte le règlement",
                    "kind": TICK,
                    "accepted": ["oui"],
                    "feedback": "Cochez la case pour envoyer.",
                },
            ],
        }


def _field(value: blocks.StructValue) -> Field:
    return Field(
        name=text(value["name"]),
        kind=text(value.get("kind")) or TEXT,
        accepted=texts(value.get("accepted")),
        help=text(value.get("help")),
        options=texts(value.get("options")),
        optional=bool(value.get("optional")),
        feedback=text(value.get("feedback")),
    )
