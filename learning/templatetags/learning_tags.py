"""Template tags of modules and exercises."""

from typing import Any

from django import template
from wagtail.blocks.stream_block import StreamValue

from learning.answers import Exercise
from learning.blocks.base import ExerciseBlock
from learning.exercises.base import shuffled

register = template.Library()


@register.simple_tag(takes_context=True)
def exercise_of(context: template.Context, child: StreamValue.StreamChild) -> Exercise | None:
    """The exercise in a block of a step, with the visitor's answer if it was just given; nothing for other blocks."""
    if not isinstance(child.block, ExerciseBlock):
        return None
    answered = context.get("answered")
    return answered if answered and answered.id == child.id else Exercise.of(child)


@register.filter
def numbered(items: Any) -> list[tuple[str, Any]]:
    """Items with the index that names them in a form: `[("0", item), …]`."""
    return [(str(index), item) for index, item in enumerate(items)]


@register.filter
def in_shown_order(items: list[Any], seed: str) -> list[Any]:
    """The same mixed order for everybody (see `shuffled`)."""
    return shuffled(items, seed)


@register.filter
def lookup(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, or nothing."""
    return mapping.get(str(key)) if mapping else None


@register.filter
def given(answer: Any, name: str) -> str:
    """The value typed or chosen under `name`, to show it again."""
    values = (answer or {}).get(name) or [""]
    return values[0]


@register.filter
def has(answer: Any, pair: str) -> bool:
    """Whether `name=value` was chosen: `answer|has:"r=2"`."""
    name, _, value = pair.partition("=")
    return value in ((answer or {}).get(name) or ())
