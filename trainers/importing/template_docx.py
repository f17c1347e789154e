"""The document to fill, for Word."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from django.utils.translation import get_language
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from docx.table import Table

from trainers.downloads.words import EPOCH
from trainers.importing import template
from trainers.importing.template import Part

FACTS = (55, 210)


def written() -> bytes:
    document = docx.Document()
    _page(document)
    document.add_paragraph(template.title(), style="Title")
    _help(document, template.introduction())
    _help(document, template.facts_help())
    table = _table(document, FACTS)
    for label, value in template.facts():
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(label).bold = True
        cells[1].text = value
    _widths(table, FACTS)
    for part in (*template.before_run(), template.run(), *template.after_run()):
        _part(document, part)
    document.add_heading(template.sheet_heading(), 1)
    document.add_paragraph(template.sheet_copies())
    _help(document, template.sheet_help())
    document.add_paragraph()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(14)
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].font.name = "Arial"
    properties = document.core_properties
    properties.title, properties.author, properties.language = template.title(), "", get_language() or "fr"
    properties.created = properties.modified = EPOCH


def _help(document: Document, text: str) -> None:
    document.add_paragraph().add_run(text).italic = True


def _table(document: Document, widths: Sequence[int]) -> Table:
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    return table


def _widths(table: Table, widths: Sequence[int]) -> None:
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _part(document: Document, part: Part) -> None:
    document.add_heading(part.heading, 1)
    _help(document, part.help)
    if not part.columns:
        for _line in range(template.LINES):
            document.add_paragraph(style="List Bullet")
        return
    table = _table(document, part.widths)
    for cell, name in zip(table.add_row().cells, part.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for _row in range(part.rows):
        table.add_row()
    _widths(table, part.widths)
