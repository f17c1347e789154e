"""Places as files: CSV and JSON of the national standard, GeoJSON for maps.

What is public leaves out what a page does not show: a person's telephone or e-mail, columns outside the standard, places that have
left their list. The staff's copy (`complete`) has the contact data.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from trainers.places.models import Place
from trainers.places.reading import FORMULA_SIGNS
from trainers.places.standard import StandardField, Value, fields

_TEXTS = {"presentation_resume", "presentation_detail", "autres_formations_labels"}


def as_csv(places: Iterable[Place], *, complete: bool = False) -> str:
    """UTF-8 text, every cell quoted, in the order of the standard."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(fields())
    for place in places:
        writer.writerow(_cell(standard, value) for standard, value in _values(place, complete))
    return file.getvalue()


def as_json(places: Iterable[Place], *, complete: bool = False) -> str:
    """A list of objects; several values are a list, coordinates are numbers, nothing is left out when it is empty."""
    return _dumped([_object(place, complete) for place in places])


def as_geojson(places: Iterable[Place], *, complete: bool = False) -> str:
    """RFC 7946: a point for each place that has a position, with its values."""
    features = [
        {
            "type": "Feature",
            "id": place.standard_id,
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
            "properties": _object(place, complete),
        }
        for place in places
        if place.position
    ]
    return _dumped({"type": "FeatureCollection", "features": features})


def _values(place: Place, complete: bool) -> Iterator[tuple[StandardField, Value]]:
    for standard in fields().values():
        value = getattr(place, standard.attribute)
        if not complete:
            if standard.name == "telephone":
                value = place.public_phone
            elif standard.name == "courriels":
                value = place.public_emails
            elif standard.name in _TEXTS:
                value = place.public_text(value)[: standard.longest]
        yield standard, value


def _cell(standard: StandardField, value: Value) -> str:
    """A cell that no spreadsheet takes for a formula.

    An apostrophe is written before a free text that begins like one; reading takes it away. A telephone and a number begin with a sign
    too, but only hold digits, which the standard asks for.
    """
    text = standard.write(value)
    is_free = standard.pattern is None and standard.kind in {"texte", "liste"} and not standard.choices
    return f"'{text}" if is_free and text.startswith(FORMULA_SIGNS) else text


def _object(place: Place, complete: bool) -> dict[str, Any]:
    return {
        standard.name: list(value)
        if isinstance(value, tuple)
        else standard.write(value)
        if standard.kind == "date"
        else value
        for standard, value in _values(place, complete)
    }


def _dumped(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
    "geojson": (as_geojson, "application/geo+json"),
}
