"""Two versions of the same piece, side by side, in the words of the form; of a long text, only what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from trainers.contributions.choices import Choices
from trainers.contributions.fields import fields_of, item_fields
from trainers.contributions.paragraphs import steps
from trainers.contributions.sheets import Difference, piece
from trainers.contributions.steps import Step
from trainers.versions.marks import Mark, Piece, marked, shortened

# Characters; a shorter passage is read at a glance, without marks.
SHORT = 60


@dataclass(frozen=True)
class Passage:
    """Lines that differ, each side with marks on its own words, after `skipped` lines that are the same."""

    skipped: int
    mine: Sequence[Piece] = ()
    theirs: Sequence[Piece] = ()


@dataclass(frozen=True)
class Pair:
    """One field, or one thing of a list that a side took away. `piece` is its name in the answer."""

    label: str
    piece: str
    passages: Sequence[Passage]
    # Lines that are the same after the last passage.
    after: int = 0


def pairs(step: Step, differences: list[Difference], choices: Choices, order: Mapping[str, list[str]]) -> list[Pair]:
    """Every field that differs. `order` gives the ids of each list, to number the items as the page does."""
    found: list[Pair] = []
    for one in differences:
        if not one.id:
            field = fields_of(step, choices)[one.name]
            sides = _words(field, one.mine), _words(field, one.theirs)
            found.append(_pair(str(field.label), piece(one.name), *sides))
            continue
        of_list = step.list_of(one.name)
        assert of_list is not None  # noqa: S101
        ids = order.get(one.name, [])
        place = f"{of_list.one} {ids.index(one.id) + 1}" if one.id in ids else str(of_list.one)
        found += _of_item(place, item_fields(of_list, choices), one)
    return found


def _of_item(place: str, fields: Mapping[str, forms.Field], one: Difference) -> list[Pair]:
    of = piece(one.name, one.id)
    if one.mine is None or one.theirs is None:
        sides = [_whole(fields, side) if side is not None else _("(retirée)") for side in (one.mine, one.theirs)]
        return [_pair(place, of, *sides)]
    found = []
    for name, field in fields.items():
        here, there = _words(field, one.mine.get(name)), _words(field, one.theirs.get(name))
        if here != there:
            label = _("%(place)s, %(label)s") % {"place": place, "label": field.label}
            found.append(_pair(label, piece(of, field=name), here, there))
    return found


def _whole(fields: Mapping[str, forms.Field], values: Mapping[str, Any]) -> str:
    """Everything that one thing of a list says, a line a field."""
    said = {str(field.label): _words(field, values.get(name)) for name, field in fields.items() if values.get(name)}
    return "\n".join(_("%(label)s : %(value)s") % {"label": label, "value": value} for label, value in said.items())


def _pair(label: str, name: str, mine: str, theirs: str) -> Pair:
    found, after = passages(mine, theirs)
    return Pair(label, name, found, after)


def passages(mine: str, theirs: str) -> tuple[list[Passage], int]:
    """What differs, in order, and how many lines are the same after it. Blank lines do not count."""
    ours, others = mine.splitlines(), theirs.splitlines()
    found: list[Passage] = []
    skipped = 0
    here, there = list[str](), list[str]()
    for same, a, b, c, d in steps(ours, others):
        words = sum(bool(line.strip()) for line in ours[a:b])
        # A blank line between two that differ parts nothing.
        if not same or not words:
            here, there = here + ours[a:b], there + others[c:d]
            continue
        if any(here) or any(there):
            found.append(_passage(skipped, here, there))
            skipped = 0
        here, there = [], []
        skipped += words
    if any(here) or any(there) or not found:
        found.append(_passage(skipped, here, there))
        skipped = 0
    return found, skipped


def _passage(skipped: int, mine: Sequence[str], theirs: Sequence[str]) -> Passage:
    pieces = marked("\n".join(theirs).strip("\n"), "\n".join(mine).strip("\n"))
    return Passage(skipped, _side(pieces, Mark.GONE), _side(pieces, Mark.CAME))


def _side(pieces: Sequence[Piece], other: Mark) -> list[Piece]:
    """The text of one side. Where it is short, or where nothing is shared, marks would say nothing."""
    mine = [one for one in pieces if one.mark != other]
    short = sum(len(one.text) for one in mine) <= SHORT
    if short or not any(one.mark == Mark.SAME and one.text.strip() for one in pieces):
        return [Piece(Mark.SAME, "".join(one.text for one in mine))] if mine else []
    return shortened(mine)


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, list):
        return ", ".join(_words(field, one) for one in value)
    if isinstance(field, forms.ChoiceField):
        return _label(field.choices, value)
    return "" if value is None else str(value)


def _label(choices: Any, value: Any) -> str:
    for key, label in choices:
        if isinstance(label, list | tuple):
            if found := _label(label, value):
                return found
        elif str(key) == str("" if value is None else value):
            return str(label)
    return ""
