"""Changing what every version of a page says, for what nobody may read any more."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Revision


def change_in_versions(page: Any, field: str, part: str, change: Callable[[str], str]) -> None:
    """Put `change` of its text into `field` of each version of `page` where it has `part`, whatever its case."""
    for revision in Revision.objects.for_instance(page).filter(**{f"content__{field}__icontains": part}).order_by("pk"):
        revision.content[field] = change(revision.content[field])
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
