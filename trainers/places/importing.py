"""A file of places becomes rows: everything or nothing.

`plan` reads and compares without writing; `apply` writes what was planned. A place is known by its `id`; one that is no longer in
its list is flagged, never deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.cache import move_content_version
from core.content.errors import At, ContentError, Faults
from trainers.places.geography import is_in_france
from trainers.places.mapping import Columns
from trainers.places.models import Place
from trainers.places.reading import Row, Table, read_table
from trainers.places.signals import places_imported
from trainers.places.standard import ATTRIBUTES, StandardField, UnexpectedError, Value, fields

# Beyond this a person cannot read them: the first ones say enough.
MOST_ERRORS = 200
_COMPUTED = ("department", "search_text", "found_by", "extra", "missing_since")


@dataclass(frozen=True)
class Change:
    """One value that the file changes, as cells."""

    title: str
    before: str
    after: str


@dataclass
class Update:
    place: Place
    changes: list[Change]


@dataclass
class Plan:
    """What a file would do. With `errors`, nothing is done."""

    errors: list[ContentError] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    new: list[Place] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    same: int = 0
    gone: list[Place] = field(default_factory=list)
    # Those among `updates` or the same that had gone and are in the list again.
    back: list[Place] = field(default_factory=list)

    @property
    def changes_something(self) -> bool:
        return bool(self.new or self.updates or self.gone or self.back)

    def figures(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.updates),
            "same": self.same,
            "gone": len(self.gone),
            "back": len(self.back),
        }


def plan(
    name: str, data: bytes, *, mapping: Columns | None = None, is_partial: bool = False, today: date | None = None
) -> Plan:
    """What the file `name` would change. `is_partial`: it holds only some of the places of its list, so none has gone."""
    faults = Faults(name)
    table = read_table(data, faults)
    if mapping and not faults.errors:
        table = mapping.apply(table, faults)
    result = Plan(remarks=table.remarks)
    if not faults.errors:
        _check_columns(table, faults, result)
    rows = [] if faults.errors else _read_rows(table, faults, today or timezone.localdate())
    result.errors = sorted(set(faults.errors))
    if not result.errors:
        _compare(rows, result, is_partial)
    return result


def _check_columns(table: Table, faults: Faults, result: Plan) -> None:
    for standard in fields().values():
        if standard.required and standard.name not in table.columns:
            faults.add(At(1, (standard.name,)), "", _("cette colonne, obligatoire dans le standard"))
    if unknown := [column for column in table.columns if column not in ATTRIBUTES]:
        result.remarks.append(
            _("Colonnes hors du standard, gardées mais jamais montrées : %(names)s.") % {"names": ", ".join(unknown)}
        )


# What a column of the standard says with a text.
_Known = dict[tuple[str, str], Value]
_UNREAD = object()


@dataclass
class _Read:
    values: dict[str, Value]
    extra: dict[str, str]


def _read_rows(table: Table, faults: Faults, today: date) -> list[_Read]:
    seen: dict[str, int] = {}
    known: _Known = {}
    rows = []
    for row in table.rows:
        if len(faults.errors) >= MOST_ERRORS:
            faults.add(At(row.line), "", _("d’abord moins d’erreurs : la lecture s’arrête ici"), is_remark=True)
            break
        read = _read_row(row, faults, today, known)
        standard_id = str(read.values.get("standard_id") or "")
        if standard_id in seen:
            faults.add(
                row.at("id"),
                standard_id,
                _("un identifiant différent de celui de la ligne %(line)d") % {"line": seen[standard_id]},
            )
        seen.setdefault(standard_id, row.line)
        rows.append(read)
    return rows


def _read_row(row: Row, faults: Faults, today: date, known: _Known) -> _Read:
    """`known` is what was already read in this file: many places say the same of their services and hours."""
    columns, values, extra = fields(), dict(_nothing_said()), dict[str, str]()
    said = {name: text for name, text in row.values.items() if text}
    # What must be said and is not reads as nothing, which its field refuses.
    for name, text in [*said.items(), *((name, "") for name in _required() if name not in said)]:
        if name not in columns:
            extra[name] = text
            continue
        value = known.get((name, text), _UNREAD)
        if value is _UNREAD:
            try:
                value = known[name, text] = columns[name].read(text)
            except UnexpectedError as unexpected:
                values.pop(columns[name].attribute, None)
                faults.add(row.at(name), text, str(unexpected))
                continue
        values[columns[name].attribute] = value  # type: ignore[assignment]
    _check_position(row, values, faults)
    updated_on = values.get("updated_on")
    if isinstance(updated_on, date) and updated_on > today:
        faults.add(row.at("date_maj"), updated_on.isoformat(), _("une date passée"))
    return _Read(values, extra)


@cache
def _nothing_said() -> Mapping[str, Value]:
    """What the fields hold that may be empty."""
    return {standard.attribute: standard.read("") for standard in fields().values() if not standard.required}


@cache
def _required() -> tuple[str, ...]:
    return tuple(name for name, standard in fields().items() if standard.required)


def _check_position(row: Row, values: Mapping[str, Value], faults: Faults) -> None:
    latitude, longitude = values.get("latitude", 0.0), values.get("longitude", 0.0)
    if (latitude is None) != (longitude is None):
        missing = "latitude" if latitude is None else "longitude"
        faults.add(row.at(missing), "", _("la latitude et la longitude, ou aucune des deux"))
    elif isinstance(latitude, float) and isinstance(longitude, float) and not is_in_france(latitude, longitude):
        hint = _("un point en France")
        if is_in_france(longitude, latitude):
            hint = _("la latitude puis la longitude : elles semblent échangées")
        elif "latitude" not in values or "longitude" not in values:
            return
        faults.add(row.at("latitude"), f"{latitude}, {longitude}", hint)


def _compare(rows: list[_Read], result: Plan, is_partial: bool) -> None:
    known = {place.standard_id: place for place in Place.objects.all()}
    new = _maker()
    slugs = {place.slug for place in known.values()} | Place.objects.none().used_slugs()
    sources = {str(read.values["source"]) for read in rows}
    found = set()
    for read in rows:
        standard_id = str(read.values["standard_id"])
        found.add(standard_id)
        if place := known.get(standard_id):
            _update(place, read, result)
        else:
            place = new(read.values, read.extra)
            place.before_saving(lambda: slugs)
            slugs.add(place.slug)
            result.new.append(place)
    if not is_partial:
        result.gone = [
            place
            for place in known.values()
            if place.standard_id not in found and place.source in sources and place.missing_since is None
        ]


def _maker() -> Callable[[Mapping[str, Value], dict[str, str]], Place]:
    """`Place(**values, extra=extra)`, in a third of the time: Django takes values in the order of the fields faster."""
    own = Place._meta.concrete_fields
    names = [field.attname for field in own]
    # Those of the others, none of which can be changed in place but `extra`, which is given.
    defaults = {field.attname: field.get_default() for field in own}

    def make(values: Mapping[str, Value], extra: dict[str, str]) -> Place:
        row = {**defaults, **values, "extra": extra}
        return Place(*map(row.__getitem__, names))

    return make


def _update(place: Place, read: _Read, result: Plan) -> None:
    changes = [
        change
        for standard in fields().values()
        if (change := _change(place, standard, read.values[standard.attribute]))
    ]
    if place.extra != read.extra:
        changes.append(Change(_("Colonnes hors du standard"), _pairs(place.extra), _pairs(read.extra)))
        place.extra = read.extra
    if place.missing_since:
        place.missing_since = None
        result.back.append(place)
    if changes:
        place.before_saving(lambda: frozenset())
        result.updates.append(Update(place, changes))
    elif place not in result.back:
        result.same += 1


def _change(place: Place, standard: StandardField, value: Value) -> Change | None:
    """Give a place a value, unless it has it already."""
    before = getattr(place, standard.attribute)
    if before == value:
        return None
    setattr(place, standard.attribute, value)
    return Change(standard.title, standard.write(before), standard.write(value))


def _pairs(extra: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} : {value}" for name, value in extra.items())


def apply(planned: Plan) -> None:
    """Write what was planned, or nothing: a few queries whatever the number of places."""
    if planned.errors:
        raise ValueError("a plan with errors cannot be applied")
    if not planned.changes_something:
        return
    changed = {place.pk: place for place in [*(update.place for update in planned.updates), *planned.back]}
    today = timezone.localdate()
    for place in planned.gone:
        place.missing_since = today
        changed[place.pk] = place
    with transaction.atomic():
        _write([*changed.values(), *planned.new])
        move_content_version()
        if changed:
            places_imported.send(Place, places=list(changed))


def _write(places: list[Place]) -> None:
    """Insert places or update them by their `standard_id`, as one prepared statement.

    `bulk_create(update_conflicts=True)` says the same, three times slower: SQLite's backend cuts rows this wide in hundreds of queries.
    A place that another import made meanwhile is updated, not refused; its `slug` and what its staff ticked stay.
    """
    own = [field for field in Place._meta.concrete_fields if not field.primary_key]
    updated = {*ATTRIBUTES.values(), *_COMPUTED} - {"standard_id"}
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in own)
    sets = ", ".join(f"{quote(str(f.column))} = EXCLUDED.{quote(str(f.column))}" for f in own if f.name in updated)
    statement = (
        f"INSERT INTO {quote(Place._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(own))}) "  # noqa: S608 — our own names
        f"ON CONFLICT ({quote('standard_id')}) DO UPDATE SET {sets}"
    )
    # A text or a number is in its column as it is in the object.
    plain = {
        field
        for field in own
        if type(field) in {models.CharField, models.TextField, models.SlugField, models.FloatField}
    }
    columns_of = [(field.attname, None if field in plain else field.get_db_prep_save) for field in own]
    rows = []
    for place in places:
        values = place.__dict__
        rows.append([prepare(values[name], connection) if prepare else values[name] for name, prepare in columns_of])
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
