"""The attachments of a plan, in order: adding, changing, moving, taking away. Nothing is saved here."""

from __future__ import annotations

import uuid
from typing import Any

from core.uploads.kinds import MB
from trainers.plans.pages import PlanPage

MOST_FILES = 15
MOST_BYTES = 60 * MB


def pieces_of(plan: PlanPage) -> list[Any]:
    """The blocks of its attachments, those whose file is gone left out."""
    return [block for block in plan.attachments if block.value.get("file")]


def piece(plan: PlanPage, identifier: str) -> Any | None:
    return next((block for block in pieces_of(plan) if block.id == identifier), None)


def weight(plan: PlanPage) -> int:
    """What its files weigh together, in bytes."""
    return sum(block.value["file"].file_size or 0 for block in pieces_of(plan))


def add(plan: PlanPage, document: Any, fields: dict[str, Any]) -> None:
    _set(plan, [*_raw(plan), {"type": "attachment", "id": str(uuid.uuid4()), "value": {"file": document.pk} | fields}])


def change(plan: PlanPage, identifier: str, fields: dict[str, Any]) -> None:
    _set(plan, [one | {"value": one["value"] | fields} if one["id"] == identifier else one for one in _raw(plan)])


def take_away(plan: PlanPage, identifier: str) -> None:
    _set(plan, [one for one in _raw(plan) if one["id"] != identifier])


def move(plan: PlanPage, identifier: str, *, by: int) -> bool:
    """Move one up (-1) or down (1); False at the end of the list."""
    blocks = _raw(plan)
    start = next((place for place, one in enumerate(blocks) if one["id"] == identifier), -1)
    end = start + by
    if start < 0 or not 0 <= end < len(blocks):
        return False
    blocks[start], blocks[end] = blocks[end], blocks[start]
    _set(plan, blocks)
    return True


def _raw(plan: PlanPage) -> list[dict[str, Any]]:
    """As the database keeps them; those whose file is gone are left out."""
    there = {block.id for block in pieces_of(plan)}
    return [one for one in plan.attachments.get_prep_value() if one["id"] in there]


def _set(plan: Any, raw: list[dict[str, Any]]) -> None:
    plan.attachments = plan.attachments.stream_block.to_python(raw)
