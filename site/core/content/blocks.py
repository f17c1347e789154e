"""Blocks as plain values and back: one pair of functions for each kind of block, none for a particular block.

`read` makes what the database stores from a YAML tree; `write` makes texts, numbers, lists and mappings from what the
database stores. A new block made of these needs nothing here. A new kind of field registers its own pair:
`@read.register`, `@write.register`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import singledispatch
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.markdown import MarkdownBlock, MarkdownText
from core.content.context import Names, Pending, Reading, Writing
from core.content.errors import At, one_of
from core.content.vocabulary import BLOCK_KEY, FALSE_WORDS, NO, TRUE_WORDS, YES, fence_of, key_of, words_of
from core.content.yaml_reader import Fields, Items, Node, Scalar

_BLANK_START = re.compile(r"\A(?:[ \t]*\n)+")
VALUE_KEY = "valeur"
EMPTY = Scalar(0, "")


def plain_text(text: Any) -> str:
    """One spelling for texts that mean the same: line breaks of one kind, none at either end."""
    return str(text if text is not None else "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def plain_markdown(text: Any) -> str:
    return _BLANK_START.sub("", plain_text(text)).rstrip()


# --- Writing ---------------------------------------------------------------------------------------------------------


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


# --- Reading ---------------------------------------------------------------------------------------------------------


@singledispatch
def read(block: blocks.Block, node: Node, at: At, names: Names, reading: Reading) -> Any:
    """The stored value of `block` from `node`; what is wrong goes to `reading.faults`, and the default comes back."""
    text = scalar(node, at, reading)
    try:
        return block.get_prep_value(block.field.to_python(text))
    except ValidationError as error:
        reading.faults.add(at, text, sentence(error), is_remark=True)
        return absent(block)


def read_child(parent: blocks.Block, name: str, node: Node, at: At, names: Names, reading: Reading) -> Any:
    """One field of a struct; the file's words become the stored ones."""
    words = {word: value for value, word in words_of(parent, name).items()}
    if words and isinstance(node, Scalar) and node.text in words:
        node = Scalar(node.line, words[node.text])
    reading.place(names, at)
    return read(parent.child_blocks[name], node, at, names, reading)


@read.register
def _read_char(block: blocks.CharBlock, node: Node, at: At, names: Names, reading: Reading) -> str:
    return scalar(node, at, reading)


@read.register
def _read_text(block: blocks.TextBlock, node: Node, at: At, names: Names, reading: Reading) -> str:
    return scalar(node, at, reading)


@read.register
def _read_markdown(block: MarkdownBlock, node: Node, at: At, names: Names, reading: Reading) -> Any:
    return read_markdown(block, scalar(node, at, reading), reading)


def read_markdown(block: MarkdownBlock, text: str, reading: Reading) -> Any:
    return block.get_prep_value(MarkdownText(plain_markdown(text), None, reading.language))


@read.register
def _read_boolean(block: blocks.BooleanBlock, node: Node, at: At, names: Names, reading: Reading) -> bool:
    text = scalar(node, at, reading)
    if text.lower() not in TRUE_WORDS | FALSE_WORDS:
        reading.faults.add(at, text, one_of((YES, NO)))
    return text.lower() in TRUE_WORDS


@read.register
def _read_integer(block: blocks.IntegerBlock, node: Node, at: At, names: Names, reading: Reading) -> int | None:
    text = scalar(node, at, reading)
    return integer(text, at, reading) if text else None


def integer(text: str, at: At, reading: Reading) -> int | None:
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        reading.faults.add(at, text, _("un nombre entier"))
        return None
    return int(text)


@read.register
def _read_choice(block: blocks.ChoiceBlock, node: Node, at: At, names: Names, reading: Reading) -> str:
    text = scalar(node, at, reading)
    return _chosen(block, text, at, reading) if text else ""


@read.register
def _read_multiple_choice(
    block: blocks.MultipleChoiceBlock, node: Node, at: At, names: Names, reading: Reading
) -> list[str]:
    found = items(node, at, reading)
    places = [at.child(n, item.line) for n, item in enumerate(found, 1)]
    return [
        _chosen(block, scalar(item, place, reading), place, reading) for item, place in zip(found, places, strict=True)
    ]


def _chosen(block: blocks.Block, text: str, at: At, reading: Reading) -> str:
    choices = [str(value) for value, _label in _flat(block.field.choices) if value not in (None, "")]
    if text not in choices:
        reading.faults.add(at, text, one_of(choices, near=text))
    return text


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for value, label in choices:
        flat += _flat(label) if isinstance(label, (list, tuple)) else [(value, label)]
    return flat


def _read_chooser(
    kind: str, block: blocks.Block, node: Node, at: At, names: Names, reading: Reading, of: str = ""
) -> Pending | None:
    text = scalar(node, at, reading)
    return reading.refer(kind, text, at, of, names) if text else None


@read.register
def _read_image_chooser(block: ImageChooserBlock, node: Node, at: At, names: Names, reading: Reading) -> Pending | None:
    return _read_chooser("image", block, node, at, names, reading)


@read.register
def _read_document_chooser(
    block: DocumentChooserBlock, node: Node, at: At, names: Names, reading: Reading
) -> Pending | None:
    return _read_chooser("document", block, node, at, names, reading)


@read.register
def _read_page_chooser(
    block: blocks.PageChooserBlock, node: Node, at: At, names: Names, reading: Reading
) -> Pending | None:
    return _read_chooser("page", block, node, at, names, reading, page_type_of(block))


def page_type_of(block: blocks.PageChooserBlock) -> str:
    """The `type` of the only pages that may be chosen; empty when any page may."""
    return getattr(block.target_model, "text_type", None) or ""


@read.register
def _read_struct(block: blocks.StructBlock, node: Node, at: At, names: Names, reading: Reading) -> dict[str, Any]:
    entries = fields(node, at, reading)
    by_key = {key_of(block, name): name for name in block.child_blocks}
    for key, (line, _node) in entries.items():
        if key not in by_key:
            reading.faults.unknown_key(at.child(key, line), by_key)
    value = {}
    for key, name in by_key.items():
        if key in entries:
            line, child = entries[key]
            value[name] = read_child(block, name, child, at.child(key, line), (*names, name), reading)
        else:
            reading.place((*names, name), at.child(key))
            value[name] = absent(block.child_blocks[name], reading.language)
    return value


@read.register
def _read_list(block: blocks.ListBlock, node: Node, at: At, names: Names, reading: Reading) -> list[dict[str, Any]]:
    raw: list[dict[str, Any]] = []
    for n, item in enumerate(items(node, at, reading)):
        place = at.child(n + 1, item.line)
        reading.place((*names, n), place)
        raw.append({"type": "item", "value": read(block.child_block, item, place, (*names, n), reading), "id": None})
    return raw


@read.register
def _read_stream(
    block: blocks.BaseStreamBlock, node: Node, at: At, names: Names, reading: Reading
) -> list[dict[str, Any]]:
    raw: list[dict[str, Any]] = []
    by_fence = {fence_of(child): child for child in block.child_blocks.values()}
    for item in items(node, at, reading):
        place = at.child(len(raw) + 1, item.line)
        entries = fields(item, place, reading)
        line, kind = entries.get(BLOCK_KEY, (item.line, EMPTY))
        fence = scalar(kind, place, reading)
        if fence not in by_fence:
            reading.faults.add(place.child(BLOCK_KEY, line), fence, one_of(by_fence, near=fence))
            continue
        child = by_fence[fence]
        rest: Node = Fields(item.line, {key: entry for key, entry in entries.items() if key != BLOCK_KEY})
        if not isinstance(child, blocks.StructBlock):
            rest = entries.get(VALUE_KEY, (item.line, EMPTY))[1]
        here = (*names, len(raw))
        reading.place(here, place)
        raw.append({"type": child.name, "value": read(child, rest, place, here, reading), "id": None})
    return raw


# --- Shapes ----------------------------------------------------------------------------------------------------------


def scalar(node: Node, at: At, reading: Reading) -> str:
    if isinstance(node, Scalar):
        return node.text
    reading.faults.add(at, _("une liste") if isinstance(node, Items) else _("des champs"), _("un texte"))
    return ""


def items(node: Node, at: At, reading: Reading) -> Sequence[Node]:
    if isinstance(node, Items):
        return node.items
    if not (isinstance(node, Scalar) and not node.text):
        found = node.text if isinstance(node, Scalar) else _("des champs")
        reading.faults.add(at, found, _("une liste, un tiret par ligne"))
    return ()


def fields(node: Node, at: At, reading: Reading) -> Mapping[str, tuple[int, Node]]:
    if isinstance(node, Fields):
        return node.entries
    if not (isinstance(node, Scalar) and not node.text):
        found = node.text if isinstance(node, Scalar) else _("une liste")
        reading.faults.add(at, found, _("des champs, « nom: valeur »"))
    return {}


def sentence(error: ValidationError) -> str:
    """A validation message as what was expected."""
    message = " ".join(str(part) for part in error.messages)
    return message.rstrip(".") if message else _("une autre valeur")
