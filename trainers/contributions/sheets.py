"""What a step of the form holds, as plain values, and how two people's versions of it become one. Pure functions.

A page that is shown carries the marks of what it shows. When it comes back, each piece (a field, a field of an activity,
a paragraph of a text) tells whether it changed here, elsewhere, or in both places: only the last is for the author to
decide.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainers.contributions.paragraphs import names_of, short_name, together

Values = Mapping[str, Any]
# Whether the other person's words are kept for a piece (see `piece`).
TheirsWin = Callable[[str], bool]


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
    """A piece that changed in two places; `None` where it was taken away.

    Each side has what only one of them changed: they differ in what the author must decide, and in nothing else.
    """

    name: str
    id: str
    mine: Any
    theirs: Any


def piece(name: str, identity: str = "", field: str = "") -> str:
    """The name of a field, of an item of a list, or of a field of an item, as in the form."""
    return "-".join(part for part in (name, identity, field) if part)


def _i_win(piece: str) -> bool:
    return False


def mark(value: Any) -> str:
    """A short name for a value: the same one has the same. It tells the lines of a text, and the fields of an item."""
    if isinstance(value, str):
        return ".".join(names_of(value.split("\n")))
    if isinstance(value, Mapping):
        parts = {name: mark(one) if isinstance(one, str) else short_name(one) for name, one in value.items()}
        return ";".join(f"{name}={part}" for name, part in sorted(parts.items()))
    return short_name(value)


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


def merge(
    was: Mapping[str, Any], mine: Sheet, stored: Sheet, *, theirs_win: TheirsWin | None = None
) -> tuple[Sheet, list[Difference]]:
    """What to keep when a page that showed `was` comes back as `mine` while `stored` is there now.

    Where both changed the same piece, the answer has mine (or theirs, where they win), and says so.
    """
    theirs_win = theirs_win or _i_win
    differences: list[Difference] = []
    fields: dict[str, Any] = {}
    for name, theirs in stored.fields.items():
        ours = mine.fields.get(name, theirs)
        before = was["fields"].get(name)
        found = _one(before, ours, theirs)
        fields[name] = found[theirs_win(piece(name))]
        if found[0] != found[1]:
            differences.append(Difference(name, "", *found))
    lists: dict[str, tuple[Item, ...]] = {}
    for name, there in stored.lists.items():
        before_it = dict(was["lists"].get(name, ()))
        lists[name], more = _merge_items(name, before_it, mine.lists.get(name, there), there, theirs_win)
        differences += more
    return Sheet(fields, lists), differences


def _one(before: str | None, mine: Any, theirs: Any) -> tuple[Any, Any]:
    """The value to keep if I win, and if they do: the same one unless both sides changed it."""
    if mine == theirs or mark(mine) == before:
        return theirs, theirs
    if mark(theirs) == before:
        return mine, mine
    if before is not None and isinstance(mine, str) and isinstance(theirs, str):
        return together(before.split("."), mine, theirs)
    return mine, theirs


def _of_item(before: str | None, mine: Values, theirs: Values) -> tuple[Values, Values]:
    """The same for the fields of an item, each for itself."""
    was = dict(part.split("=", 1) for part in (before or "").split(";") if "=" in part)
    found = {name: _one(was.get(name), mine.get(name), theirs.get(name)) for name in {**theirs, **mine}}
    return {name: one[0] for name, one in found.items()}, {name: one[1] for name, one in found.items()}


def _merge_items(
    name: str, was: Mapping[str, str], mine: Sequence[Item], stored: Sequence[Item], theirs_win: TheirsWin
) -> tuple[tuple[Item, ...], list[Difference]]:
    differences: list[Difference] = []
    ours, theirs = {item.id: item for item in mine}, {item.id: item for item in stored}
    kept: dict[str, Item] = {}
    for identity in dict.fromkeys([*ours, *theirs]):
        before, here, there = was.get(identity), ours.get(identity), theirs.get(identity)
        both = _both(before, here, there)
        values = _chosen(piece(name, identity), both, theirs_win)
        if values is not None:
            kept[identity] = Item(identity, values)
        if both[0] != both[1]:
            differences.append(Difference(name, identity, *both))
    order = _order(list(was), list(ours), list(theirs))
    return tuple(kept[identity] for identity in order if identity in kept), differences


def _both(before: str | None, here: Item | None, there: Item | None) -> tuple[Values | None, Values | None]:
    """The item to keep if I win, and if they do; `None` for one that goes."""
    if here and there:
        return _of_item(before, here.values, there.values)
    one = here or there
    assert one is not None  # noqa: S101
    if before is None:
        # New on one side.
        return one.values, one.values
    if mark(one.values) == before:
        # Taken away on one side, which is respected if nobody worked on it on the other.
        return None, None
    return (one.values, None) if here else (None, one.values)


def _chosen(of: str, both: tuple[Values | None, Values | None], theirs_win: TheirsWin) -> Values | None:
    """Field by field; an item that one side took away is there or not, as a whole."""
    mine, theirs = both
    if mine is None or theirs is None:
        return both[theirs_win(of)]
    return {name: theirs[name] if theirs_win(piece(of, field=name)) else value for name, value in mine.items()}


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
