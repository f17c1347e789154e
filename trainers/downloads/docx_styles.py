"""What every Word document has before its first word: styles, language, footer, tables and lists that work as Word means them.

python-docx stops at what its own template holds; what is missing is written in Word's own XML.
Source: ECMA-376, part 1, WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph as DocxParagraph

from trainers.downloads import words
from trainers.downloads.document import PlanDocument

FONT = "Arial"
INK, COOL, QUIET = RGBColor(0x1C, 0x23, 0x33), RGBColor(0x0A, 0x54, 0x68), RGBColor(0x41, 0x4A, 0x5C)
TICK = "Liste à cocher"
SMALL = "Petit texte"
RUN_TABLE = "Tableau de séance"


def set_up(doc: Document, plan: PlanDocument) -> None:
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


def table_look(table: Table, *, first_row: bool, first_column: bool) -> None:
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


def set_widths(table: Table, widths: Sequence[Any]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def repeat(row: Any) -> None:
    """The header row comes again at the top of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    keep_whole(row)


def keep_whole(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    if properties.find(qn("w:cantSplit")) is None:
        properties.insert(0, OxmlElement("w:cantSplit"))


def _footer(doc: Document, plan: PlanDocument) -> None:
    paragraph = doc.sections[0].footer.paragraphs[0]
    paragraph.style = doc.styles["Footer"]
    paragraph.add_run(f"{plan.short_address} · {plan.credits.licence}\t\t")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(178), WD_TAB_ALIGNMENT.RIGHT)
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


def restarted(doc: Document, style: str, start: int) -> int:
    """A number for one list: without it every list of the document would go on from the one before."""
    numbering = _numbering(doc)
    own = doc.styles[style].element.find(qn("w:pPr")).find(qn("w:numPr")).find(qn("w:numId")).get(qn("w:val"))
    source = next(num for num in numbering.findall(qn("w:num")) if num.get(qn("w:numId")) == own)
    number = numbering.add_num(int(source.find(qn("w:abstractNumId")).get(qn("w:val"))))
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def number(paragraph: DocxParagraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
