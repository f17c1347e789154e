"""Template tags of the simulations: mailbox, form, site."""

import re
from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.typography import typeset
from learning.answers import Exercise
from learning.exercises.base import Answer
from learning.exercises.mailbox import DELETE, action_names
from learning.exercises.navigation import Visit

register = template.Library()

_ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)]")


@register.simple_tag
def visit_of(exercise: Exercise) -> Visit | None:
    """Where the clicks made so far lead on a simulated site."""
    return exercise.question.visit(exercise.answer)  # type: ignore[attr-defined]


@register.filter
def message_text(text: str) -> SafeString:
    """The text of a simulated message, as paragraphs. An address looks like a link; it cannot be followed."""
    escaped = str(escape(typeset(text.strip(), get_language() or "fr")))
    linked = _ADDRESS.sub(r'<span class="fake-link">\g<0></span>', escaped)
    paragraphs = re.split(r"\n\s*\n", linked)
    return mark_safe("".join(f"<p>{p.replace(chr(10), '<br>')}</p>" for p in paragraphs))  # noqa: S308 — escaped above


@register.filter
def initial(name: str) -> str:
    """The letter in the round of a sender."""
    return next((c.upper() for c in name if c.isalnum()), "?")


@register.filter
def action_name(action: str) -> str:
    return action_names().get(action, "")


@register.filter
def action_icon(action: str) -> str:
    return "corbeille" if action == DELETE else action


@register.filter
def all_given(answer: Answer | None, name: str) -> Sequence[str]:
    """Every value ticked under `name`."""
    return (answer or {}).get(name) or ()


@register.filter
def wrong_fields(exercise: Exercise) -> list[tuple[str, Any]]:
    """The fields of a form that must be looked at again, with the names they have in the form."""
    fields = exercise.question.fields  # type: ignore[attr-defined]
    return [(name, fields[int(name[1:])]) for name, remark in exercise.remarks.items() if not remark.right]


@register.filter
def input_type(kind: str) -> str:
    """The HTML type of a field. A date is typed as text: learning to write it is the exercise."""
    return {"courriel": "email", "telephone": "tel"}.get(kind, "text")


@register.filter
def wrong_messages(exercise: Exercise) -> int:
    """How many messages of a mailbox must be looked at again."""
    return sum(not remark.right for name, remark in exercise.remarks.items() if name[1:].isdigit())
