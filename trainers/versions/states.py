"""A plan as plain values: what is compared between versions, and kept of an original that may disappear.

A state is read from what Wagtail keeps in a revision, without making a page of it: no query a version. What it leads to
(a place, a competence, a document) stays a number; `trainers.versions.names` gives them their names, for all at once.

The form reads a plan in another way (`trainers.contributions.reading`): to the letter, as it is typed, where equal values are spelt
alike here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import ForeignKey
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from core.content import Blocks, ChoiceSet, Lines
from core.content.block_writing import plain_markdown, plain_text
from trainers.plans.blocks import CompetenceBlock
from trainers.plans.differences import Part, Shape, State
from trainers.plans.pages import PlanPage

# In the order of the form. What says where a plan comes from is not one of its words.
ORDER = (
    *("title", "summary", "minutes", "level", "group_min", "group_max", "audiences", "audience_note", "theme"),
    *("objectives", "competence_tags", "prerequisites", "room", "equipment", "preparation", "to_print", "body"),
    *("evaluation", "plan_modules", "attachments", "page_keywords", "authors", "place", "epn_name", "licence"),
)
LINEAGE = ("adapted_from", "source_version", "source_credit")
# What belongs to who wrote: an adaptation has its own.
OWN = frozenset({"authors", "place", "epn_name", "licence"})
# The one block that is a text and not fields, and the name under which it is held here.
TEXT_BLOCK = WHOLE = "text"
# Each child relation: its label, the field that leads elsewhere, and where to.
ROWS: Mapping[str, tuple[Any, str, str]] = {
    "competence_tags": (_("Compétences"), "competence", "competence"),
    "plan_modules": (_("Pour continuer seul"), "module", "page"),
    "page_keywords": (_("mots-clés"), "tag", "keyword"),
}
SAID_OF_ROWS: Mapping[str, tuple[str, ...]] = {"competence_tags": ("role", "level")}
# Two boxes of one line in the form; alone, each needs more words.
LABELS = {
    "group_min": _("groupe, au moins"),
    "group_max": _("groupe, au plus"),
    "epn_name": _("lieu hors de l’annuaire"),
}


@cache
def parts() -> tuple[Part, ...]:
    return tuple(_part(name) for name in ORDER)


@cache
def shared_parts() -> tuple[Part, ...]:
    """What an adaptation may take from its original."""
    return tuple(part for part in parts() if part.name not in OWN)


def _part(name: str) -> Part:
    if name in ROWS:
        return Part(name, ROWS[name][0], Shape.ROWS, of=ROWS[name][2])
    model_field: Any = PlanPage._meta.get_field(name)
    label = LABELS.get(name, model_field.verbose_name)
    declared = next((one for one in PlanPage.text_fields if getattr(one, "attribute", "") == name), None)
    if name == "body" or isinstance(declared, Blocks):
        known = model_field.stream_block.child_blocks
        inside = {kind: tuple(_inside(block)) for kind, block in known.items()}
        names = {kind: block.label for kind, block in known.items()}
        return Part(name, label, Shape.BLOCKS, blocks=inside, block_labels=names)
    if isinstance(model_field, ForeignKey):
        return Part(name, label, Shape.LINK, of="place" if name == "place" else "page")
    if isinstance(declared, ChoiceSet):
        return Part(name, label, Shape.WORDS, _words(model_field.options))
    if isinstance(declared, Lines):
        return Part(name, label, Shape.LINES)
    if model_field.choices:
        return Part(name, label, Shape.CHOICE, _words(model_field.flatchoices))
    return Part(name, label, Shape.NUMBER if model_field.get_internal_type().endswith("IntegerField") else Shape.TEXT)


def _words(choices: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    return {str(value): label for value, label in choices}


def _inside(block: blocks.Block) -> Iterable[Part]:
    if not isinstance(block, blocks.StructBlock):
        return [Part(WHOLE, block.label, Shape.TEXT)]
    return [_part_of_block(name, child) for name, child in block.child_blocks.items()]


def _part_of_block(name: str, block: Any) -> Part:
    if isinstance(block, DocumentChooserBlock):
        return Part(name, block.label, Shape.LINK, of="document")
    if isinstance(block, CompetenceBlock):
        return Part(name, block.label, Shape.LINK, of="competence")
    if isinstance(block, blocks.ChoiceBlock):
        return Part(name, block.label, Shape.CHOICE, _words(_flat(block.field.choices)))
    if isinstance(block, blocks.BooleanBlock):
        return Part(name, block.label, Shape.FLAG)
    return Part(name, block.label, Shape.NUMBER if isinstance(block, blocks.IntegerBlock) else Shape.TEXT)


def _flat(choices: Any) -> Iterable[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)) and not isinstance(label, Promise):
            yield from _flat(label)
        else:
            yield value, label


def state_of(plan: PlanPage) -> dict[str, Any]:
    return state_of_content(plan.serializable_data())


def state_of_content(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a revision holds, equal values spelt alike; a part that it does not know yet is empty."""
    return {part.name: _value(part, content.get(part.name)) for part in parts()}


def complete(state: State) -> dict[str, Any]:
    """A state that was kept, with the parts that plans have got since."""
    return {part.name: state[part.name] if part.name in state else _value(part, None) for part in parts()}


def _value(part: Part, raw: Any) -> Any:
    if part.shape == Shape.BLOCKS:
        return _blocks(part, json.loads(raw) if isinstance(raw, str) else raw or [])
    if part.shape == Shape.ROWS:
        _label, link, _of = ROWS[part.name]
        said = SAID_OF_ROWS.get(part.name, ())
        rows = sorted(raw or (), key=lambda row: row.get("sort_order") or 0)
        return [[row[link], *(row.get(name) for name in said)] for row in rows]
    if part.shape == Shape.WORDS:
        return [word for word in (raw or "").split(",") if word]
    if part.shape == Shape.LINES:
        return [line.strip() for line in plain_text(raw).split("\n") if line.strip()]
    if part.shape in (Shape.NUMBER, Shape.LINK):
        return raw if raw != "" else None
    return "" if raw is None else plain_text(raw) if part.shape == Shape.TEXT else raw


def _blocks(part: Part, raw: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with an id each, one of its own: a file or a clumsy copy may have left none, or twice the same."""
    result, taken = [], set()
    for number, item in enumerate(raw):
        if item["type"] in part.blocks:
            key = item.get("id") or f"{item['type']}-{number}"
            key = key if key not in taken else f"{key}-{number}"
            taken.add(key)
            value = item["value"] if item["type"] != TEXT_BLOCK else {WHOLE: item["value"]}
            inside = {one.name: _inside_value(one, (value or {}).get(one.name)) for one in part.blocks[item["type"]]}
            result.append({"id": key, "type": item["type"], "value": inside})
    return result


def _inside_value(part: Part, raw: Any) -> Any:
    if part.shape == Shape.TEXT:
        return plain_markdown(raw.get("source")) if isinstance(raw, Mapping) else plain_text(raw)
    if part.shape == Shape.FLAG:
        return bool(raw)
    if part.shape == Shape.CHOICE:
        return raw or ""
    return raw if raw != "" else None


def write(plan: PlanPage, state: State, names: Iterable[str]) -> None:
    """Put these parts of `state` into `plan`, which is not saved here."""
    wanted = set(names)
    for part in parts():
        if part.name in wanted:
            _write(plan, part, state[part.name])


def _write(plan: PlanPage, part: Part, value: Any) -> None:
    model_field: Any = PlanPage._meta.get_field(part.name)
    if part.shape == Shape.BLOCKS:
        raw = [{"type": b["type"], "id": b["id"], "value": _raw(part, b)} for b in value]
        setattr(plan, part.name, model_field.stream_block.to_python(raw))
    elif part.shape == Shape.ROWS:
        _write_rows(plan, part, value)
    elif part.shape == Shape.WORDS:
        setattr(plan, part.name, model_field.joined(value))
    elif part.shape == Shape.LINES:
        setattr(plan, part.name, "\n".join(value))
    elif part.shape == Shape.LINK:
        setattr(plan, f"{part.name}_id", value)
    else:
        setattr(plan, part.name, value)


def _raw(part: Part, block: Mapping[str, Any]) -> Any:
    value = {one.name: block["value"].get(one.name) for one in part.blocks[block["type"]]}
    return value[WHOLE] if block["type"] == TEXT_BLOCK else value


def _write_rows(plan: PlanPage, part: Part, value: Sequence[Sequence[Any]]) -> None:
    _label, link, _of = ROWS[part.name]
    said = SAID_OF_ROWS.get(part.name, ())
    relation: Any = PlanPage._meta.get_field(part.name)
    rows = [relation.related_model(**{f"{link}_id": row[0]}, **dict(zip(said, row[1:], strict=True))) for row in value]
    for number, row in enumerate(rows):
        if hasattr(row, "sort_order"):
            row.sort_order = number
    setattr(plan, part.name, rows)
