"""A cleaned text as a flow of paragraphs, lists and tables: what a word processor is made of.

The source is what `core.markdown` lets through, so the list of tags is closed; an unknown one keeps its text.
Word and OpenDocument are both written from this one reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal
from urllib.parse import urljoin

from lxml import html as lxml_html
from lxml.html import HtmlElement

Kind = Literal["text", "quote", "verbatim", "term", "definition"]


@dataclass(frozen=True)
class Run:
    """Words in one style. A text of one `\\n` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    raised: bool = False
    lowered: bool = False
    href: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    kind: Kind = "text"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Heading:
    """`level` is 2, 3 or 4: level 1 belongs to the page."""

    runs: tuple[Run, ...]
    level: int


@dataclass(frozen=True)
class Items:
    """A list; each item is a flow of its own."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


Cell = tuple[Run, ...]


@dataclass(frozen=True)
class Grid:
    """A table; `header` is empty for a table without one."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def columns(self) -> int:
        return max((len(row) for row in (self.header, *self.rows)), default=0)


@dataclass(frozen=True)
class Rule:
    """A line across the page."""


Block = Paragraph | Heading | Items | Grid | Rule

_STYLES: dict[str, dict[str, bool]] = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    "code": {"code": True},
    "kbd": {"code": True},
    "del": {"struck": True},
    "sup": {"raised": True},
    "sub": {"lowered": True},
}
_BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre", "table", "hr", "dl"}


def flow_of(html: str, base: str = "") -> tuple[Block, ...]:
    """The blocks of a cleaned text in reading order; addresses within the site become whole ones, from `base`."""
    if not html.strip():
        return ()
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return tuple(_Reader(base).blocks(root))


class _Reader:
    def __init__(self, base: str) -> None:
        self.base = base

    def blocks(self, parent: HtmlElement, kind: Kind = "text") -> Iterator[Block]:
        """Words that stand beside blocks, as in `<li>Un<ul>…`, are a paragraph of their own."""
        for is_block, group in groupby(
            _pieces(parent), lambda piece: not isinstance(piece, str) and piece.tag in _BLOCKS
        ):
            if is_block:
                for element in group:
                    yield from self.block(element, kind)  # type: ignore[arg-type]
            elif runs := _tidy(run for piece in group for run in self.piece(piece, Run(""))):
                yield Paragraph(runs, kind)

    def block(self, element: HtmlElement, kind: Kind) -> Iterator[Block]:
        tag = element.tag
        if tag in {"h2", "h3", "h4"}:
            yield Heading(self.runs(element), int(tag[1]))
        elif tag in {"ul", "ol"}:
            items = tuple(tuple(self.blocks(item)) for item in element.findall("li"))
            start = element.get("start", "1")
            yield Items(items, tag == "ol", int(start) if start.isdecimal() else 1)
        elif tag == "table":
            yield self.grid(element)
        elif tag == "blockquote":
            yield from self.blocks(element, "quote")
        elif tag == "dl":
            for part in element.iterchildren("dt", "dd"):
                yield from self.blocks(part, "term" if part.tag == "dt" else "definition")
        elif tag == "hr":
            yield Rule()
        elif tag == "pre":
            yield Paragraph(tuple(_lines(element.text_content().rstrip("\n"))), "verbatim")
        elif runs := self.runs(element):
            yield Paragraph(runs, kind)

    def grid(self, table: HtmlElement) -> Grid:
        rows = [[self.runs(cell) for cell in row.iterchildren("th", "td")] for row in table.iter("tr")]
        has_header = table.find("thead") is not None
        header = tuple(rows.pop(0)) if has_header and rows else ()
        return Grid(header if any(header) else (), tuple(tuple(row) for row in rows))

    def runs(self, element: HtmlElement) -> tuple[Run, ...]:
        return _tidy(run for piece in _pieces(element) for run in self.piece(piece, Run("")))

    def piece(self, piece: str | HtmlElement, style: Run) -> Iterator[Run]:
        if isinstance(piece, str):
            # A line that ends in the source is a space; only `<br>` breaks a line.
            yield replace(style, text=piece.replace("\n", " "))
            return
        if piece.tag == "br":
            yield replace(style, text="\n")
            return
        style = replace(style, **_STYLES.get(piece.tag, {}))  # type: ignore[arg-type]
        if piece.tag == "a":
            style = replace(style, href=self.address(piece.get("href", "")))
        for inner in _pieces(piece):
            yield from self.piece(inner, style)

    def address(self, href: str) -> str:
        """Nothing for a place in the page, such as a glossary word: on paper there is no such place."""
        return "" if not href or href.startswith("#") else urljoin(self.base, href)


def _pieces(element: HtmlElement) -> Iterator[str | HtmlElement]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _lines(text: str) -> Iterator[Run]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Run("\n")
        if line:
            yield Run(line, code=True)


def _tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Spaces as a browser shows them: one between words, none at the ends or around a line break.

    A no-break space is a character, not a space.
    """
    kept: list[Run] = []
    for run in runs:
        if run.text == "\n":
            _strip_end(kept)
            kept.append(run)
            continue
        words = _one_space(run.text)
        if words.startswith(" ") and (not kept or kept[-1].text.endswith((" ", "\n"))):
            words = words[1:]
        if words:
            kept.append(replace(run, text=words))
    _strip_end(kept)
    return _joined(kept)


def _one_space(text: str) -> str:
    """`str.split()` would also cut at no-break spaces."""
    return re.sub(r"[ \t\r\n]+", " ", text)


def _strip_end(runs: list[Run]) -> None:
    if runs and runs[-1].text.endswith(" "):
        last = runs.pop()
        if words := last.text.rstrip(" "):
            runs.append(replace(last, text=words))


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Neighbours in the same style become one; a line break stays alone."""
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        if last and "\n" not in (last.text, run.text) and replace(last, text="") == replace(run, text=""):
            result[-1] = replace(last, text=last.text + run.text)
        else:
            result.append(run)
    return tuple(result)
