"""Model fields shared by all packages."""

from typing import Any

from django.db import models
from wagtail.fields import StreamField

from core.localize import SegmentExtractor


class BodyField(StreamField):
    """A StreamField that migrations see as a JSON column.

    Blocks are code, not schema: changing one must not make a migration. A data migration reads and writes the raw
    list of blocks, so nothing is lost there either.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        # `default` and `encoder` come back from a migration's JSONField when Django clones this field.
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        if kwargs.get("default") is list:
            kwargs.pop("default")
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        # Skip StreamField.deconstruct, which would write every block into the migration.
        name, _path, args, kwargs = models.Field.deconstruct(self)
        kwargs["default"] = list
        return name, "django.db.models.JSONField", list(args), kwargs

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Asked by Wagtail Localize."""
        return SegmentExtractor(self, include_overridables=True).handle_stream_block(value)
