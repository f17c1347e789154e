"""Blocks that any body of text can hold."""

from wagtail import blocks

from core.blocks.markdown import MarkdownBlock
from core.blocks.tip import TipBlock

TEXT_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("text", MarkdownBlock()),
    ("tip", TipBlock()),
]
