"""Invented places for tests: rows of the standard, and files made of them."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from trainers.places.models import Place
from trainers.places.standard import ATTRIBUTES, fields

ROW = {
    "id": "epn-1",
    "pivot": "00000000000000",
    "nom": "Médiathèque des Trois Ponts",
    "commune": "Lyon",
    "code_postal": "69003",
    "code_insee": "69123",
    "adresse": "12 rue du Moulin Bleu",
    "latitude": "45.7597",
    "longitude": "4.8422",
    "telephone": "+33199001234",
    "courriels": "accueil@trois-ponts.example.org",
    "site_web": "https://trois-ponts.example.org",
    "horaires": "Tu-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00; PH off",
    "source": "Réseau des essais",
    "date_maj": "2026-10-01",
    "services": "Aide aux démarches administratives|Utilisation sécurisée du numérique",
    "publics_specifiquement_adresses": "Seniors",
    "prise_en_charge_specifique": "Illettrisme",
    "frais_a_charge": "Gratuit",
}


def a_row(**values: str) -> dict[str, str]:
    return ROW | values


def a_csv(*rows: dict[str, str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A file with every column of the standard, then those that a row adds."""
    columns = list(dict.fromkeys([*ATTRIBUTES, *(name for row in rows for name in row)]))
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode(encoding)


def a_place(**values: Any) -> Place:
    """A saved place; values are cells of the standard, or `publishes_contact`, `missing_since` and `extra`."""
    own = {name: values.pop(name) for name in ("publishes_contact", "missing_since", "extra") if name in values}
    row = a_row(**{"id": f"epn-{Place.objects.count() + 1}"} | values)
    read = {standard.attribute: standard.read(row.get(standard.name, "")) for standard in fields().values()}
    place = Place(**read, **own)
    place.save()
    return place


def said(sentences: Iterable[object]) -> list[str]:
    """Sentences with ordinary spaces and nothing that one does not see, as tests write them."""
    return [str(sentence).translate({0xA0: " ", 0x202F: " ", 0x2060: ""}) for sentence in sentences]
