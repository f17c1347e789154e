"""Where in a plan a remark was made: Wagtail's `contentpath`, in the words that the author sees.

A path is a field (`title`), a block (`body.<id>`) or a field of a block (`body.<id>.minutes`).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from trainers.contributions.steps import STEPS, place_of
from trainers.plans.pages import PlanPage


def step_of(plan: PlanPage, path: str) -> str:
    """The step of the form where this is written; the first one for what the form does not ask."""
    kinds = {block.id: block.block_type for block in plan.body}
    return place_of(path, kinds)[0].slug


def is_asked(plan: PlanPage, path: str) -> bool:
    """Whether the form shows it: a remark on anything else is read on its own page."""
    name, _dot, rest = path.partition(".")
    kind = next((block.block_type for block in plan.body if block.id == rest.partition(".")[0]), "")
    lists = [one for step in STEPS for one in step.lists if one.field == name]
    return any(name in step.fields for step in STEPS) or any(not kind or one.kind == kind for one in lists)


def words(plan: PlanPage, path: str) -> str:
    """« Déroulé et feuilles – Activité « Fabriquer sa phrase » – Minutes »; empty when the plan no longer has it."""
    name, *rest = path.split(".")
    try:
        field = plan._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    label = capfirst(str(getattr(field, "verbose_name", "")))
    if not rest:
        return label
    inside = _in_stream(plan, field, rest) if isinstance(field, StreamField) else []
    return " – ".join([label, *inside]) if inside else ""


def _in_stream(plan: PlanPage, field: StreamField, rest: list[str]) -> list[str]:
    """The block, then its field; nothing when one of them is away."""
    child = next((child for child in getattr(plan, field.name) if child.id == rest[0]), None)
    if child is None:
        return []
    found = [_named(child)]
    block: Any = child.block
    for name in rest[1:]:
        block = getattr(block, "child_blocks", {}).get(name)
        if block is None:
            break
        found.append(str(block.label))
    return found


def _named(child: Any) -> str:
    """« Activité « Accueil » », or « Activité » while it has no title."""
    value = child.value if hasattr(child.value, "get") else {}
    title = Truncator(str(value.get("title") or value.get("text") or "")).chars(60)
    return (
        _("%(kind)s « %(title)s »") % {"kind": child.block.label, "title": title} if title else str(child.block.label)
    )
