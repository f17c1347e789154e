"""A file of places becomes rows: everything or nothing.

`plan` reads and compares without writing; `apply` writes what was planned. A place is known by its `id`; one that is no longer in
its list is flagged, never deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.cache import move_content_version
from core.content.errors import At, ContentError, Faults
from trainers.places.checking import read_rows
from trainers.places.derived import free_slug, slug_base
from trainers.places.mapping import Columns
from trainers.places.models import Place
from trainers.places.reading import Table, read_table
from trainers.places.records import Record, Said, contact, identity, stored, write
from trainers.places.signals import places_imported
from trainers.places.standard import ATTRIBUTES, fields


@dataclass(frozen=True)
class Change:
    """One value that the file changes, as cells."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Update:
    record: Record
    changes: list[Change]

    @property
    def place(self) -> Place:
        return self.record.place


@dataclass
class Plan:
    """What a file would do. With `errors`, nothing is done."""

    errors: list[ContentError] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    new: list[Record] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    same: int = 0
    gone: list[Record] = field(default_factory=list)
    # How many places would lose a telephone or an e-mail that the public files leave out.
    losing: int = 0
    # Those among `updates` or the same that had gone and are in the list again.
    back: list[Record] = field(default_factory=list)

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
    rows = [] if faults.errors else read_rows(table, faults, today or timezone.localdate())
    result.errors = sorted(set(faults.errors))
    if not result.errors:
        _compare(rows, result, is_partial)
    if result.losing:
        sentence = ngettext(
            "%(count)d lieu perdra une coordonnée cachée. Pour la garder, partez du fichier de « Tout exporter ».",
            "%(count)d lieux perdront une coordonnée cachée. Pour les garder, partez du fichier de « Tout exporter ».",
            result.losing,
        )
        result.remarks.append(sentence % {"count": result.losing})
    return result


def _check_columns(table: Table, faults: Faults, result: Plan) -> None:
    for standard in fields().values():
        if standard.required and standard.name not in table.columns:
            faults.add(At(1, (standard.name,)), "", _("cette colonne, obligatoire dans le standard"))
    if unknown := [column for column in table.columns if column not in ATTRIBUTES]:
        result.remarks.append(
            _("Colonnes hors du standard, gardées mais jamais montrées : %(names)s.") % {"names": ", ".join(unknown)}
        )


def _compare(rows: list[Said], result: Plan, is_partial: bool) -> None:
    known = {record.standard_id: record for record in stored()}
    slugs = {record.slug for record in known.values()}
    found, sources = set(), set()
    for said in rows:
        standard_id, name, town, source = identity(said)
        found.add(standard_id)
        sources.add(source)
        if record := known.get(standard_id):
            _update(record, said, result)
        else:
            slug = free_slug(slug_base(name, town), slugs)
            slugs.add(slug)
            result.new.append(Record(said, slug))
    if not is_partial:
        result.gone = [
            record
            for record in known.values()
            if record.standard_id not in found and record.source in sources and record.missing_since is None
        ]


def _update(record: Record, said: Said, result: Plan) -> None:
    changes = _changes(record.said, said) if record.said != said else []
    changed = record._replace(said=said, missing_since=None)
    if changes:
        result.updates.append(Update(changed, changes))
        result.losing += contact(record.said) != contact(said) and _loses_hidden_contact(record.place, changed.place)
    if record.missing_since:
        result.back.append(changed)
    elif not changes:
        result.same += 1


def _loses_hidden_contact(before: Place, after: Place) -> bool:
    """Whether the list has nothing where the directory keeps the contact of a person: as in our own open data."""
    if not before.hides_contact:
        return False
    lost_phone = before.phone and before.phone != before.public_phone and not after.phone
    return bool(lost_phone or set(before.emails) - set(before.public_emails) - set(after.emails))


def _changes(before: Said, after: Said) -> list[Change]:
    changes = [
        Change(standard.title, standard.write(old), standard.write(new))
        for standard, old, new in zip(fields().values(), before, after, strict=False)
        if old != new
    ]
    if before[-1] != after[-1]:
        changes.append(Change(_("Colonnes hors du standard"), _pairs(before[-1]), _pairs(after[-1])))
    return changes


def _pairs(extra: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} : {value}" for name, value in extra.items())


def apply(planned: Plan) -> None:
    """Write what was planned, or nothing: a few queries whatever the number of places."""
    if planned.errors:
        raise ValueError("a plan with errors cannot be applied")
    if not planned.changes_something:
        return
    today = timezone.localdate()
    changed = {
        record.pk: record
        for record in (
            *(update.record for update in planned.updates),
            *planned.back,
            *(record._replace(missing_since=today) for record in planned.gone),
        )
    }
    with transaction.atomic():
        write([*changed.values(), *planned.new])
        move_content_version()
        if changed:
            places_imported.send(Place, places=list(changed))
