"""A screen drawn by the page, with numbered notes: no photograph to take again when a site changes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core import screens

DEVICES = [
    ("navigateur", _("Navigateur")),
    ("ordinateur", _("Bureau d’ordinateur")),
    ("telephone", _("Téléphone")),
    ("fenetre", _("Fenêtre de logiciel")),
]
KINDS = [
    ("titre", _("Titre")),
    ("texte", _("Texte")),
    ("lien", _("Lien")),
    ("bouton", _("Bouton")),
    ("champ", _("Champ à remplir")),
    ("case", _("Case à cocher")),
    ("onglet", _("Onglet")),
    ("menu", _("Menu déroulant")),
    ("icone", _("Icône")),
    ("image", _("Image")),
    ("annonce", _("Annonce")),
    ("notification", _("Notification")),
]
PLACES = [
    ("haut", _("En haut")),
    ("gauche", _("À gauche")),
    ("centre", _("Au centre")),
    ("droite", _("À droite")),
    ("bas", _("En bas")),
]
DRAWINGS = [(name, name.replace("-", " ").capitalize()) for name in screens.DRAWINGS]


class ElementBlock(blocks.StructBlock):
    """What is drawn; each use adds what it needs (a note, a remark, a way to another page)."""

    kind = blocks.ChoiceBlock(choices=KINDS, default="texte", label=_("Sorte"))
    text = blocks.CharBlock(
        label=_("Texte"), max_length=300, help_text=_("Pour un champ déjà rempli : « Lieu : Valbourg ».")
    )
    place = blocks.ChoiceBlock(choices=PLACES, default="centre", label=_("Place"))
    drawing = blocks.ChoiceBlock(
        choices=DRAWINGS, required=False, label=_("Dessin"), help_text=_("Pour une icône seulement.")
    )

    class Meta:
        icon = "placeholder"
        label = _("Élément")
        label_format = "{kind} {text}"


class NotedElementBlock(ElementBlock):
    note = blocks.CharBlock(
        label=_("Note"), required=False, max_length=300, help_text=_("Elle reçoit un numéro et se lit sous l’écran.")
    )


class ScreenBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    device = blocks.ChoiceBlock(choices=DEVICES, default="navigateur", label=_("Appareil"))
    address = blocks.CharBlock(
        label=_("Adresse"),
        required=False,
        max_length=300,
        help_text=_("Ce que montre la barre d’adresse, inventé : https://….example"),
    )
    elements = blocks.ListBlock(NotedElementBlock(), label=_("Éléments"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {"screen": screen_of(value)}

    class Meta:
        fence = "ecran"
        label = _("Écran dessiné")
        description = _("Un écran dessiné par la page, avec des notes numérotées.")
        icon = "desktop"
        components = ("screen",)
        template = "blocks/screen.html"
        preview_value = {
            "title": "La page d’accueil de la mairie",
            "device": "navigateur",
            "address": "https://www.mairie-valbourg.example",
            "elements": [
                {"kind": "titre", "text": "Mairie de Valbourg", "place": "haut"},
                {"kind": "lien", "text": "État civil", "place": "gauche", "note": "Les demandes d’actes sont ici."},
                {"kind": "bouton", "text": "Prendre rendez-vous", "place": "centre"},
            ],
        }


def screen_of(value: Any) -> screens.Screen:
    """The drawing that an editor described, in any block that has these four fields."""
    return screens.Screen(
        device=value.get("device") or "navigateur",
        title=(value.get("title") or "").strip(),
        address=(value.get("address") or "").strip(),
        elements=screens.elements_of(value.get("elements") or ()),
    )
