"""A drawn screen as plain values: what it shows, and where each thing stands on the device.

The block `ecran`, the exercise `zone` and the simulated site share it, with `templates/screens/device.html`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import parse_qs

DEVICES = ("navigateur", "ordinateur", "telephone", "fenetre")
KINDS = (
    "titre",
    "texte",
    "lien",
    "bouton",
    "champ",
    "case",
    "onglet",
    "menu",
    "icone",
    "image",
    "annonce",
    "notification",
)
PLACES = ("haut", "gauche", "centre", "droite", "bas")
DRAWINGS = (
    "navigateur",
    "messagerie",
    "dossier",
    "corbeille",
    "reglages",
    "appareil-photo",
    "telephone",
    "recherche",
    "document",
    "cadenas",
    "wifi",
    "batterie",
    "son",
    "fermer",
    "agrandir",
    "reduire",
    "retour",
    "accueil",
    "menu",
    "plus",
    "trombone",
    "imprimante",
    "personne",
    "carte",
)
# The frame of the device comes first, as it is read: what stands there, then the page from top to bottom.
SLOTS = ("etat", "onglets", "fenetre", "outils", "outils-fin", *PLACES)
_ADDRESS = re.compile(r"([a-z]+://)?([^/?#]*)(.*)", re.DOTALL)
_WINDOW_ICONS = frozenset({"fermer", "agrandir", "reduire"})
_TOOL_ICONS = {"retour": "outils", "accueil": "outils", "menu": "outils-fin"}
_STATUS_ICONS = frozenset({"wifi", "batterie", "son"})


@dataclass(frozen=True)
class Element:
    """One thing on the screen. `key` names it in a form; `number` ties it to its note (0: no note)."""

    kind: str
    text: str
    place: str = "centre"
    note: str = ""
    drawing: str = ""
    detail: str = ""
    key: str = ""
    number: int = 0
    clickable: bool = False

    @property
    def label(self) -> str:
        """What is written above a field: « Lieu » for « Lieu : Valbourg »."""
        return self._parts[0]

    @property
    def filling(self) -> str:
        """What is written in a field or shown by a menu."""
        return self._parts[1]

    @cached_property
    def _parts(self) -> tuple[str, str]:
        before, colon, after = self.text.partition(":")
        if not colon or not after.strip() or after.startswith("//"):
            return "", self.text
        return before.strip(), after.strip()

    @property
    def says_advertisement(self) -> bool:
        """Whether the author already wrote that it is an advertisement."""
        said = f"{self.text} {self.detail}".casefold()
        return "annonce" in said or "sponsoris" in said


@dataclass(frozen=True)
class Screen:
    device: str
    title: str = ""
    address: str = ""
    elements: tuple[Element, ...] = ()

    @cached_property
    def slots(self) -> dict[str, tuple[Element, ...]]:
        """The elements by slot, in reading order; those with a note are numbered in that order."""
        found: dict[str, list[Element]] = {slot: [] for slot in SLOTS}
        for element in self.elements:
            found[self._slot(element)].append(element)
        number = 0
        for items in found.values():
            for index, element in enumerate(items):
                if element.note:
                    number += 1
                    items[index] = replace(element, number=number)
        return {slot: tuple(items) for slot, items in found.items()}

    @property
    def notes(self) -> list[Element]:
        return [element for items in self.slots.values() for element in items if element.note]

    @property
    def has_address_bar(self) -> bool:
        return self.device == "navigateur" or bool(self.address)

    @property
    def has_own_controls(self) -> bool:
        """Whether the author placed the window's own buttons, so that ours must not stand beside them."""
        return bool(self.slots["fenetre"])

    @property
    def is_secure(self) -> bool:
        return self.address.startswith("https://")

    @cached_property
    def address_parts(self) -> tuple[str, str, str]:
        """What comes before the site's name, the name, and what follows: browsers write the name in strong ink."""
        # Not urlsplit, which refuses some addresses: an author may draw a wrong one.
        scheme, name, rest = _ADDRESS.fullmatch(self.address).groups()  # type: ignore[union-attr]  # it matches any text
        return scheme or "", name, rest

    @property
    def query(self) -> str:
        """The words typed in a search engine, when the address holds some."""
        return parse_qs(self.address.partition("?")[2]).get("q", [""])[0]

    def _slot(self, element: Element) -> str:
        place = element.place if element.place in PLACES else "centre"
        if place != "haut":
            return place
        if self.device == "navigateur" and element.kind == "onglet":
            return "onglets"
        if element.kind != "icone":
            return place
        if self.device in {"navigateur", "fenetre"} and element.drawing in _WINDOW_ICONS:
            return "fenetre"
        if self.device == "navigateur":
            return "onglets" if element.drawing == "plus" else _TOOL_ICONS.get(element.drawing, place)
        if self.device == "telephone" and element.drawing in _STATUS_ICONS:
            return "etat"
        return place


def elements_of(values: Iterable[Mapping[str, object]]) -> tuple[Element, ...]:
    """Elements as an editor filled them in, named by their position."""
    return tuple(
        Element(
            kind=_text(value, "kind") or "texte",
            text=_text(value, "text"),
            place=_text(value, "place") or "centre",
            note=_text(value, "note"),
            drawing=_text(value, "drawing"),
            detail=_text(value, "detail"),
            key=str(index),
        )
        for index, value in enumerate(values)
    )


def _text(value: Mapping[str, object], name: str) -> str:
    return str(value.get(name) or "").strip()
