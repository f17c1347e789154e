"""Two versions of the same piece, side by side, in the words of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from trainers.contributions.choices import Choices
from trainers.contributions.fields import fields_of, item_fields
from trainers.contributions.sheets import Difference
from trainers.contributions.steps import Step


@dataclass(frozen=True)
class Pair:
    """One field: what its author typed here, what was kept elsewhere."""

    label: str
    mine: str
    theirs: str


def pairs(step: Step, differences: list[Difference], choices: Choices, order: Mapping[str, list[str]]) -> list[Pair]:
    """Every field that differs. `order` gives the ids of each list, to number the items as the page does."""
    found: list[Pair] = []
    for one in differences:
        if not one.id:
            field = fields_of(step, choices)[one.name]
            found.append(Pair(str(field.label), _words(field, one.mine), _words(field, one.theirs)))
            continue
        of_list = step.list_of(one.name)
        assert of_list is not None  # noqa: S101
        ids = order.get(one.name, [])
        place = f"{of_list.one} {ids.index(one.id) + 1}" if one.id in ids else str(of_list.one)
        found += _of_item(place, item_fields(of_list, choices), one)
    return found


def _of_item(place: str, fields: Mapping[str, forms.Field], one: Difference) -> list[Pair]:
    mine, theirs = one.mine or {}, one.theirs or {}
    found = []
    for name, field in fields.items():
        here = _words(field, mine.get(name)) if one.mine else _("(retirée)")
        there = _words(field, theirs.get(name)) if one.theirs else _("(retirée)")
        if here != there and (mine.get(name) or theirs.get(name)):
            found.append(Pair(_("%(place)s, %(label)s") % {"place": place, "label": field.label}, here, there))
    return found


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
