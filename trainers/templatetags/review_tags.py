"""What templates need to show a review."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

register = template.Library()


@register.filter
def at_path(comments: Mapping[str, Sequence[Any]] | None, path: str) -> Sequence[Any]:
    """The remarks on one field; none when nothing was said."""
    return (comments or {}).get(path, ())
