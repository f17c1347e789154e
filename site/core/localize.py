"""What Wagtail Localize needs to know of our streams."""

from typing import Any

from wagtail_localize.segments.extract import StreamFieldSegmentExtractor


class SegmentExtractor(StreamFieldSegmentExtractor):
    """Wagtail Localize's own stops at an optional text that nobody typed, and passes over lists in a block in a block."""

    def handle_block(self, block_type: Any, block_value: Any, raw_value: Any = None) -> list[Any]:
        return [] if block_value is None else super().handle_block(block_type, block_value, raw_value)

    def handle_struct_block(self, struct_block: Any, raw_value: Any = None) -> list[Any]:
        if isinstance(raw_value, dict) and not {"type", "value"} <= raw_value.keys():
            raw_value = {"value": raw_value}
        return super().handle_struct_block(struct_block, raw_value)
