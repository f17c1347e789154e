"""A plan as the sheets of its steps, and back. What a step does not show is never touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from wagtail.blocks import Block, BooleanBlock, StreamValue, StructBlock, StructValue

from competencies.tags import CompetenceTag
from core.blocks.markdown import MarkdownBlock, MarkdownText
from core.fields import ChoiceSetField
from trainers.contributions.drafts import title_of, untitled
from trainers.contributions.sheets import Item, Sheet, placed
from trainers.contributions.steps import List, Step
from trainers.plans.pages import PlanModule, PlanPage

T = TypeVar("T")
KEYS = {"theme": "theme_id", "place": "place_id"}


def sheet_of(plan: PlanPage, step: Step) -> Sheet:
    """What `plan` holds of this step, as plain values."""
    return Sheet(
        {name: read_field(plan, name) for name in step.fields},
        {one.name: tuple(read_list(plan, one)) for one in step.lists},
    )


def read_field(plan: PlanPage, name: str) -> Any:
    if name == "title":
        return title_of(plan)
    if name == "keywords":
        return ", ".join(sorted(keyword.name for keyword in plan.keywords.all()))
    value = getattr(plan, KEYS.get(name, name))
    return ChoiceSetField.words(value) if name == "audiences" else value


def read_list(plan: PlanPage, one: List) -> Iterable[Item]:
    if one.kind:
        for block in blocks_of(plan, one):
            yield Item(block.id, plain(block.value))
    elif one.name == "tag":
        for tag in plan.competence_tags.all():
            values = {"competence": tag.competence_id, "role": tag.role, "level": tag.level}
            yield Item(f"{tag.competence_id}-{tag.role}", values)
    else:
        for row in plan.plan_modules.all():
            yield Item(str(row.module_id), {"module": row.module_id})


def blocks_of(plan: PlanPage, one: List) -> list[Any]:
    """The blocks of a list, each with an id: one that was written without any is known by its place."""
    stream = getattr(plan, one.field)
    for index, block in enumerate(stream):
        block.id = block.id or f"rang-{index}"
    return [block for block in stream if block.block_type == one.kind]


def name_everything(plan: PlanPage) -> None:
    """Give a name to what has none yet, for a page that shows it: an empty heading is nothing to read."""
    for block in plan.body:
        if block.block_type != "text" and not block.value.get("title"):
            block.value["title"] = _("(sans titre)")


def plain(value: StructValue) -> dict[str, Any]:
    """The values of a block as they are typed: the source of a Markdown text, nothing for what is empty."""
    return {name: _plain(child, value.get(name)) for name, child in value.block.child_blocks.items()}


def _plain(block: Block, part: Any) -> Any:
    if part is None:
        return False if isinstance(block, BooleanBlock) else ""
    return part.source if isinstance(part, MarkdownText) else part


def write(plan: PlanPage, step: Step, sheet: Sheet) -> None:
    """Put a sheet into `plan`; see `drafts.keep` to store it."""
    for name, value in sheet.fields.items():
        write_field(plan, name, value)
    for one in step.lists:
        if tuple(read_list(plan, one)) == sheet.lists[one.name]:
            continue
        if one.kind:
            _write_blocks(plan, one, sheet.lists[one.name])
        elif one.name == "tag":
            _write_tags(plan, sheet.lists[one.name])
        else:
            _write_modules(plan, sheet.lists[one.name])


def write_field(plan: PlanPage, name: str, value: Any) -> None:
    if value == read_field(plan, name):
        return
    if name == "keywords":
        plan.keywords.set([word.strip() for word in value.split(",") if word.strip()])
    elif name == "audiences":
        plan.audiences = PlanPage._meta.get_field("audiences").joined(value)
    else:
        setattr(plan, KEYS.get(name, name), value or untitled() if name == "title" else value)


def _write_blocks(plan: PlanPage, one: List, items: Iterable[Item]) -> None:
    before = {block.id: block for block in blocks_of(plan, one)}
    stream: StreamValue = getattr(plan, one.field)
    others = {block.id: block for block in stream if block.block_type != one.kind}
    block = stream.stream_block.child_blocks[one.kind]
    language = plan.locale.language_code[:2]
    # A new item never takes the id of another kind of block.
    wanted = {item.id: item for item in items if item.id not in others}
    new = {
        identity: _value(block, before[identity].value if identity in before else None, item.values, language)
        for identity, item in wanted.items()
    }
    order = placed([(child.block_type, child.id) for child in stream], one.kind, list(wanted))
    children = [
        (one.kind, new[identity], identity)
        if identity in new
        else (others[identity].block_type, others[identity].value, identity)
        for identity in order
    ]
    setattr(plan, one.field, StreamValue(stream.stream_block, children))


def _value(block: StructBlock, before: StructValue | None, values: Mapping[str, Any], language: str) -> StructValue:
    """The value of a block with what changed; a text that did not change keeps its rendering."""
    old = plain(before) if before is not None else {}
    kept = dict(before.items()) if before is not None else {}
    for name, child in block.child_blocks.items():
        if name in values and (name not in old or values[name] != old[name]):
            is_text = isinstance(child, MarkdownBlock)
            kept[name] = MarkdownText(values[name], None, language) if is_text else values[name]
    value: StructValue = block.normalize(kept)
    return value


def _write_tags(plan: PlanPage, items: Iterable[Item]) -> None:
    before = {(tag.competence_id, tag.role): tag for tag in plan.competence_tags.all()}
    rows = {}
    for item in items:
        key = (item.values["competence"], item.values["role"])
        if key[0] and key not in rows:
            rows[key] = before.get(key) or CompetenceTag(competence_id=key[0], role=key[1])
            rows[key].level = item.values["level"]
    plan.competence_tags.set(_in_order(rows.values()))
    plan.__dict__.pop("shown_tags", None)


def _write_modules(plan: PlanPage, items: Iterable[Item]) -> None:
    before = {row.module_id: row for row in plan.plan_modules.all()}
    keys = dict.fromkeys(item.values["module"] for item in items if item.values["module"])
    plan.plan_modules.set(_in_order(before.get(key) or PlanModule(module_id=key) for key in keys))
    plan.__dict__.pop("continuing_modules", None)


def _in_order(rows: Iterable[T]) -> list[T]:
    ordered = list(rows)
    for order, row in enumerate(ordered):
        row.sort_order = order  # type: ignore[attr-defined]
    return ordered
