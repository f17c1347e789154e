"""Plain values as blocks: one function for each kind of block, none for a particular block.

`read` makes what the database stores from a YAML tree. A new block made of these needs nothing here. A new kind of field registers its
own function, `@read.register`, and its writer (see `block_writing`).
"""

from functools import singledispatch
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.markdown import MarkdownBlock, MarkdownText
from core.content.block_writing import VALUE_KEY, absent, page_type_of, plain_markdown
from core.content.context import Names, Pending, Reading
from core.content.errors import At, one_of
from core.content.shapes import fields, integer, items, scalar, sentence
from core.content.vocabulary import BLOCK_KEY, FALSE_WORDS, NO, TRUE_WORDS, YES, fence_of, key_of, words_of
from core.content.yaml_reader import Fields, Node, Scalar

_EMPTY = Scalar(0, "")


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
        line, kind = entries.get(BLOCK_KEY, (item.line, _EMPTY))
        fence = scalar(kind, place, reading)
        if fence not in by_fence:
            reading.faults.add(place.child(BLOCK_KEY, line), fence, one_of(by_fence, near=fence))
            continue
        child = by_fence[fence]
        rest: Node = Fields(item.line, {key: entry for key, entry in entries.items() if key != BLOCK_KEY})
        if not isinstance(child, blocks.StructBlock):
            rest = entries.get(VALUE_KEY, (item.line, _EMPTY))[1]
        here = (*names, len(raw))
        reading.place(here, place)
        raw.append({"type": child.name, "value": read(child, rest, place, here, reading), "id": None})
    return raw
