"""Blocks as plain values: one function for each kind of block, none for a particular block.

`write` makes texts, numbers, lists and mappings from what the database stores. A new block made of these needs nothing here. A new kind
of field registers its own function, `@write.register`, and its reader (see `block_reading`).
"""

import re
from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.markdown import MarkdownBlock, MarkdownText
from core.content.context import Writing
from core.content.vocabulary import BLOCK_KEY, NO, YES, fence_of, key_of, words_of

_BLANK_START = re.compile(r"\A(?:[ \t]*\n)+")
VALUE_KEY = "valeur"


def plain_text(text: Any) -> str:
    """One spelling for texts that mean the same: line breaks of one kind, none at either end."""
    return str(text if text is not None else "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def plain_markdown(text: Any) -> str:
    return _BLANK_START.sub("", plain_text(text)).rstrip()


@singledispatch
def write(block: blocks.Block, raw: Any, writing: Writing) -> Any:
    """The stored value `raw` of `block` as texts, numbers, lists and mappings; equal values are written alike."""
    return plain_text(raw)


@write.register
def _write_markdown(block: MarkdownBlock, raw: Any, writing: Writing) -> str:
    return plain_markdown(raw.get("source", "") if isinstance(raw, Mapping) else raw)


@write.register
def _write_boolean(block: blocks.BooleanBlock, raw: Any, writing: Writing) -> str:
    return YES if raw else NO


@write.register
def _write_integer(block: blocks.IntegerBlock, raw: Any, writing: Writing) -> Any:
    return "" if raw is None else raw


@write.register
def _write_multiple_choice(block: blocks.MultipleChoiceBlock, raw: Any, writing: Writing) -> list[str]:
    return [str(value) for value in raw or ()]


@write.register
def _write_image_chooser(block: ImageChooserBlock, raw: Any, writing: Writing) -> str:
    return writing.name("image", raw)


@write.register
def _write_document_chooser(block: DocumentChooserBlock, raw: Any, writing: Writing) -> str:
    return writing.name("document", raw)


@write.register
def _write_page_chooser(block: blocks.PageChooserBlock, raw: Any, writing: Writing) -> str:
    return writing.short(writing.name("page", raw), page_type_of(block))


@write.register
def _write_struct(block: blocks.StructBlock, raw: Any, writing: Writing) -> dict[str, Any]:
    fields = {}
    for name, child in block.child_blocks.items():
        value = _in_words(block, name, write(child, raw[name], writing)) if name in raw else _absent(child)
        if value != _in_words(block, name, _absent(child)) or name in getattr(block.meta, "always", ()):
            fields[key_of(block, name)] = value
    return fields


@write.register
def _write_list(block: blocks.ListBlock, raw: Any, writing: Writing) -> list[Any]:
    return [write(block.child_block, item["value"], writing) for item in raw]


@write.register
def _write_stream(block: blocks.BaseStreamBlock, raw: Any, writing: Writing) -> list[dict[str, Any]]:
    items = []
    for item in raw:
        child = block.child_blocks[item["type"]]
        value = write(child, item["value"], writing)
        items.append({BLOCK_KEY: fence_of(child)} | (value if isinstance(value, dict) else {VALUE_KEY: value}))
    return items


def _in_words(parent: blocks.Block, name: str, value: Any) -> Any:
    words = words_of(parent, name)
    if isinstance(value, list):
        return [words.get(item, item) if isinstance(item, str) else item for item in value]
    return words.get(value, value) if isinstance(value, str) else value


def _absent(block: blocks.Block) -> Any:
    """What `write` gives for a value that the file does not mention."""
    # A block lives as long as the process, and its default does not change.
    if "_text_absent" not in block.__dict__:
        block._text_absent = write(block, absent(block), Writing())
    return block._text_absent


def absent(block: blocks.Block, language: str = "fr") -> Any:
    """The stored value of a field that the file does not mention: its default, and nothing for a list."""
    if isinstance(block, (blocks.ListBlock, blocks.BaseStreamBlock)):
        return []
    if isinstance(block, blocks.StructBlock):
        return {name: absent(child, language) for name, child in block.child_blocks.items()}
    default = block.get_default()
    if isinstance(block, MarkdownBlock):
        return block.get_prep_value(MarkdownText(default.source, None, language))
    return block.get_prep_value(default)


def complete(block: blocks.Block, raw: Any) -> Any:
    """What is stored, with what the block has got or lost since."""
    if isinstance(block, blocks.StructBlock):
        stored = raw or {}
        return {
            name: complete(child, stored[name]) if name in stored else absent(child)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [item | {"value": complete(block.child_block, item["value"])} for item in map(_as_item, raw or ())]
    if isinstance(block, blocks.BaseStreamBlock):
        known = [item for item in raw or () if item["type"] in block.child_blocks]
        return [item | {"value": complete(block.child_blocks[item["type"]], item["value"])} for item in known]
    return raw


def _as_item(item: Any) -> dict[str, Any]:
    """Lists stored before Wagtail gave ids to their items hold bare values."""
    is_item = isinstance(item, dict) and item.get("type") == "item" and "value" in item and "id" in item
    return item if is_item else {"type": "item", "value": item, "id": None}


def page_type_of(block: blocks.PageChooserBlock) -> str:
    """The `type` of the only pages that may be chosen; empty when any page may."""
    return getattr(block.target_model, "text_type", None) or ""
