"""What a step of the form holds, as plain values, and how two people's versions of it become one. Pure functions.

A page that is shown carries the marks of what it shows. When it comes back, each piece (a field, an activity) tells
whether it changed here, elsewhere, or in both places: only the last is for the author to decide.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """One of a list: an activity, an objective, a sheet. Its id stays, wherever it is moved."""

    id: str
    values: Values


@dataclass(frozen=True)
class Sheet:
    """The fields of a step by name, and its lists of items in order."""

    fields: Values = field(default_factory=dict)
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """A piece that changed in two places; `None` where it was taken away."""

    name: str
    id: str
    mine: Any
    theirs: Any


def mark(value: Any) -> str:
    """A short name for a value: the same text has the same one."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def marks(sheet: Sheet) -> dict[str, Any]:
    """What a shown page remembers of what it shows."""
    return {
        "fields": {name: mark(value) for name, value in sheet.fields.items()},
        "lists": {name: [[item.id, mark(item.values)] for item in items] for name, items in sheet.lists.items()},
    }


def read_marks(text: str) -> dict[str, Any]:
    """The marks that came back with a form; nothing is known of a page that sends something else."""
    nothing: dict[str, Any] = {"fields": {}, "lists": {}}
    try:
        found = json.loads(text)
        fields = {str(name): str(value) for name, value in found["fields"].items()}
        lists = {str(name): [[str(a), str(b)] for a, b in pairs] for name, pairs in found["lists"].items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return nothing
    return {"fields": fields, "lists": lists}


def merge(was: Mapping[str, Any], mine: Sheet, stored: Sheet) -> tuple[Sheet, list[Difference]]:
    """What to keep when a page that showed `was` comes back as `mine` while `stored` is there now.

    Where both changed the same piece, the answer has mine, and says so.
    """
    differences: list[Difference] = []
    fields: dict[str, Any] = {}
    for name, theirs in stored.fields.items():
        ours = mine.fields.get(name, theirs)
        before = was["fields"].get(name)
        fields[name], both = _one(before, ours, theirs)
        if both:
            differences.append(Difference(name, "", ours, theirs))
    lists: dict[str, tuple[Item, ...]] = {}
    for name, there in stored.lists.items():
        lists[name], found = _merge_items(name, dict(was["lists"].get(name, ())), mine.lists.get(name, there), there)
        differences += found
    return Sheet(fields, lists), differences


def _one(before: str | None, mine: Any, theirs: Any) -> tuple[Any, bool]:
    """The value to keep, and whether both sides changed it."""
    if mine == theirs or mark(mine) == before:
        return theirs, False
    return mine, mark(theirs) != before


def _merge_items(
    name: str, was: Mapping[str, str], mine: Sequence[Item], stored: Sequence[Item]
) -> tuple[tuple[Item, ...], list[Difference]]:
    differences: list[Difference] = []
    ours, theirs = {item.id: item for item in mine}, {item.id: item for item in stored}
    kept: dict[str, Item] = {}
    for identity in dict.fromkeys([*ours, *theirs]):
        here, there = ours.get(identity), theirs.get(identity)
        if here and there:
            values, both = _one(was.get(identity), here.values, there.values)
            kept[identity] = Item(identity, values)
        elif here:
            # New here; or taken away elsewhere, which is respected if nothing was typed in it here.
            both = identity in was and mark(here.values) != was[identity]
            if identity not in was or both:
                kept[identity] = here
        else:
            # New elsewhere; or taken away here, while somebody may have worked on it elsewhere.
            assert there is not None  # noqa: S101
            both = identity in was and mark(there.values) != was[identity]
            if identity not in was:
                kept[identity] = there
        if both:
            differences.append(Difference(name, identity, here and here.values, there and there.values))
    order = _order(list(was), list(ours), list(theirs))
    return tuple(kept[identity] for identity in order if identity in kept), differences


def _order(was: list[str], mine: list[str], stored: list[str]) -> list[str]:
    """Mine if I moved something, theirs otherwise; what only the other side has comes after what it followed there."""
    moved = [one for one in mine if one in was] != [one for one in was if one in mine]
    first, second = (mine, stored) if moved else (stored, mine)
    return woven(first, second)


def woven(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """`first` in its order, with what only `second` has put after what it follows there."""
    result = list(first)
    previous = None
    for one in second:
        if one not in result:
            result.insert(0 if previous is None else result.index(previous) + 1, one)
        previous = one
    return result


def placed(stored: Sequence[tuple[str, str]], kind: str, wanted: Sequence[str]) -> list[str]:
    """The ids of a body in order, when those of one `kind` become `wanted` and nothing else moves.

    `stored` are (kind, id). The places of that kind are filled in order; more come after the last of them, or at the
    end; a note for the mediator stays between the activities where it was.
    """
    rest = list(wanted)
    slots = [index for index, (of, _id) in enumerate(stored) if of == kind]
    last = slots[-1] if slots else len(stored) - 1
    result: list[str] = []
    for index, (of, identity) in enumerate(stored):
        if of != kind:
            result.append(identity)
        elif index != last and rest:
            result.append(rest.pop(0))
        if index == last:
            result += rest
            rest = []
    return [*result, *rest]
