"""The fields of a page together, and the rows that belong to it, which have fields of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from core.content.context import Reading, Writing
from core.content.declarations import Pk, Text
from core.content.errors import At
from core.content.shapes import fields, items
from core.content.yaml_reader import Node


@dataclass(frozen=True)
class Related:
    """Rows that belong to the page (a ParentalKey), in order, each with fields of its own.

        Related("modules", "path_modules", [PageRef("module", "module", of="module"), Flag("facultatif", "optional")])

    With `bare`, rows have one field and are written without its key: `variantes: [un mot, un autre]`.
    """

    key: str
    relation: str
    fields: Sequence[Text] = field(hash=False)
    bare: bool = False
    required: bool = False
    attribute_in_tree = False

    def rows_model(self, model: type[Model]) -> type[Model]:
        return model._meta.get_field(self.relation).related_model  # type: ignore[return-value]

    def current(self, obj: Model, writing: Writing) -> Any:
        if obj.pk is None and self.relation not in obj._cluster_related_objects:  # type: ignore[attr-defined]
            return ()
        rows = getattr(obj, self.relation).all()
        return tuple(tuple(one.current(row, writing) for one in self.fields) for row in rows)

    def default(self, model: type[Model]) -> Any:
        return ()

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        rows_model = self.rows_model(model)
        rows = []
        for n, item in enumerate(items(node, at, reading), 1):
            place = at.child(n, item.line)
            if self.bare:
                rows.append((self.fields[0].read(item, place, reading, rows_model),))
            else:
                entries = fields(item, place, reading)
                rows.append(tuple(read_fields(self.fields, entries, place, reading, rows_model).values()))
        return tuple(rows)

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        rows = []
        for values in value:
            row = self.rows_model(type(obj))()
            for one, single in zip(self.fields, values, strict=True):
                one.apply(row, single, pk, found)
            rows.append(row)
        setattr(obj, self.relation, rows)

    def same(self, one: Any, other: Any) -> bool:
        return one == other

    def plain(self, value: Any, model: type[Model], writing: Writing) -> Any:
        rows_model = self.rows_model(model)
        rows = [write_fields(self.fields, dict(zip(self.keys, row, strict=True)), rows_model, writing) for row in value]
        return [next(iter(row.values()), "") for row in rows] if self.bare else rows

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.fields]


Declaration = Text | Related


def read_fields(
    declared: Sequence[Declaration],
    entries: Mapping[str, tuple[int, Node]],
    at: At,
    reading: Reading,
    model: type[Model],
) -> dict[str, Any]:
    """The values of `declared`, by key; keys that nobody declared are faults."""
    known = [one.key for one in declared]
    for key, (line, _node) in entries.items():
        if key not in known:
            reading.faults.unknown_key(at.child(key, line), known)
    values = {}
    for one in declared:
        line, node = entries.get(one.key, (at.line, None))
        place = at.child(one.key, line)
        faults_before = len(reading.faults.errors)
        values[one.key] = one.default(model) if node is None else one.read(node, place, reading, model)
        if one.required and values[one.key] in ("", ()) and len(reading.faults.errors) == faults_before:
            reading.faults.add(place, "", _("une valeur"))
    return values


def write_fields(
    declared: Sequence[Declaration], values: Mapping[str, Any], model: type[Model], writing: Writing
) -> dict[str, Any]:
    """The values worth writing: those that are not what the file means when it says nothing."""
    return {
        one.key: one.plain(values[one.key], model, writing)
        for one in declared
        if one.required or not one.same(values[one.key], one.default(model))
    }
