"""A session plan as a Word document: true styles, tables with a header row, the language, a text for the picture."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from trainers.downloads import flow, words
from trainers.downloads.document import PlanDocument, RichText, Sheet
from trainers.downloads.docx_styles import (
    RUN_TABLE,
    SMALL,
    TICK,
    keep_whole,
    number,
    repeat,
    restarted,
    set_up,
    set_widths,
    table_look,
)

RENDERING = 2
# Widths of the run on a sheet with 16 mm margins.
WIDTHS = (Mm(38), Mm(80), Mm(60))
_Place = Document | _Cell


def docx_of(plan: PlanDocument) -> bytes:
    """The whole plan, sheets to hand out included."""
    with override(plan.language):
        return _Writer(plan).written()


class _Writer:
    def __init__(self, plan: PlanDocument) -> None:
        self.plan = plan
        self.doc = docx.Document()
        set_up(self.doc, plan)

    def written(self) -> bytes:
        plan = self.plan
        self.doc.add_paragraph(plan.title, style="Title")
        self.doc.add_paragraph(plan.summary, style="Subtitle")
        if plan.lineage:
            line = self.doc.add_paragraph(f"{_('Adaptée de :')} ", style=SMALL)
            self.run(line, flow.Run(plan.lineage, href=plan.lineage_url))
        self.facts()
        self.goals()
        for checklist in plan.before:
            self.checklist(checklist)
        if plan.notes:
            self.heading(_("Bon à savoir"))
            for note in plan.notes:
                self.rich(self.doc, note)
        self.timed_run()
        if plan.evaluation.lines:
            self.checklist(plan.evaluation)
        self.links(_("Pour continuer seul"), plan.modules)
        self.links(_("Pièces jointes"), plan.attachments)
        self.credits()
        for sheet in plan.sheets:
            self.sheet(sheet)
        buffer = io.BytesIO()
        self.doc.save(buffer)
        return buffer.getvalue()

    def heading(self, text: str, level: int = 1) -> DocxParagraph:
        return self.doc.add_heading(text, level)

    def facts(self) -> None:
        table = self.doc.add_table(rows=0, cols=2, style=RUN_TABLE)
        table_look(table, first_row=False, first_column=True)
        for fact in self.plan.facts:
            name, value = table.add_row().cells
            name.paragraphs[0].text = fact.name
            value.paragraphs[0].text = fact.value
        set_widths(table, (Mm(38), Mm(140)))

    def goals(self) -> None:
        if not self.plan.goals:
            return
        self.heading(_("À la fin, la personne sait"))
        for goal in self.plan.goals:
            paragraph = self.doc.add_paragraph(style="List Bullet")
            paragraph.add_run(goal.text).bold = True
            if goal.about:
                paragraph.add_run(f" ({goal.about})")

    def checklist(self, checklist: Any) -> None:
        self.heading(checklist.title)
        for line in checklist.lines:
            self.doc.add_paragraph(line, style=TICK if checklist.boxes else "List Bullet")

    def timed_run(self) -> None:
        plan = self.plan
        if not plan.run:
            return
        self.heading(_("Le déroulé"))
        if plan.run_note:
            self.doc.add_paragraph(plan.run_note, style=SMALL)
        table = self.doc.add_table(rows=1, cols=3, style=RUN_TABLE)
        table_look(table, first_row=True, first_column=True)
        for cell, title in zip(table.rows[0].cells, words.run_headings(), strict=True):
            cell.paragraphs[0].text = title
        repeat(table.rows[0])
        for moment in plan.run:
            row = table.add_row()
            keep_whole(row)
            first, mediator, participants = row.cells
            first.paragraphs[0].text = moment.time
            first.add_paragraph(moment.title)
            first.add_paragraph(" · ".join((moment.length, *moment.marks)), style=SMALL)
            self.rich(mediator, moment.mediator)
            for variant in moment.variants:
                mediator.add_paragraph().add_run(variant.name).bold = True
                self.rich(mediator, variant.text)
            self.rich(participants, moment.participants)
        set_widths(table, WIDTHS)

    def links(self, title: str, links: Sequence[Any]) -> None:
        if not links:
            return
        self.heading(title)
        for link in links:
            paragraph = self.doc.add_paragraph(style="List Bullet")
            self.run(paragraph, flow.Run(link.title, href=link.address))
            paragraph.add_run(f" ({link.about})")

    def credits(self) -> None:
        plan = self.plan
        self.heading(_("Licence et source"))
        # The code to scan does not go to a page of its own.
        paragraph = self.doc.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        for run in words.credit_runs(plan):
            self.run(paragraph, run)
        paragraph = self.doc.add_paragraph(f"{_('Cette séance en ligne :')} ")
        paragraph.paragraph_format.keep_with_next = True
        self.run(paragraph, flow.Run(plan.short_address, href=plan.address))
        if plan.version:
            paragraph.add_run(f" · {plan.version}")
        picture = self.doc.add_paragraph().add_run().add_picture(io.BytesIO(words.qr_png(plan.address)), width=Mm(28))
        properties = picture._inline.docPr
        properties.set("descr", words.qr_text(plan))
        properties.set("name", _("Code à scanner"))

    def sheet(self, sheet: Sheet) -> None:
        heading = self.heading(sheet.title)
        heading.paragraph_format.page_break_before = True
        self.rich(self.doc, sheet.text)

    # A text written by an author, anywhere in the document.

    def rich(self, place: _Place, text: RichText) -> None:
        self.blocks(place, text.flow)

    def blocks(self, place: _Place, blocks: Iterable[flow.Block], depth: int = 1) -> None:
        for block in blocks:
            if isinstance(block, flow.Heading):
                self.fill(self.paragraph(place, f"Heading {min(block.level, 4)}"), block.runs)
            elif isinstance(block, flow.Items):
                self.items(place, block, depth)
            elif isinstance(block, flow.Grid):
                self.grid(place, block)
            elif isinstance(block, flow.Rule):
                self.paragraph(place, "Filet")
            else:
                self.fill(self.paragraph(place, _PARAGRAPHS[block.kind]), block.runs)

    def paragraph(self, place: _Place, style: str = "Normal") -> DocxParagraph:
        """A cell is born with an empty paragraph: the first text goes there."""
        if (
            isinstance(place, _Cell)
            and len(place.paragraphs) == 1
            and not place.paragraphs[0].text
            and not place.tables
        ):
            first = place.paragraphs[0]
            first.style = self.doc.styles[style]
            return first
        return place.add_paragraph(style=style)

    def items(self, place: _Place, items: flow.Items, depth: int) -> None:
        name = ("List Number" if items.ordered else "List Bullet") + (f" {min(depth, 3)}" if depth > 1 else "")
        own = restarted(self.doc, name, items.start) if items.ordered else None
        for item in items.items:
            first, *rest = item or (flow.Paragraph(()),)
            paragraph = self.paragraph(place, name)
            if own is not None:
                number(paragraph, own)
            if isinstance(first, flow.Paragraph):
                self.fill(paragraph, first.runs)
            else:
                rest = [first, *rest]
            for block in rest:
                if isinstance(block, flow.Paragraph):
                    style = "List Continue" + (f" {min(depth, 3)}" if depth > 1 else "")
                    self.fill(self.paragraph(place, style), block.runs)
                else:
                    self.blocks(place, [block], depth + 1)

    def grid(self, place: _Place, grid: flow.Grid) -> None:
        if not grid.columns:
            return
        rows = [grid.header, *grid.rows] if grid.header else list(grid.rows)
        table = self.doc.add_table(rows=0, cols=grid.columns, style="Table Grid")
        table_look(table, first_row=bool(grid.header), first_column=False)
        if isinstance(place, _Cell):
            place._tc.append(table._tbl)
            # Word wants a paragraph at the end of a cell.
            place.add_paragraph()
        for position, runs_of_row in enumerate(rows):
            row = table.add_row()
            keep_whole(row)
            for cell, runs in zip(row.cells, runs_of_row, strict=False):
                self.fill(cell.paragraphs[0], runs)
                if grid.header and not position:
                    for run in cell.paragraphs[0].runs:
                        run.bold = True
        if grid.header:
            repeat(table.rows[0])

    def fill(self, paragraph: DocxParagraph, runs: Iterable[flow.Run]) -> None:
        for run in runs:
            self.run(paragraph, run)

    def run(self, paragraph: DocxParagraph, run: flow.Run) -> None:
        if run.text == "\n":
            paragraph.add_run().add_break()
            return
        written = paragraph.add_run(run.text)
        written.bold = run.bold or None
        written.italic = run.italic or None
        written.font.strike = run.struck or None
        written.font.superscript = run.raised or None
        written.font.subscript = run.lowered or None
        if run.code:
            written.font.name = "Courier New"
        if run.href:
            written.style = self.doc.styles["Hyperlink"]
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            paragraph._p.replace(written._r, link)
            link.append(written._r)


_PARAGRAPHS = {
    "text": "Normal",
    "quote": "Quote",
    "verbatim": "Verbatim",
    "term": "Terme",
    "definition": "List Continue",
}
