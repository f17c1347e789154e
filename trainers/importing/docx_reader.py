"""A Word document as an outline: headings by their style, lists by their numbering, whatever rewrote the file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from trainers.importing.outline import BULLET, NUMBER, SUBTITLE, TITLE, Block, Grid, Paragraph, Run

_HEADING = re.compile(r"(?:heading|titre|title|überschrift)\s*(\d)", re.IGNORECASE)
_STYLES = {"title": TITLE, "titre": TITLE, "titre principal": TITLE, "subtitle": SUBTITLE, "sous-titre": SUBTITLE}
_LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent")}
_DEEPEST = 3
_WIDEST = 20


def read(data: bytes) -> list[Block]:
    document = docx.Document(io.BytesIO(data))
    formats = _formats(document)
    return list(_blocks(document, formats))


def _blocks(place: Any, formats: dict[tuple[str, str], str], depth: int = 0) -> Iterator[Block]:
    for item in place.iter_inner_content():
        if isinstance(item, Table):
            yield _grid(item, formats, depth)
        else:
            yield _paragraph(item, formats)


def _grid(table: Table, formats: dict[tuple[str, str], str], depth: int) -> Grid:
    rows = []
    for row in table.rows if depth < _DEEPEST else ():
        cells: list[tuple[Block, ...]] = []
        # `row.cells` would repeat a cell as many times as the file says that it spans columns.
        for element in row._tr.tc_lst:
            cells.append(tuple(_blocks(_Cell(element, table), formats, depth + 1)))
            cells += [()] * (min(element.grid_span, _WIDEST) - 1)
        rows.append(tuple(cells))
    return Grid(tuple(rows))


def _paragraph(paragraph: DocxParagraph, formats: dict[tuple[str, str], str]) -> Paragraph:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    heading = _HEADING.search(name)
    item, depth = _item(paragraph, name, formats)
    return Paragraph(
        tuple(_runs(paragraph)),
        level=int(heading[1]) if heading else 0,
        style=_STYLES.get(name.lower(), ""),
        item="" if heading else item,
        depth=depth,
    )


def _runs(paragraph: DocxParagraph) -> Iterator[Run]:
    for element in paragraph._p.iter(qn("w:r")):
        inside = list(takewhile(lambda one: one is not paragraph._p, element.iterancestors()))
        if any(one.tag in _LEFT_OUT for one in inside):
            continue
        link = next((one for one in inside if one.tag == qn("w:hyperlink")), None)
        properties = element.find(qn("w:rPr"))
        text = "".join(_text(child) for child in element)
        if text:
            yield Run(text, _is_on(properties, "w:b"), _is_on(properties, "w:i"), _target(paragraph, link))


def _text(child: Any) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    return {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}.get(child.tag, "")


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(qn(name)) if properties is not None else None
    return found is not None and found.get(qn("w:val")) not in {"0", "false", "off"}


def _target(paragraph: DocxParagraph, link: Any) -> str:
    identifier = link.get(qn("r:id")) if link is not None else None
    relation = paragraph.part.rels.get(identifier) if identifier else None
    return str(relation.target_ref) if relation is not None and relation.is_external else ""


def _item(paragraph: DocxParagraph, style: str, formats: dict[tuple[str, str], str]) -> tuple[str, int]:
    """The mark of a list and its depth, from the paragraph or from its style."""
    numbering = _numbering(paragraph)
    if numbering:
        number, level = numbering
        kind = formats.get((number, level), "bullet")
        return ("" if kind == "none" else BULLET if kind == "bullet" else NUMBER), min(int(level), _DEEPEST)
    lower = style.lower()
    depth = int(lower[-1]) - 1 if lower[-1:].isdigit() else 0
    if "number" in lower or "numéro" in lower:
        return NUMBER, depth
    return (BULLET if "bullet" in lower or "puce" in lower or "cocher" in lower else ""), depth


def _numbering(paragraph: DocxParagraph) -> tuple[str, str] | None:
    holders = [paragraph._p.pPr]
    style: Any = paragraph.style
    while style is not None and len(holders) < 10:
        holders.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for holder in holders:
        found = holder.find(qn("w:numPr")) if holder is not None else None
        if found is not None:
            number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
            value = number.get(qn("w:val")) if number is not None else "0"
            depth = level.get(qn("w:val")) if level is not None else "0"
            return None if value == "0" else (value, depth if depth.isdigit() else "0")
    return None


def _formats(document: Any) -> dict[tuple[str, str], str]:
    """The format of each level of each list: « bullet », « decimal »…"""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    abstract: dict[str, dict[str, str]] = {}
    for one in root.iter(qn("w:abstractNum")):
        levels = {}
        for level in one.iter(qn("w:lvl")):
            form = level.find(qn("w:numFmt"))
            levels[level.get(qn("w:ilvl"))] = form.get(qn("w:val")) if form is not None else "decimal"
        abstract[one.get(qn("w:abstractNumId"))] = levels
    found = {}
    for one in root.iter(qn("w:num")):
        of = one.find(qn("w:abstractNumId"))
        for level, form in abstract.get(of.get(qn("w:val")) if of is not None else "", {}).items():
            found[one.get(qn("w:numId")), level] = form
    return found
