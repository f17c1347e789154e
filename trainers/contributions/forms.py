"""A step as it is shown and as it comes back. What is valid is kept; what is not is shown again, with a sentence."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _

from trainers.contributions.choices import Choices
from trainers.contributions.fields import defaults_of, fields_of, item_fields
from trainers.contributions.sheets import Item, Sheet, marks
from trainers.contributions.steps import List, Step

_ID = re.compile(r"[0-9A-Za-z][\w-]{0,63}", re.ASCII)
# The last field of every form: without it the request was cut on its way, and nothing of it is trusted.
END = "fin"


@dataclass(frozen=True)
class Fault:
    """What was typed in a field and is not kept, and why."""

    typed: Any
    sentences: list[str]


@dataclass(frozen=True)
class Posted:
    """What came back: valid values in `sheet`, the others in `faults` by the names of their fields."""

    sheet: Sheet
    faults: Mapping[str, Fault] = field(default_factory=dict)
    # What was refused as a whole: too many activities.
    refused: tuple[str, ...] = ()


def ids_of(data: QueryDict, one: List) -> list[str]:
    """The ids of a list in the order of the page, each once."""
    return list(dict.fromkeys(found for found in data.getlist(one.name) if _ID.fullmatch(found)))


def read(step: Step, data: QueryDict, stored: Sheet, choices: Choices) -> Posted:
    """What somebody typed. A field that is missing or invalid stays as it is stored."""
    faults: dict[str, Fault] = {}
    refused: list[str] = []
    fields = _clean(fields_of(step, choices), "", data, stored.fields, faults)
    lists: dict[str, tuple[Item, ...]] = {}
    for one in step.lists:
        ids = ids_of(data, one)
        if len(ids) > one.most:
            sentence = _("%(heading)s : %(most)d au plus. Les suivantes ne sont pas gardées.")
            refused.append(sentence % {"heading": one.heading, "most": one.most})
        of_each, before = item_fields(one, choices), {item.id: item.values for item in stored.lists[one.name]}
        blank = defaults_of(one)
        lists[one.name] = tuple(
            Item(found, _clean(of_each, f"{one.name}-{found}-", data, before.get(found, blank), faults))
            for found in ids[: one.most]
        )
        if one.key:
            lists[one.name] = tuple(item for item in lists[one.name] if item.values[one.key])
    return Posted(Sheet(fields, lists), faults, tuple(refused))


def _clean(
    fields: Mapping[str, forms.Field],
    prefix: str,
    data: QueryDict,
    before: Mapping[str, Any],
    faults: dict[str, Fault],
) -> dict[str, Any]:
    values = dict(before)
    for name, one in fields.items():
        key = f"{prefix}{name}"
        typed = one.widget.value_from_datadict(data, {}, key)
        if typed is None or _same(typed, before.get(name)):
            continue
        try:
            value = one.clean(typed)
        except ValidationError as error:
            faults[key] = Fault(typed, [str(sentence) for sentence in error.messages])
        else:
            if not _same(value, before.get(name)):
                values[name] = value
    return values


def _same(typed: Any, stored: Any) -> bool:
    """A browser changes the ends of lines, and our fields take away the spaces around: that is no change."""
    if isinstance(typed, str):
        return "\n".join(typed.split("\r\n")).strip() == str("" if stored is None else stored).strip()
    return bool(typed == stored and type(typed) is type(stored))


@dataclass(frozen=True)
class Shown:
    """A field with what is said of it: `path` names it as remarks and comments do."""

    bound: forms.BoundField
    path: str
    advice: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One item as it is shown; `number` counts from 1, 0 for the empty one that scripts copy."""

    id: str
    number: int
    fields: Mapping[str, Shown]
    path: str
    advice: tuple[str, ...] = ()
    is_first: bool = False
    is_last: bool = False
    # Offered to be filled; nothing is stored of it while it is empty.
    is_new: bool = False


@dataclass(frozen=True)
class Rows:
    """A list as it is shown, with the empty row that a script copies."""

    of: List
    rows: tuple[Row, ...]
    blank: Row
    advice: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= self.of.most


class StepForm:
    """A step to show: what is stored, over it what was typed and not kept, beside it what is said of each field."""

    def __init__(
        self,
        step: Step,
        sheet: Sheet,
        choices: Choices,
        faults: Mapping[str, Fault] | None = None,
        advice: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.step, self.sheet, self.choices = step, sheet, choices
        self.faults, self.advice = faults or {}, advice or {}

    @cached_property
    def fields(self) -> dict[str, Shown]:
        return self._shown(fields_of(self.step, self.choices), "", self.sheet.fields, "")

    @cached_property
    def lists(self) -> dict[str, Rows]:
        return {one.name: self._list(one) for one in self.step.lists}

    @cached_property
    def marks(self) -> str:
        """What the page remembers of what it shows."""
        return json.dumps(marks(self.sheet), separators=(",", ":"))

    def _list(self, one: List) -> Rows:
        of_each, items = item_fields(one, self.choices), self.sheet.lists[one.name]
        rows = []
        for number, item in enumerate(items, 1):
            path = f"{one.field}.{item.id}"
            shown = self._shown(of_each, f"{one.name}-{item.id}", item.values, f"{path}.")
            said = self._advice(path)
            rows.append(Row(item.id, number, shown, path, said, number == 1, number == len(items)))
        if one.key and len(rows) < one.most:
            new = str(uuid.uuid4())
            shown = self._shown(of_each, f"{one.name}-{new}", defaults_of(one), f"{one.field}.{new}.")
            rows.append(Row(new, len(rows) + 1, shown, "", is_new=True))
        blank = Row(
            "__id__", 0, self._shown(of_each, f"{one.name}-__id__", defaults_of(one), f"{one.field}.__id__."), ""
        )
        return Rows(one, tuple(rows), blank, self._advice(one.field))

    def _advice(self, path: str) -> tuple[str, ...]:
        return tuple(self.advice.get(path, ()))

    def _shown(
        self, fields: Mapping[str, forms.Field], prefix: str, values: Mapping[str, Any], path: str
    ) -> dict[str, Shown]:
        kind = type("PieceForm", (forms.Form,), dict(fields))
        form: Any = kind(prefix=prefix or None, initial=dict(values), label_suffix="", use_required_attribute=False)
        form._errors = ErrorDict()
        for name in fields:
            if fault := self.faults.get(form.add_prefix(name)):
                form.initial[name] = fault.typed
                form._errors[name] = form.error_class(fault.sentences)
        return {name: Shown(form[name], f"{path}{name}", self._advice(f"{path}{name}")) for name in fields}

    @cached_property
    def errors(self) -> list[tuple[str, str, str]]:
        """For the summary at the top: where, the name of the field, what is wrong."""
        found = [("", shown) for shown in self.fields.values()]
        for rows in self.lists.values():
            found += [(f"{rows.of.one} {row.number}, ", shown) for row in rows.rows for shown in row.fields.values()]
        return [
            (shown.bound.auto_id, f"{before}{shown.bound.label}", " ".join(map(str, shown.bound.errors)))
            for before, shown in found
            if shown.bound.errors
        ]


def acted(data: QueryDict, step: Step) -> tuple[QueryDict, str]:
    """What a button that works without a script does to what was typed, and the anchor to show next.

    `do` is `add:activity`, or `up:`, `down:`, `remove:`, `duplicate:` with the list and the id of an item.
    """
    what, _sep, rest = data.get("do", "").partition(":")
    name, _sep, identity = rest.partition(":")
    one = step.list_of(name)
    ids = ids_of(data, one) if one else []
    if one is None or (what != "add" and identity not in ids):
        return data, ""
    changed = data.copy()
    new = str(uuid.uuid4())
    place = ids.index(identity) if identity in ids else len(ids)
    if what == "add" and len(ids) < one.most:
        changed.setlist(one.name, [*ids, new])
        return changed, f"liste-{name}" if one.key else f"{name}-{new}"
    if what == "duplicate" and len(ids) < one.most:
        changed.setlist(one.name, [*ids[: place + 1], new, *ids[place + 1 :]])
        _copy(changed, f"{name}-{identity}-", f"{name}-{new}-")
        return changed, f"{name}-{new}"
    if what == "remove":
        changed.setlist(one.name, [found for found in ids if found != identity])
        return changed, f"liste-{name}"
    if what in {"up", "down"}:
        ids.insert(max(0, place + (1 if what == "down" else -1)), ids.pop(place))
        changed.setlist(one.name, ids)
    return changed, f"{name}-{identity}"


def _copy(data: QueryDict, old: str, new: str) -> None:
    for key in [key for key in data if key.startswith(old)]:
        data.setlist(f"{new}{key.removeprefix(old)}", data.getlist(key))
