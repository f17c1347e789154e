"""The text under the front matter: which field it goes to, and how it is cut.

text_body = Sections("steps")   # `# Titre` opens a step, a struct with a title and a body
text_body = Stream("body")      # Markdown and fences, into a StreamField
text_body = Markdown("text")    # one Markdown text, into a TextField
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

from core.blocks.markdown import MarkdownBlock
from core.content.block_reading import read, read_markdown
from core.content.block_writing import VALUE_KEY, absent, complete, plain_markdown, plain_text, write
from core.content.context import Names, Reading, Writing
from core.content.document import Fence, Part, Prose, Title, can_be_prose
from core.content.errors import At, one_of
from core.content.shapes import fields
from core.content.vocabulary import TEXT_FENCE, fence_of
from core.content.yaml_reader import MAX_TEXT, Fields, read_yaml
from core.content.yaml_writer import write_yaml


class Body(Protocol):
    attribute: str
    titles: bool

    def block(self, model: type[Model]) -> blocks.Block | None: ...

    def read(self, parts: Sequence[Part], reading: Reading, model: type[Model]) -> Any: ...

    def write(self, raw: Any, writing: Writing, model: type[Model]) -> list[Part]: ...

    def current(self, page: Model) -> Any: ...

    def apply(self, page: Model, raw: Any) -> None: ...


@dataclass(frozen=True)
class Markdown:
    """The whole text is one Markdown source in a TextField."""

    attribute: str
    titles = False

    def block(self, model: type[Model]) -> None:
        return None

    def read(self, parts: Sequence[Part], reading: Reading, model: type[Model]) -> str:
        for part in parts:
            if not isinstance(part, Prose):
                reading.faults.add(At(part.line), ":::", _("du texte seulement, sans bloc"))
        return "\n\n".join(part.text for part in parts if isinstance(part, Prose))

    def write(self, raw: str, writing: Writing, model: type[Model]) -> list[Part]:
        return [Prose(0, plain_markdown(raw))] if plain_markdown(raw) else []

    def current(self, page: Model) -> str:
        return getattr(page, self.attribute)

    def apply(self, page: Model, raw: str) -> None:
        setattr(page, self.attribute, raw)


@dataclass(frozen=True)
class Stream:
    """Markdown and fences, in a StreamField."""

    attribute: str
    titles = False

    def block(self, model: type[Model]) -> blocks.BaseStreamBlock:
        return model._meta.get_field(self.attribute).stream_block  # type: ignore[union-attr]

    def read(self, parts: Sequence[Part], reading: Reading, model: type[Model]) -> Any:
        return read_parts(self.block(model), parts, (self.attribute,), reading)

    def write(self, raw: Any, writing: Writing, model: type[Model]) -> list[Part]:
        return write_parts(self.block(model), raw, writing, titles=self.titles)

    def current(self, page: Model) -> Any:
        block = self.block(type(page))
        return complete(block, block.get_prep_value(getattr(page, self.attribute)))

    def apply(self, page: Model, raw: Any) -> None:
        setattr(page, self.attribute, StreamValue(self.block(type(page)), raw, is_lazy=True))


@dataclass(frozen=True)
class Sections(Stream):
    """A StreamField of sections of one kind, each a struct with a title and a body."""

    title: str = "title"
    body: str = "body"
    titles = True

    def section(self, model: type[Model]) -> blocks.StructBlock:
        (section,) = self.block(model).child_blocks.values()
        return section

    def read(self, parts: Sequence[Part], reading: Reading, model: type[Model]) -> Any:
        section = self.section(model)
        grouped: list[tuple[Title, list[Part]]] = []
        for part in parts:
            if isinstance(part, Title):
                grouped.append((part, []))
            elif grouped:
                grouped[-1][1].append(part)
            else:
                reading.faults.add(
                    At(part.line, (_("texte"),)), _first_line(part), _("d’abord un titre, « # Le titre de l’étape »")
                )
                return []
        raw = []
        for n, (title, inside) in enumerate(grouped):
            names: Names = (self.attribute, n)
            at = At(title.line, (_("étape %(number)d") % {"number": n + 1},))
            reading.place(names, at)
            if title.id:
                reading.claim_id(title.id, at)
            content = read_parts(section.child_blocks[self.body], inside, (*names, self.body), reading)
            raw.append(
                {"type": section.name, "value": {self.title: title.text, self.body: content}, "id": title.id or None}
            )
        return raw

    def write(self, raw: Any, writing: Writing, model: type[Model]) -> list[Part]:
        section = self.section(model)
        parts: list[Part] = []
        for item in raw:
            parts.append(Title(0, plain_text(item["value"][self.title]).replace("\n", " "), item["id"] or ""))
            parts += write_parts(section.child_blocks[self.body], item["value"][self.body], writing, titles=True)
        return parts


def read_parts(
    block: blocks.BaseStreamBlock, parts: Sequence[Part], names: Names, reading: Reading
) -> list[dict[str, Any]]:
    """Markdown and fences as the stored value of a stream."""
    by_fence = {fence_of(child): child for child in block.child_blocks.values() if not isinstance(child, MarkdownBlock)}
    text_block = next((child for child in block.child_blocks.values() if isinstance(child, MarkdownBlock)), None)
    if text_block:
        by_fence[TEXT_FENCE] = text_block
    raw: list[dict[str, Any]] = []
    for part in parts:
        here = (*names, len(raw))
        faults_before = len(reading.faults.errors)
        if isinstance(part, Prose):
            at, child = At(part.line, (_("texte"),)), text_block
            value = read_markdown(child, part.text, reading) if child else None
        elif isinstance(part, Fence):
            at, child = At(part.line, (part.name,)), by_fence.get(part.name)
            value = read_fence(child, part, here, reading) if child else None
        if child is None:
            reading.faults.add(
                at, part.name if isinstance(part, Fence) else _first_line(part), one_of(by_fence, near=at.field)
            )
            reading.incomplete.add(names)
            continue
        if len(reading.faults.errors) > faults_before:
            reading.broken.add(here)
        reading.place(here, at)
        given = part.id if isinstance(part, Fence) else ""
        if given:
            reading.claim_id(given, at)
        raw.append({"type": child.name, "value": value, "id": given or None})
    return raw


def read_fence(block: blocks.Block, fence: Fence, names: Names, reading: Reading) -> Any:
    at = At(fence.line)
    text_child = _text_child(block)
    if (text_child or isinstance(block, MarkdownBlock)) and len(fence.body) > MAX_TEXT:
        expected = _("%(count)d caractères au plus") % {"count": MAX_TEXT}
        reading.faults.add(at.child(fence.name), fence.body, expected)
        return absent(block)
    if isinstance(block, MarkdownBlock):
        return read_markdown(block, fence.body, reading)
    if text_child:
        value = read(block, _no_fields(fence), at, names, reading)
        inside = At(fence.line + 1, (fence.name,))
        reading.place((*names, text_child), inside)
        return value | {text_child: read_markdown(block.child_blocks[text_child], fence.body, reading)}
    node = read_yaml(fence.body, fence.line + 1, reading.faults, At(fence.line, (fence.name,)))
    if node is None:
        return read(block, _no_fields(fence), at, names, reading)
    if not isinstance(block, blocks.StructBlock):
        entries = fields(node, at, reading)
        node = entries[VALUE_KEY][1] if VALUE_KEY in entries else _no_fields(fence)
    return read(block, node, at, names, reading)


def write_parts(block: blocks.BaseStreamBlock, raw: Any, writing: Writing, *, titles: bool) -> list[Part]:
    parts: list[Part] = []
    for item in raw:
        child = block.child_blocks[item["type"]]
        written = write(child, item["value"], writing)
        kept_id = (item["id"] or "") if getattr(child.meta, "text_id", False) else ""
        text_child = _text_child(child)
        if isinstance(child, MarkdownBlock):
            after_prose = bool(parts) and isinstance(parts[-1], Prose)
            plain = can_be_prose(written, titles=titles) and not after_prose
            parts.append(Prose(0, written) if plain else Fence(0, TEXT_FENCE, written))
        elif text_child:
            parts.append(Fence(0, fence_of(child), plain_markdown(item["value"][text_child]["source"]), kept_id))
        else:
            fields = written if isinstance(child, blocks.StructBlock) else {VALUE_KEY: written}
            parts.append(Fence(0, fence_of(child), write_yaml(fields), kept_id))
    return parts


def _text_child(block: blocks.Block) -> str:
    """The child that a fence holds as it is, for a tip, a warning, an example."""
    name = getattr(block.meta, "fence_text", "") if isinstance(block, blocks.StructBlock) else ""
    return name if name and list(block.child_blocks) == [name] else ""


def _no_fields(fence: Fence) -> Any:
    return Fields(fence.line, {})


def _first_line(part: Part) -> str:
    return f"::: {part.name}" if isinstance(part, Fence) else part.text.split("\n")[0]
