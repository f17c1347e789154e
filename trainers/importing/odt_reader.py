"""A LibreOffice text as an outline. Its XML is read as it is: each program that rewrites it names its styles as it likes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from trainers.importing.outline import BULLET, NUMBER, SUBTITLE, TITLE, Block, Grid, Paragraph, Run

_NS = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, TABLE, STYLE, OFFICE = (f"{{{_NS}:{name}:1.0}}" for name in ("text", "table", "style", "office"))
FO = f"{{{_NS}:xsl-fo-compatible:1.0}}"
HREF = "{http://www.w3.org/1999/xlink}href"
_DEEPEST = 3
_PARTS = ("content.xml", "styles.xml")
# A table may say that an empty row is repeated a million times.
MOST_REPEATED = 50


def read(data: bytes) -> list[Block]:
    return list(_Reader(data).blocks())


class _Reader:
    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            self.content, styles = (
                etree.fromstring(archive.read(name) if name in names else b"<none/>", _parser()) for name in _PARTS
            )
        self.styles = {
            one.get(f"{STYLE}name"): one for root in (styles, self.content) for one in root.iter(f"{STYLE}style")
        }
        self.lists = {
            one.get(f"{STYLE}name"): one for root in (styles, self.content) for one in root.iter(f"{TEXT}list-style")
        }

    def blocks(self) -> Iterator[Block]:
        body = next(self.content.iter(f"{OFFICE}text"), None)
        if body is not None:
            yield from self.children(body)

    def children(self, place: Any, depth: int = 0) -> Iterator[Block]:
        for child in place:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield self.paragraph(child)
            elif child.tag == f"{TEXT}list":
                yield from self.items(child, "", 0)
            elif child.tag == f"{TABLE}table" and depth < _DEEPEST:
                yield self.grid(child, depth)
            elif child.tag in (f"{TEXT}section", f"{TEXT}numbered-paragraph"):
                yield from self.children(child, depth)

    def items(self, element: Any, style: str, depth: int) -> Iterator[Block]:
        style = element.get(f"{TEXT}style-name") or style
        mark = self.mark(style, depth)
        for item in element:
            first = True
            for child in item:
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    yield self.paragraph(child, mark if first else "", min(depth, _DEEPEST))
                    first = False
                elif child.tag == f"{TEXT}list":
                    yield from self.items(child, style, depth + 1)

    def mark(self, style: str, depth: int) -> str:
        found = self.lists.get(style)
        if found is None:
            return BULLET
        level = next((one for one in found if one.get(f"{TEXT}level") == str(depth + 1)), None)
        return NUMBER if level is not None and level.tag == f"{TEXT}list-level-style-number" else BULLET

    def grid(self, element: Any, depth: int) -> Grid:
        rows = []
        for row in element.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table")) is not element:
                continue
            cells: list[tuple[Block, ...]] = []
            for cell in row:
                if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                    times = int(cell.get(f"{TABLE}number-columns-repeated") or 1)
                    cells += [tuple(self.children(cell, depth + 1))] * min(times, MOST_REPEATED)
            rows.append(tuple(cells))
        return Grid(tuple(rows))

    def paragraph(self, element: Any, item: str = "", depth: int = 0) -> Paragraph:
        names = list(self.names(element.get(f"{TEXT}style-name") or ""))
        level = 0
        if element.tag == f"{TEXT}h":
            level = int(element.get(f"{TEXT}outline-level") or 1)
        named = {name.replace("_20_", " ").lower() for name in names}
        style = TITLE if "title" in named else SUBTITLE if "subtitle" in named else ""
        if not level:
            level = next(
                (int(name[-1]) for name in named if name.startswith(("heading ", "titre ")) and name[-1].isdigit()), 0
            )
        return Paragraph(tuple(self.runs(element)), level, style, "" if level else item, depth)

    def names(self, name: str) -> Iterator[str]:
        """A style and those that it comes from."""
        for _step in range(10):
            if not name:
                return
            yield name
            found = self.styles.get(name)
            name = found.get(f"{STYLE}parent-style-name") or "" if found is not None else ""

    def runs(self, element: Any, bold: bool = False, italic: bool = False, href: str = "") -> Iterator[Run]:
        if element.text:
            yield Run(_spaces(element.text), bold, italic, href)
        for child in element:
            yield from self.inside(child, bold, italic, href)
            if child.tail:
                yield Run(_spaces(child.tail), bold, italic, href)

    def inside(self, child: Any, bold: bool, italic: bool, href: str) -> Iterator[Run]:
        if child.tag == f"{TEXT}s" or child.tag == f"{TEXT}tab":
            yield Run(" ", bold, italic, href)
        elif child.tag == f"{TEXT}line-break":
            yield Run("\n", bold, italic, href)
        elif child.tag == f"{TEXT}a":
            yield from self.runs(child, bold, italic, child.get(HREF) or "")
        elif child.tag == f"{TEXT}span":
            strong, slanted = self.look(child.get(f"{TEXT}style-name") or "")
            yield from self.runs(child, bold or strong, italic or slanted, href)
        elif child.tag in (f"{TEXT}meta", f"{TEXT}ruby-base", f"{TEXT}ruby", f"{TEXT}placeholder"):
            yield from self.runs(child, bold, italic, href)

    def look(self, name: str) -> tuple[bool, bool]:
        """Whether a style of letters is bold, and slanted."""
        strong = slanted = False
        for one in self.names(name):
            strong = strong or one == "Strong_20_Emphasis"
            slanted = slanted or one == "Emphasis"
            found = self.styles.get(one)
            for properties in found.iter(f"{STYLE}text-properties") if found is not None else ():
                strong = strong or properties.get(f"{FO}font-weight") == "bold"
                slanted = slanted or properties.get(f"{FO}font-style") == "italic"
        return strong, slanted


def _spaces(text: str) -> str:
    """Spaces and line ends of the XML are one space."""
    return re.sub(r"[\t\n\r ]+", " ", text)


def _parser() -> etree.XMLParser:
    """`core.uploads` refused entities already; twice is safe."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
