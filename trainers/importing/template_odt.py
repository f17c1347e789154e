"""The document to fill, for LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import odfdo
from django.utils.html import escape

from trainers.importing import template
from trainers.importing.template import Part
from trainers.importing.template_docx import FACTS

_PARAGRAPH = (
    '<style:style style:name="{}" style:family="paragraph" style:parent-style-name="Standard">'
    "<style:text-properties {}/></style:style>"
)
_STYLES = (
    _PARAGRAPH.format("Aide", 'fo:font-style="italic"'),
    _PARAGRAPH.format("Nom", 'fo:font-weight="bold"'),
    '<style:style style:name="Case" style:family="table-cell">'
    '<style:table-cell-properties fo:border="0.02cm solid #8d8570" fo:padding="0.1cm"/></style:style>',
)
_COLUMN = (
    '<style:style style:name="{}" style:family="table-column">'
    '<style:table-column-properties style:column-width="{:.1f}cm"/></style:style>'
)


def written() -> bytes:
    document: Any = odfdo.Document("text")
    body = document.body
    body.clear()
    for style in _STYLES:
        document.insert_style(odfdo.Element.from_tag(style), automatic=True)
    _landscape(document)
    writer = _Writer(document)
    writer.add(f'<text:p text:style-name="Title">{escape(template.title())}</text:p>')
    writer.help(template.introduction())
    writer.help(template.facts_help())
    writer.table([[_p(label, "Nom"), _p(value)] for label, value in template.facts()], FACTS)
    for part in (*template.before_run(), template.run(), *template.after_run()):
        writer.part(part)
    writer.heading(template.sheet_heading())
    writer.add(_p(template.sheet_copies()))
    writer.help(template.sheet_help())
    writer.add(_p(""))
    document.meta.title = template.title()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class _Writer:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.tables = 0

    def add(self, xml: str) -> None:
        self.document.body.append(odfdo.Element.from_tag(xml))

    def heading(self, text: str) -> None:
        self.add(
            f'<text:h text:style-name="Heading_20_1" text:outline-level="1" text:is-list-header="true">{escape(text)}</text:h>'
        )

    def help(self, text: str) -> None:
        self.add(_p(text, "Aide"))

    def part(self, part: Part) -> None:
        self.heading(part.heading)
        self.help(part.help)
        if part.columns:
            empty = [[_p("")] * len(part.columns)] * part.rows
            self.table([[_p(name, "Nom") for name in part.columns], *empty], part.widths)
        else:
            items = "<text:list-item><text:p/></text:list-item>" * template.LINES
            self.add(f"<text:list>{items}</text:list>")

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        self.tables += 1
        name = f"Tableau{self.tables}"
        columns = ""
        for number, width in enumerate(widths):
            style = _COLUMN.format(f"{name}.{number}", width / 10)
            self.document.insert_style(odfdo.Element.from_tag(style), automatic=True)
            columns += f'<table:table-column table:style-name="{name}.{number}"/>'
        lines = "".join(f"<table:table-row>{''.join(_cell(cell) for cell in row)}</table:table-row>" for row in rows)
        self.add(f'<table:table table:name="{name}">{columns}{lines}</table:table>')


def _cell(inside: str) -> str:
    return f'<table:table-cell table:style-name="Case" office:value-type="string">{inside}</table:table-cell>'


def _p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


def _landscape(document: Any) -> None:
    """A4 on its side: the run has nine columns."""
    for layout in document.get_part("styles.xml").root.get_elements("//style:page-layout-properties"):
        layout.set_attribute("fo:page-width", "29.7cm")
        layout.set_attribute("fo:page-height", "21cm")
        layout.set_attribute("style:print-orientation", "landscape")
        layout.set_attribute("fo:margin-left", "1.6cm")
        layout.set_attribute("fo:margin-right", "1.6cm")
