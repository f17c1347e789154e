"""A session plan as a Word document: true styles, tables with a header row, the language, a text for the picture."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from trainers.downloads import flow, words
from trainers.downloads.document import PlanDocument, RichText, Sheet

RENDERING = 1
FONT = "Arial"
INK, COOL, QUIET = RGBColor(0x1C, 0x23, 0x33), RGBColor(0x0A, 0x54, 0x68), RGBColor(0x41, 0x4A, 0x5C)
TICK = "Liste à cocher"
SMALL = "Petit texte"
RUN_TABLE = "Tableau de séance"
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
        _set_up(self.doc, plan)

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
        _table_look(table, first_row=False, first_column=True)
        for fact in self.plan.facts:
            name, value = table.add_row().cells
            name.paragraphs[0].text = fact.name
            value.paragraphs[0].text = fact.value
        _set_widths(table, (Mm(38), Mm(140)))

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
        _table_look(table, first_row=True, first_column=True)
        for cell, title in zip(table.rows[0].cells, words.run_headings(), strict=True):
            cell.paragraphs[0].text = title
        _repeat(table.rows[0])
        for moment in plan.run:
            row = table.add_row()
            _keep_whole(row)
            first, mediator, participants = row.cells
            first.paragraphs[0].text = moment.time
            first.add_paragraph(moment.title)
            first.add_paragraph(" · ".join((moment.length, *moment.marks)), style=SMALL)
            self.rich(mediator, moment.mediator)
            for variant in moment.variants:
                mediator.add_paragraph().add_run(variant.name).bold = True
                self.rich(mediator, variant.text)
            self.rich(participants, moment.participants)
        _set_widths(table, WIDTHS)

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
        paragraph = self.doc.add_paragraph()
        for run in words.credit_runs(plan):
            self.run(paragraph, run)
        paragraph = self.doc.add_paragraph(f"{_('Cette séance en ligne :')} ")
        self.run(paragraph, flow.Run(plan.short_address, href=plan.address))
        if plan.updated:
            paragraph.add_run(" · " + _("version du %(date)s") % {"date": plan.updated})
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
        number = _restarted(self.doc, name, items.start) if items.ordered else None
        for item in items.items:
            first, *rest = item or (flow.Paragraph(()),)
            paragraph = self.paragraph(place, name)
            if number is not None:
                _number(paragraph, number)
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
        _table_look(table, first_row=bool(grid.header), first_column=False)
        if isinstance(place, _Cell):
            place._tc.append(table._tbl)
            # Word wants a paragraph at the end of a cell.
            place.add_paragraph()
        for position, runs_of_row in enumerate(rows):
            row = table.add_row()
            _keep_whole(row)
            for cell, runs in zip(row.cells, runs_of_row, strict=False):
                self.fill(cell.paragraphs[0], runs)
                if grid.header and not position:
                    for run in cell.paragraphs[0].runs:
                        run.bold = True
        if grid.header:
            _repeat(table.rows[0])

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


def _set_up(doc: Document, plan: PlanDocument) -> None:
    properties = doc.core_properties
    properties.title, properties.author, properties.subject = plan.title, plan.credits.authors, plan.summary
    properties.keywords, properties.language = ", ".join(plan.keywords), plan.locale
    properties.comments = f"{plan.credits.licence} {plan.credits.licence_url}\n{plan.address}".strip()
    properties.last_modified_by = plan.credits.authors
    properties.category = _("Séance")
    # The same plan makes the same file.
    properties.created = properties.modified = words.EPOCH
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(16), Mm(18)
    _styles(doc, plan)
    _footer(doc, plan)


def _styles(doc: Document, plan: PlanDocument) -> None:
    styles = doc.styles
    _speak(styles, plan.locale)
    normal = styles["Normal"]
    normal.font.size, normal.font.color.rgb = Pt(11), INK
    normal.paragraph_format.space_after = Pt(4)
    sizes = {"Title": 24, "Subtitle": 13, "Heading 1": 15, "Heading 2": 13, "Heading 3": 12, "Heading 4": 11}
    for name, size in sizes.items():
        style = styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), name != "Subtitle", False
        style.font.color.rgb = QUIET if name == "Subtitle" else INK
        style.paragraph_format.keep_with_next = True
    for name in (*sizes, "Normal", "Header", "Footer"):
        _font(styles[name], FONT)
    for name, base in (
        (SMALL, "Normal"),
        ("Terme", "Normal"),
        ("Verbatim", "Normal"),
        ("Filet", "Normal"),
        (TICK, "List Bullet"),
    ):
        added = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = styles[base]
        added.quick_style = True
    styles[SMALL].font.size, styles[SMALL].font.color.rgb = Pt(9), QUIET
    styles["Terme"].font.bold = True
    styles["Verbatim"].font.name = "Courier New"
    _border_below(styles["Filet"])
    _number_style(doc, styles[TICK])
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = COOL, True
    _table_style(styles)


def _speak(styles: Any, locale: str) -> None:
    """The language of the whole document, for the spelling checker and for screen readers."""
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        defaults.append(lang)
    lang.set(qn("w:val"), locale)


def _font(style: Any, name: str) -> None:
    """The font for every script; the template's theme fonts would win otherwise."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}" w:eastAsia="{name}"/>')
    properties.insert(0, fonts)


def _border_below(style: Any) -> None:
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="8D8570"/></w:pBdr>'
    style.element.get_or_add_pPr().append(parse_xml(border))


def _table_style(styles: Any) -> None:
    """Lines between rows, the header row and the first column bold: one style to change, not each cell."""
    style = styles.add_style(RUN_TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    ns = nsdecls("w")
    line = 'w:val="single" w:sz="4" w:space="0" w:color="8D8570"'
    heavy = 'w:val="single" w:sz="12" w:space="0" w:color="0A5468"'
    style.element.append(
        parse_xml(
            f"<w:tblPr {ns}><w:tblBorders><w:top {heavy}/><w:bottom {heavy}/><w:insideH {line}/></w:tblBorders>"
            '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
            '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="142" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    for part in ("firstRow", "firstCol"):
        style.element.append(parse_xml(f'<w:tblStylePr {ns} w:type="{part}"><w:rPr><w:b/></w:rPr></w:tblStylePr>'))


def _table_look(table: Table, *, first_row: bool, first_column: bool) -> None:
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        table._tbl.tblPr.append(look)
    for name in list(look.attrib):
        del look.attrib[name]
    values = {"firstRow": first_row, "firstColumn": first_column, "noHBand": True, "noVBand": True}
    look.set(qn("w:val"), f"{0x0600 | 0x20 * first_row | 0x80 * first_column:04X}")
    for name, value in (*values.items(), ("lastRow", False), ("lastColumn", False)):
        look.set(qn(f"w:{name}"), str(int(value)))


def _set_widths(table: Table, widths: Sequence[Any]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _repeat(row: Any) -> None:
    """The header row comes again at the top of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _keep_whole(row)


def _keep_whole(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    if properties.find(qn("w:cantSplit")) is None:
        properties.insert(0, OxmlElement("w:cantSplit"))


def _footer(doc: Document, plan: PlanDocument) -> None:
    paragraph = doc.sections[0].footer.paragraphs[0]
    paragraph.style = doc.styles["Footer"]
    paragraph.add_run(f"{plan.short_address} · {plan.credits.licence}\t\t")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(178), 2)  # right
    for field, between in (("PAGE", " / "), ("NUMPAGES", "")):
        _field(paragraph, field)
        paragraph.add_run(between)


def _field(paragraph: DocxParagraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


# Lists: Word numbers by « num », each pointing at an « abstractNum » that says how.


def _numbering(doc: Document) -> Any:
    return doc.part.numbering_part.element


def _number_style(doc: Document, style: Any) -> None:
    """A list whose bullet is a box to tick."""
    numbering = _numbering(doc)
    abstract_id = max(int(n.get(qn("w:abstractNumId"))) for n in numbering.findall(qn("w:abstractNum"))) + 1
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="☐"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr>'
        '<w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol" w:cs="Segoe UI Symbol"/></w:rPr>'
        "</w:lvl></w:abstractNum>"
    )
    numbering.insert(len(numbering.findall(qn("w:abstractNum"))), abstract)
    number = numbering.add_num(abstract_id)
    properties = style.element.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number.numId}"/></w:numPr>')
    )


def _restarted(doc: Document, style: str, start: int) -> int:
    """A number for one list: without it every list of the document would go on from the one before."""
    numbering = _numbering(doc)
    own = doc.styles[style].element.find(qn("w:pPr")).find(qn("w:numPr")).find(qn("w:numId")).get(qn("w:val"))
    source = next(num for num in numbering.findall(qn("w:num")) if num.get(qn("w:numId")) == own)
    number = numbering.add_num(int(source.find(qn("w:abstractNumId")).get(qn("w:val"))))
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _number(paragraph: DocxParagraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
