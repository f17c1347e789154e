"""Rows of the directory without their objects: read, and written by thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections, models

from trainers.places.derived import Derived, derived
from trainers.places.models import Place
from trainers.places.standard import ATTRIBUTES

# What a file says of a place: the values of the standard in its order, then the columns that it does not know.
SAID = (*ATTRIBUTES.values(), "extra")
Said = tuple[Any, ...]
_OURS = ("slug", "publishes_contact", "missing_since", "pk")
# Other fields follow from what is said; these are decided here, and no list changes them.
_KEPT = {"standard_id", "slug", "publishes_contact"}
# A text or a number is in its column as it is in a record.
_PLAIN = {models.CharField, models.TextField, models.SlugField, models.FloatField, models.BooleanField}
# How to reach it.
contact = itemgetter(*map(SAID.index, ("phone", "emails")))
# By what a list knows a place, its name and town for its address, and whose list it is.
identity = itemgetter(*map(SAID.index, ("standard_id", "name", "town", "source")))


class Record(NamedTuple):
    """A place, as its row holds it. `pk` is None for a new one."""

    said: Said
    slug: str
    publishes_contact: bool = False
    missing_since: date | None = None
    pk: int | None = None

    @property
    def standard_id(self) -> str:
        return identity(self.said)[0]

    @property
    def source(self) -> str:
        return identity(self.said)[-1]

    @property
    def place(self) -> Place:
        return Place(**dict(zip(SAID, self.said, strict=True)), **dict(zip(_OURS, self[1:], strict=True)))


def stored() -> Iterator[Record]:
    """All of them, in one query."""
    width = len(SAID)
    for row in Place.objects.values_list(*SAID, *_OURS):
        yield Record(row[:width], *row[width:])


def write(records: Sequence[Record]) -> None:
    """Insert places or update them by their `standard_id`, in one statement.

    `bulk_create(update_conflicts=True)` says the same, three times slower: SQLite's backend cuts rows this wide in hundreds of queries.
    A place that another import made meanwhile is updated, not refused; its `slug` and what its staff ticked stay.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    own = [field for field in Place._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in own)
    sets = ", ".join(f"{quote(str(f.column))} = EXCLUDED.{quote(str(f.column))}" for f in own if f.name not in _KEPT)
    statement = (
        f"INSERT INTO {quote(Place._meta.db_table)} ({names}) {{rows}} "
        f"ON CONFLICT ({quote('standard_id')}) DO UPDATE SET {sets}"
    )
    values = _columns(records)
    columns = [_prepared(field, values[field.attname], connection) for field in own]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A type without its length: a cast to it would cut a text where the column refuses it.
            types = (str(field.db_type(connection)).partition("(")[0] for field in own)
            arrays = ", ".join(f"%s::{type_}[]" for type_ in types)
            from_arrays = statement.format(rows=f"SELECT * FROM unnest({arrays})")  # noqa: S608 — our own types
            cursor.execute(from_arrays, list(map(list, columns)))
        else:
            each = ", ".join(["%s"] * len(own))
            cursor.executemany(statement.format(rows=f"VALUES ({each})"), list(zip(*columns, strict=True)))


def _columns(records: Sequence[Record]) -> dict[str, Sequence[Any]]:
    said, *ours = zip(*records, strict=True)
    columns = dict(zip(SAID, zip(*said, strict=True), strict=True)) | dict(zip(_OURS, ours, strict=True))
    found = map(derived, *(columns[name] for name in ("name", "town", "postcode", "insee_code", "parent", "services")))
    return columns | dict(zip(Derived._fields, zip(*found, strict=True), strict=True))


def _prepared(field: models.Field, column: Sequence[Any], connection: Any) -> Sequence[Any]:
    """A column for the database. What the file repeats is one object, and is prepared once."""
    if type(field) in _PLAIN:
        return column
    each = {id(value): value for value in column}
    prepared = {key: field.get_db_prep_save(value, connection) for key, value in each.items()}
    return [prepared[id(value)] for value in column]
