"""Template tags of modules and exercises."""

from typing import Any, cast

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.blocks.stream_block import StreamValue

from core.typography import typeset
from learning.answers import Exercise
from learning.blocks.base import ExerciseBlock
from learning.exercises.base import shuffled
from learning.exercises.gaps import Gaps, parts
from learning.exercises.ordering import Item, Ordering

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


@register.simple_tag
def preview_exercise(block: ExerciseBlock, value: Any) -> Exercise:
    """The exercise as the editor's preview shows it."""
    return Exercise("apercu", block, value)


@register.simple_tag
def described(exercise: Exercise, key: str) -> SafeString | str:
    """Ties a field to its remark, when there is one: ` aria-describedby="…"`."""
    return format_html(' aria-describedby="{}-{}"', exercise.anchor, key) if key in exercise.remarks else ""


@register.inclusion_tag("exercises/remark.html")
def remark(exercise: Exercise, key: str, expected: bool = False) -> dict[str, Any]:
    """What is said about one part of the answer; an `expected` part without an answer is « à compléter »."""
    missing = expected and exercise.grade is not None and not exercise.blank and key not in exercise.remarks
    return {"remark": exercise.remarks.get(key), "id": f"{exercise.anchor}-{key}", "missing": missing}


@register.filter
def gap_parts(question: Gaps) -> list[dict[str, Any]]:
    """The text of a gap exercise, set with French typography, then cut at its gaps."""
    text = typeset(question.text, get_language() or "fr")
    return [
        {"text": part.text}
        if part.gap is None
        else {
            "text": part.text,
            "key": f"t{part.gap}",
            "number": part.gap + 1,
            "options": question.gaps[part.gap].choices,
        }
        for part in parts(text, len(question.gaps))
    ]


@register.filter
def in_given_order(exercise: Exercise) -> list[tuple[str, Item]]:
    """The items of an ordering exercise, as the learner placed them."""
    return cast(Ordering, exercise.question).shown(exercise.answer, exercise.id)


@register.filter
def longest(gaps: Gaps) -> int:
    """A width for every typed gap, in characters: the same for all, so that it gives nothing away."""
    return min(30, 2 + max((len(text) for gap in gaps.gaps if not gap.options for text in gap.accepted), default=8))
