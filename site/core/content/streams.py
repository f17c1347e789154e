"""A StreamField of blocks of one kind, written in the front matter as a list of fields.

    Blocks("objectifs", "objectives")     # objectives = BodyField([("objective", ObjectiveBlock())])

A page has one body, written under the front matter; this is for what a page lists besides.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

from core.content.block_reading import read
from core.content.block_writing import complete, write
from core.content.context import Reading, Writing, settled
from core.content.declarations import Pk, Text
from core.content.errors import At, one_of
from core.content.shapes import items, scalar
from core.content.validation import check_stream
from core.content.yaml_reader import Node


class Written(Sequence[Any]):
    """The items of a stream, compared as a file would write them; `raw` is how they are stored.

    Written late: a file that an item names gets its final name after the file was read.
    """

    def __init__(self, block: blocks.Block, raw: Sequence[Any], writing: Writing) -> None:
        self.block, self.raw, self._writing = block, raw, writing

    @cached_property
    def items(self) -> list[Any]:
        return [write(self.block, value, self._writing) for value in self.raw]

    def __len__(self) -> int:
        return len(self.raw)

    def __getitem__(self, index: Any) -> Any:
        return self.items[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and not isinstance(other, str) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Blocks(Text):
    """Items in the order of the page."""

    def stream(self, model: type[Model]) -> blocks.BaseStreamBlock:
        return model._meta.get_field(self.attribute).stream_block  # type: ignore[union-attr]

    def item(self, model: type[Model]) -> blocks.Block:
        (item,) = self.stream(model).child_blocks.values()
        return item

    def current(self, obj: Model, writing: Writing) -> Any:
        stream = self.stream(type(obj))
        raw = complete(stream, stream.get_prep_value(getattr(obj, self.attribute)))
        return Written(self.item(type(obj)), [item["value"] for item in raw], writing)

    def default(self, model: type[Model]) -> Any:
        return ()

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        block, raw = self.item(model), []
        for n, item in enumerate(items(node, at, reading)):
            place, names = at.child(n + 1, item.line), (self.attribute, n)
            reading.place(names, place)
            faults_before = len(reading.faults.errors)
            raw.append(read(block, item, place, names, reading))
            if len(reading.faults.errors) == faults_before:
                check_stream(block, raw[-1], names, reading)
        return Written(block, raw, Writing())

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        stream, item = self.stream(type(obj)), self.item(type(obj))
        known = list(_ids(getattr(obj, self.attribute)))
        raw = [
            {"type": item.name, "value": settled(content, pk), "id": known[n] if n < len(known) else str(uuid.uuid4())}
            for n, content in enumerate(value.raw if value else ())
        ]
        setattr(obj, self.attribute, StreamValue(stream, raw, is_lazy=True))

    def same(self, one: Any, other: Any) -> bool:
        return list(one) == list(other)

    def plain(self, value: Any, model: type[Model], writing: Writing) -> Any:
        return list(value)


def _ids(stream: StreamValue) -> Iterator[str]:
    """An item keeps the id of the one that stood at its place: translations point to it."""
    return (item["id"] for item in stream.raw_data if item.get("id"))


@dataclass(frozen=True)
class ChoiceSet(Text):
    """Some of the choices of a field that holds a set of words (`core.fields.ChoiceSetField`)."""

    def current(self, obj: Model, writing: Writing) -> Any:
        return tuple(self.model_field(type(obj)).words(getattr(obj, self.attribute)))

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        options = [str(value) for value, _label in self.model_field(model).options]
        chosen = []
        for n, item in enumerate(items(node, at, reading), 1):
            place = at.child(n, item.line)
            word = scalar(item, place, reading).strip()
            if word not in options:
                reading.faults.add(place, word, one_of(options, near=word))
            elif word not in chosen:
                chosen.append(word)
        return tuple(word for word in options if word in chosen)

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        setattr(obj, self.attribute, self.model_field(type(obj)).joined(value))

    def plain(self, value: Any, model: type[Model], writing: Writing) -> Any:
        return list(value)
