"""What the address of the directory asks: `/lieux/?ville=Lyon&rayon=10&ouvert=maintenant`.

Reading it is a rule on plain values. Any combination is valid; what is unknown is left out; `query` writes back what was understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trainers.places.departments import departments
from trainers.places.geography import is_in_france
from trainers.places.standard import fields
from trainers.places.towns import LONGEST

# Kilometres; 0 is the town alone.
RADIUSES = (0, 5, 10, 20, 50)
NOW, TODAY = "maintenant", "aujourd-hui"
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WHEN = {
    NOW: gettext_lazy("Ouvert maintenant"),
    TODAY: gettext_lazy("Ouvert aujourd’hui"),
    "lundi": gettext_lazy("Ouvert le lundi"),
    "mardi": gettext_lazy("Ouvert le mardi"),
    "mercredi": gettext_lazy("Ouvert le mercredi"),
    "jeudi": gettext_lazy("Ouvert le jeudi"),
    "vendredi": gettext_lazy("Ouvert le vendredi"),
    "samedi": gettext_lazy("Ouvert le samedi"),
    "dimanche": gettext_lazy("Ouvert le dimanche"),
}
# The keys that take several values: the field of the standard whose vocabulary they hold.
FACETS = {
    "service": "services",
    "public": "publics_specifiquement_adresses",
    "besoin": "prise_en_charge_specifique",
    "prix": "frais_a_charge",
}
_KEYS = ("ville", "rayon", "departement", "ouvert", "nom", *FACETS, "position", "page")
_POSITION = re.compile(r"(-?\d{1,3}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)")


@dataclass(frozen=True)
class Choice:
    """Something that was asked, and the address without it."""

    label: str
    query: str


@dataclass(frozen=True)
class Question:
    """`facets` are the words of the standard by key. A position stands alone: nothing is ever sent with it."""

    town: str = ""
    radius: int | None = None
    department: str = ""
    when: str = ""
    name: str = ""
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    position: tuple[float, float] | None = None

    def chosen(self, key: str) -> tuple[str, ...]:
        return dict(self.facets).get(key, ())

    @property
    def is_empty(self) -> bool:
        return self == Question()

    @property
    def narrows_nothing(self) -> bool:
        """Whether every place answers: a town or a position only sorts them."""
        return self.radius is None and not (self.department or self.when or self.name or self.facets)

    def query(self, page: int = 1) -> str:
        """The end of the address that asks this; empty for nothing."""
        pairs: list[tuple[str, Any]] = []
        if self.position:
            pairs.append(("position", f"{self.position[0]:g},{self.position[1]:g}"))
        pairs += [("ville", self.town), ("rayon", self.radius), ("departement", self.department)]
        pairs += [("ouvert", self.when), ("nom", self.name)]
        pairs += [(key, slugify(value)) for key, values in self.facets for value in values]
        pairs.append(("page", page if page > 1 else ""))
        written = [(key, value) for key, value in pairs if value not in {"", None}]
        return f"?{urlencode(written, safe=',')}" if written else ""

    def choices(self) -> Iterator[Choice]:
        """What narrows the list, each with the address that gives it up; the town is in its box already."""
        if self.department:
            label = departments()[self.department].label
            yield Choice(label, replace(self, department="").query())
        if self.when:
            yield Choice(str(WHEN[self.when]), replace(self, when="").query())
        if self.name:
            yield Choice(_("Nom : %(name)s") % {"name": self.name}, replace(self, name="").query())
        for key, values in self.facets:
            for value in values:
                yield Choice(value, self._without(key, value).query())

    def _without(self, key: str, value: str) -> Question:
        kept = {k: tuple(v for v in values if (k, v) != (key, value)) for k, values in self.facets}
        return replace(self, facets=tuple((k, values) for k, values in kept.items() if values))


@cache
def vocabulary(key: str) -> Mapping[str, str]:
    """The words that a key may hold, by what is written in the address."""
    return {slugify(choice): choice for choice in fields()[FACETS[key]].choices}


def read(query: QueryDict) -> Question:
    if position := _position(query.get("position", "")):
        return Question(position=position)
    department = query.get("departement", "").strip().upper()
    when = query.get("ouvert", "").strip()
    town = _typed(query.get("ville", ""))
    facets = ((key, _known(key, query.getlist(key))) for key in FACETS)
    return Question(
        town=town,
        radius=_radius(query.get("rayon", "")) if town else None,
        department=department if department in departments() else "",
        when=when if when in WHEN else "",
        name=_typed(query.get("nom", "")),
        facets=tuple((key, values) for key, values in facets if values),
    )


def has_blanks(query: QueryDict) -> bool:
    """Whether a form was sent with empty boxes: the address is better without them."""
    return any(not value for key in _KEYS for value in query.getlist(key))


def is_worth_keeping(query: QueryDict, question: Question, page_count: int) -> bool:
    """Whether the page cache may keep the answer: the list, a département, and their pages. The rest has no end."""
    keys = set(query)
    page = query.get("page", "1")
    known_page = page.isdecimal() and page.isascii() and len(page) < 6 and 1 <= int(page) <= page_count
    one_each = all(len(query.getlist(key)) == 1 for key in keys)
    return (
        one_each
        and known_page
        and keys <= {"departement", "page"}
        and ("departement" not in keys or bool(question.department))
    )


def _typed(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:LONGEST]


def _radius(text: str) -> int | None:
    return int(text) if text in {str(radius) for radius in RADIUSES} else None


def _known(key: str, values: list[str]) -> tuple[str, ...]:
    words = vocabulary(key)
    return tuple(dict.fromkeys(words[value] for value in values if value in words))


def _position(text: str) -> tuple[float, float] | None:
    match = _POSITION.fullmatch(text.strip())
    found = (float(match[1]), float(match[2])) if match else None
    return found if found and is_in_france(*found) else None
