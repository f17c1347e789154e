"""The texts of a file become values of the standard, or faults. A text that a column repeats is read once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.content.errors import At, Faults
from trainers.places.geography import is_in_france
from trainers.places.reading import Table
from trainers.places.records import Said
from trainers.places.standard import ATTRIBUTES, CONTROL, StandardField, UnexpectedError, Value, fields

# Beyond this a person cannot read them: the first ones say enough.
MOST_ERRORS = 200
# In the place of a value that could not be read.
_UNREAD = object()


class _Wrong(NamedTuple):
    row: int
    name: str
    found: str
    expected: str


def read_rows(table: Table, faults: Faults, today: date) -> list[Said]:
    """What each place says; nothing when there are faults."""
    columns: dict[str, Sequence[object]] = {}
    wrong: list[_Wrong] = []
    for name, standard in fields().items():
        texts = table.columns.get(name)
        if texts is None:
            columns[name] = [standard.read("")] * len(table)
            continue
        values, unexpected = _read(standard, texts, today)
        columns[name] = [values.get(text, _UNREAD) for text in texts] if unexpected else [values[t] for t in texts]
        wrong += _first(_Wrong(n, name, t, unexpected[t]) for n, t in enumerate(texts) if t in unexpected)
    wrong += _first(_same_ids(table, columns["id"]))
    wrong += _first(_bad_positions(columns["latitude"], columns["longitude"]))
    _say(wrong, table, faults)
    return [] if wrong else list(zip(*columns.values(), _extras(table), strict=True))


def _first(wrong: Iterator[_Wrong]) -> Iterator[_Wrong]:
    """Enough of them: `_say` stops before the last."""
    return islice(wrong, MOST_ERRORS + 1)


def _read(standard: StandardField, texts: Sequence[str], today: date) -> tuple[dict[str, Value], dict[str, str]]:
    """What each text says, and what was expected where it says nothing; the reading stops at too many of these."""
    values: dict[str, Value] = {}
    unexpected: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        try:
            value = values[text] = standard.read(text)
            if isinstance(value, date) and value > today:
                raise UnexpectedError(_("une date passée"))
        except UnexpectedError as error:
            unexpected[text] = str(error)
            if len(unexpected) > MOST_ERRORS:
                break
    return values, unexpected


def _same_ids(table: Table, ids: Sequence[object]) -> Iterator[_Wrong]:
    if len(set(ids)) == len(ids):
        return
    first: dict[object, int] = {}
    for index, standard_id in enumerate(ids):
        if standard_id is not _UNREAD and first.setdefault(standard_id, index) != index:
            line = table.lines[first[standard_id]]
            expected = _("un identifiant différent de celui de la ligne %(line)d") % {"line": line}
            yield _Wrong(index, "id", str(standard_id), expected)


def _bad_positions(latitudes: Sequence[object], longitudes: Sequence[object]) -> Iterator[_Wrong]:
    for index, (latitude, longitude) in enumerate(zip(latitudes, longitudes, strict=True)):
        if latitude is _UNREAD or longitude is _UNREAD:
            continue
        if isinstance(latitude, float) and isinstance(longitude, float):
            if not is_in_france(latitude, longitude):
                expected = _("un point en France")
                if is_in_france(longitude, latitude):
                    expected = _("la latitude puis la longitude : elles semblent échangées")
                yield _Wrong(index, "latitude", f"{latitude}, {longitude}", expected)
        elif latitude is not longitude:
            missing = "latitude" if latitude is None else "longitude"
            yield _Wrong(index, missing, "", _("la latitude et la longitude, ou aucune des deux"))


def _say(wrong: list[_Wrong], table: Table, faults: Faults) -> None:
    """Faults in the order of the file, as far as the row where there are enough."""
    last = -1
    for index, name, found, expected in sorted(wrong, key=lambda wrong: wrong.row):
        if len(faults.errors) >= MOST_ERRORS and index != last:
            at = At(table.lines[index])
            faults.add(at, "", _("d’abord moins d’erreurs : la lecture s’arrête ici"), is_remark=True)
            return
        faults.add(table.at(index, name), found, expected)
        last = index


def _extras(table: Table) -> Sequence[Mapping[str, str]]:
    """What each place says in columns that the standard does not know."""
    unknown = {name: texts for name, texts in table.columns.items() if name not in ATTRIBUTES}
    if not unknown:
        return [{}] * len(table)
    return [
        {name: CONTROL.sub("", text) for name, text in zip(unknown, cells, strict=True) if text}
        for cells in zip(*unknown.values(), strict=True)
    ]
