"""The national standard « Lieux de médiation numérique », read from its own schema: fields, patterns, vocabularies.

Source: https://github.com/LaMednum/standard-mediation-num, version 1.0.2 (Licence Ouverte 2.0). A new version is a new file
in `data/`, and the names below.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from core.content.errors import one_of
from trainers.places.departments import DATA
from trainers.places.hours import is_readable

VERSION = "1.0.2"
SEPARATOR = "|"
# The fields in the order of the standard, and what our model calls them.
ATTRIBUTES = {
    "id": "standard_id",
    "pivot": "pivot",
    "nom": "name",
    "commune": "town",
    "code_postal": "postcode",
    "code_insee": "insee_code",
    "adresse": "address",
    "complement_adresse": "address_extra",
    "latitude": "latitude",
    "longitude": "longitude",
    "typologie": "kinds",
    "telephone": "phone",
    "courriels": "emails",
    "site_web": "websites",
    "horaires": "hours",
    "presentation_resume": "summary",
    "presentation_detail": "presentation",
    "source": "source",
    "itinerance": "mobility",
    "structure_parente": "parent",
    "date_maj": "updated_on",
    "services": "services",
    "publics_specifiquement_adresses": "audiences",
    "prise_en_charge_specifique": "special_care",
    "frais_a_charge": "fees",
    "dispositif_programmes_nationaux": "programmes",
    "formations_labels": "labels",
    "autres_formations_labels": "other_labels",
    "modalites_acces": "access",
    "modalites_accompagnement": "support",
    "fiche_acces_libre": "accessibility_url",
    "prise_rdv": "booking_url",
}
# Several values separated by `|`, without a closed vocabulary.
_FREE_LISTS = {"typologie", "courriels", "site_web"}
_ADDRESSES = {"site_web", "fiche_acces_libre", "prise_rdv"}
# What the columns of our table hold; the standard says nothing.
_LENGTHS = {"id": 100, "nom": 250, "commune": 120, "adresse": 250, "source": 150, "structure_parente": 250}
_LONGEST = 10_000
# Unicode's category Cc, without the breaks of lines and the tabulation.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EMAIL = re.compile(r"[^@\s|]+@[^@\s|]+\.[^@\s|]+")
_VOCABULARY = re.compile(r"\(\?:\(\?:\^\|\\\|\)\((?P<choices>.*)\)\)\+\$")

Value = str | float | date | tuple[str, ...] | None


class UnexpectedError(ValueError):
    """A value that the standard does not allow. The message is what was expected, in a few French words."""


@dataclass(frozen=True)
class StandardField:
    """One column of the standard. `choices` is its closed vocabulary, if it has one."""

    name: str
    attribute: str
    title: str
    required: bool
    pattern: re.Pattern[str] | None
    longest: int
    kind: str  # « texte », « liste », « nombre » or « date »
    choices: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        return self.kind == "liste"

    def read(self, text: str) -> Value:
        """The value that `text` says. Raises UnexpectedError."""
        text = text.strip()
        if not text:
            if self.required:
                raise UnexpectedError(_("une valeur : ce champ est obligatoire"))
            return _EMPTY[self.kind]
        # A text that prints whole holds none; asking that is ten times faster.
        if not text.isprintable() and CONTROL.search(text):
            raise UnexpectedError(_("un texte sans caractère de commande"))
        if len(text) > self.longest:
            raise UnexpectedError(_("%(count)d caractères au plus") % {"count": self.longest})
        return _READERS[self.kind](self, text)

    def write(self, value: Value) -> str:
        """`value` as a cell says it."""
        if value is None:
            return ""
        if isinstance(value, tuple | list):
            return SEPARATOR.join(value)
        return value.isoformat() if isinstance(value, date) else str(value)


def _read_text(field: StandardField, text: str) -> str:
    if field.pattern and not field.pattern.fullmatch(text):
        raise UnexpectedError(_EXPECTED.get(field.name, lambda: field.pattern.pattern)())  # type: ignore[union-attr]
    if field.name in _ADDRESSES:
        _check_address(text)
    if field.name == "horaires" and not is_readable(text):
        raise UnexpectedError(
            _("des horaires au format d’OpenStreetMap, par exemple « Mo-Fr 09:00-12:00,14:00-18:00 »")
        )
    if field.name == "id" and text[0] in "=+-@":
        raise UnexpectedError(_("un identifiant qui commence par une lettre ou un chiffre"))
    return text


def _read_list(field: StandardField, text: str) -> tuple[str, ...]:
    values = dict.fromkeys(part for value in text.split(SEPARATOR) if (part := value.strip()))
    if field.choices:
        known = _by_key(field.choices)
        for value in values:
            if key_of(value) not in known:
                raise UnexpectedError(one_of(field.choices, near=value))
        return tuple(dict.fromkeys(known[key_of(value)] for value in values))
    for value in values:
        if field.name == "courriels" and not _EMAIL.fullmatch(value):
            raise UnexpectedError(_("des adresses de courriel séparées par « | »"))
        if field.name in _ADDRESSES:
            _check_address(value)
    return tuple(values)


def _read_number(field: StandardField, text: str) -> float:
    limit = 90 if field.name == "latitude" else 180
    try:
        number = float(text) if _NUMBER.fullmatch(text) else None
    except ValueError:
        number = None
    if number is None:
        near = text.replace(",", ".")
        if "," in text and _NUMBER.fullmatch(near):
            raise UnexpectedError(_("« %(number)s », avec un point") % {"number": near})
        raise UnexpectedError(_("un nombre en degrés, par exemple « 45.7640 »"))
    if abs(number) > limit:
        raise UnexpectedError(_("un nombre entre -%(limit)d et %(limit)d") % {"limit": limit})
    return number


def _read_date(field: StandardField, text: str) -> date:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        found = date.fromisoformat(text)
    except ValueError:
        raise UnexpectedError(_("une date comme « 2026-04-02 » : année-mois-jour")) from None
    return found


def is_web_address(text: str) -> bool:
    """A web address, or one without its scheme. Anything else could run when clicked."""
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text):
        return True
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False


def _check_address(text: str) -> None:
    if not is_web_address(text):
        raise UnexpectedError(_("une adresse qui commence par « https:// »"))


_EMPTY: Mapping[str, Value] = {"texte": "", "liste": (), "nombre": None, "date": None}
_READERS: Mapping[str, Callable[[StandardField, str], Value]] = {
    "texte": _read_text,
    "liste": _read_list,
    "nombre": _read_number,
    "date": _read_date,
}
_EXPECTED = {
    "pivot": lambda: _("un SIRET (14 chiffres) ou un numéro RNA, sans espace"),
    "code_postal": lambda: _("cinq chiffres"),
    "code_insee": lambda: _("le code de la commune : cinq caractères, par exemple « 69123 » ou « 2A004 »"),
    "telephone": lambda: _("un numéro international sans espace, par exemple « +33199001234 »"),
}


def key_of(value: str) -> str:
    """A word of a vocabulary without what people write differently: capitals, accents, spaces, apostrophes."""
    plain = unicodedata.normalize("NFKD", value.replace("’", "'")).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c) and not c.isspace())


@cache
def _by_key(choices: tuple[str, ...]) -> Mapping[str, str]:
    return {key_of(choice): choice for choice in choices}


@cache
def fields() -> Mapping[str, StandardField]:
    """The fields of the standard by name, in its order."""
    raw = json.loads((DATA / f"mednum-schema-{VERSION}.json").read_text(encoding="utf-8"))
    return {entry["name"]: _field(entry) for entry in raw["fields"]}


def _field(entry: Mapping) -> StandardField:
    name, rules = entry["name"], entry.get("constraints", {})
    pattern = rules.get("pattern")
    vocabulary = _VOCABULARY.fullmatch(pattern) if pattern else None
    is_list = bool(vocabulary) or name in _FREE_LISTS
    kind = {"number": "nombre", "date": "date"}.get(entry["type"], "liste" if is_list else "texte")
    return StandardField(
        name=name,
        attribute=ATTRIBUTES[name],
        title=entry["title"],
        required=bool(rules.get("required")),
        pattern=re.compile(pattern) if pattern and not vocabulary else None,
        longest=min(rules.get("maxLength", _LONGEST), _LENGTHS.get(name, _LONGEST)),
        kind=kind,
        choices=_choices(vocabulary["choices"]) if vocabulary else (),
    )


def _choices(alternatives: str) -> tuple[str, ...]:
    """`Jeunes|Familles et/ou enfants|Anglais \\(LV1\\)` as words."""
    return tuple(re.sub(r"\\(.)", r"\1", part) for part in re.split(r"(?<!\\)\|", alternatives))


def by_attribute() -> Mapping[str, StandardField]:
    return {field.attribute: field for field in fields().values()}
