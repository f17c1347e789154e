"""A session plan as an OpenDocument text: true styles, tables with header rows, the language, a text for the picture."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import odfdo
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from trainers.downloads import flow, words
from trainers.downloads.document import Checklist, Link, PlanDocument, RichText, Sheet
from trainers.downloads.odt_styles import BOXES, BULLETS, NUMBERS, styles, table_styles

RENDERING = 2
# In centimetres, on a sheet with margins of 1.6.
RUN_WIDTHS, FACT_WIDTHS = (3.8, 8.0, 6.0), (3.8, 14.0)
PAGE_WIDTH = 17.8


def odt_of(plan: PlanDocument) -> bytes:
    """The whole plan, sheets to hand out included."""
    with override(plan.language):
        return _Writer(plan).written()


class _Writer:
    """Writes XML text piece by piece; odfdo reads it, and makes the file."""

    def __init__(self, plan: PlanDocument) -> None:
        self.plan = plan
        self.pieces: list[str] = []
        self.tables: list[Sequence[float]] = []

    def written(self) -> bytes:
        document: Any = odfdo.Document("text")
        document.container.set_part("styles.xml", styles(self.plan).encode())
        picture = document.add_file(io.BytesIO(words.qr_png(self.plan.address)))
        self.body(picture)
        body = document.body
        body.clear()
        for piece in self.pieces:
            body.append(odfdo.Element.from_tag(piece))
        for style in table_styles(self.tables):
            document.insert_style(odfdo.Element.from_tag(style), automatic=True)
        self.say_what_it_is(document)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    def body(self, picture: str) -> None:
        plan = self.plan
        self.add(_paragraph([flow.Run(plan.title)], "Title"))
        self.add(_paragraph([flow.Run(plan.summary)], "Subtitle"))
        if plan.lineage:
            runs = [flow.Run(f"{_('Adaptée de :')} "), flow.Run(plan.lineage, href=plan.lineage_url)]
            self.add(_paragraph(runs, "Petit_20_texte"))
        self.facts()
        if plan.goals:
            self.heading(_("À la fin, la personne sait"))
            self.list_of(
                [[flow.Run(g.text, bold=True), flow.Run(f" ({g.about})" if g.about else "")] for g in plan.goals]
            )
        for checklist in plan.before:
            self.checklist(checklist)
        if plan.notes:
            self.heading(_("Bon à savoir"))
            for note in plan.notes:
                self.add(self.rich(note))
        self.timed_run()
        if plan.evaluation.lines:
            self.checklist(plan.evaluation)
        self.links(_("Pour continuer seul"), plan.modules)
        self.links(_("Pièces jointes"), plan.attachments)
        self.credits(picture)
        for sheet in plan.sheets:
            self.sheet(sheet)

    def add(self, xml: str) -> None:
        """One or several elements, side by side."""
        self.pieces.extend(_elements(xml))

    def heading(self, text: str, style: str = "Heading_20_1") -> None:
        self.add(f'<text:h text:style-name="{style}" text:outline-level="1">{_words(text)}</text:h>')

    def facts(self) -> None:
        rows = [
            [
                _paragraph([flow.Run(fact.name)], "Table_20_Heading"),
                _paragraph([flow.Run(fact.value)], "Table_20_Contents"),
            ]
            for fact in self.plan.facts
        ]
        self.add(self.table(rows, FACT_WIDTHS))

    def checklist(self, checklist: Checklist) -> None:
        self.heading(checklist.title)
        self.list_of([[flow.Run(line)] for line in checklist.lines], BOXES if checklist.boxes else BULLETS)

    def list_of(self, lines: Iterable[Iterable[flow.Run]], style: str = BULLETS) -> None:
        items = "".join(f"<text:list-item>{_paragraph(line, 'List_20_1')}</text:list-item>" for line in lines)
        self.add(f'<text:list text:style-name="{style}">{items}</text:list>')

    def timed_run(self) -> None:
        plan = self.plan
        if not plan.run:
            return
        self.heading(_("Le déroulé"))
        if plan.run_note:
            self.add(_paragraph([flow.Run(plan.run_note)], "Petit_20_texte"))
        header = [_paragraph([flow.Run(title)], "Table_20_Heading") for title in words.run_headings()]
        rows = []
        for moment in plan.run:
            about = " · ".join((moment.length, *moment.marks))
            variants = "".join(
                _paragraph([flow.Run(variant.name, bold=True)], "Table_20_Contents") + self.rich(variant.text)
                for variant in moment.variants
            )
            rows.append(
                [
                    _paragraph([flow.Run(moment.time)], "Table_20_Heading")
                    + _paragraph([flow.Run(moment.title)], "Table_20_Heading")
                    + _paragraph([flow.Run(about)], "Petit_20_texte"),
                    self.rich(moment.mediator) + variants,
                    self.rich(moment.participants),
                ]
            )
        self.add(self.table(rows, RUN_WIDTHS, header))

    def links(self, title: str, links: Sequence[Link]) -> None:
        if links:
            self.heading(title)
            self.list_of([[flow.Run(link.title, href=link.address), flow.Run(f" ({link.about})")] for link in links])

    def credits(self, picture: str) -> None:
        plan = self.plan
        self.heading(_("Licence et source"))
        # The code to scan does not go to a page of its own.
        self.add(_paragraph(words.credit_runs(plan), "Source"))
        version = f" · {plan.version}" if plan.version else ""
        runs = [
            flow.Run(f"{_('Cette séance en ligne :')} "),
            flow.Run(plan.short_address, href=plan.address),
            flow.Run(version),
        ]
        self.add(_paragraph(runs, "Source"))
        self.add(
            '<text:p text:style-name="Standard"><draw:frame draw:name="code" text:anchor-type="as-char" svg:width="2.8cm" '
            f'svg:height="2.8cm"><draw:image xlink:href="{picture}" xlink:type="simple" xlink:show="embed" '
            f'xlink:actuate="onLoad"/><svg:title>{escape(_("Code à scanner"))}</svg:title>'
            f"<svg:desc>{escape(words.qr_text(plan))}</svg:desc></draw:frame></text:p>"
        )

    def sheet(self, sheet: Sheet) -> None:
        self.heading(sheet.title, "Feuille")
        self.add(self.rich(sheet.text))

    def rich(self, text: RichText) -> str:
        return self.blocks(text.flow) or _paragraph((), "Table_20_Contents")

    def blocks(self, blocks: Iterable[flow.Block]) -> str:
        return "".join(self.block(block) for block in blocks)

    def block(self, block: flow.Block) -> str:
        if isinstance(block, flow.Heading):
            inside = "".join(_run(run) for run in block.runs)
            return f'<text:h text:style-name="Heading_20_{block.level}" text:outline-level="{block.level}">{inside}</text:h>'
        if isinstance(block, flow.Items):
            return self.items(block)
        if isinstance(block, flow.Grid):
            return self.grid(block)
        if isinstance(block, flow.Rule):
            return _paragraph((), "Horizontal_20_Line")
        return _paragraph(block.runs, _PARAGRAPHS[block.kind])

    def items(self, items: flow.Items) -> str:
        written = []
        for number, item in enumerate(items.items):
            start = f' text:start-value="{items.start}"' if items.ordered and not number and items.start != 1 else ""
            inside = "".join(
                _paragraph(block.runs, "List_20_1") if isinstance(block, flow.Paragraph) else self.block(block)
                for block in item
            )
            written.append(f"<text:list-item{start}>{inside or _paragraph((), 'List_20_1')}</text:list-item>")
        return f'<text:list text:style-name="{NUMBERS if items.ordered else BULLETS}">{"".join(written)}</text:list>'

    def grid(self, grid: flow.Grid) -> str:
        if not grid.columns:
            return ""
        filled = [[*row, *[()] * (grid.columns - len(row))] for row in grid.rows]
        rows = [[_paragraph(runs, "Table_20_Contents") for runs in row] for row in filled]
        header = [_paragraph(runs, "Table_20_Heading") for runs in grid.header]
        return self.table(rows, [PAGE_WIDTH / grid.columns] * grid.columns, header)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], header: Sequence[str] = ()) -> str:
        """Each cell is XML. The header row comes again on each page, and no row is cut."""
        self.tables.append(widths)
        name = f"Tableau{len(self.tables)}"
        columns = "".join(f'<table:table-column table:style-name="{name}.{i}"/>' for i, _width in enumerate(widths))
        head = f"<table:table-header-rows>{_row(header, name)}</table:table-header-rows>" if header else ""
        body = "".join(_row(row, name) for row in rows)
        return f'<table:table table:name="{name}" table:style-name="{name}">{columns}{head}{body}</table:table>'

    def say_what_it_is(self, document: Any) -> None:
        plan, meta = self.plan, document.meta
        meta.title, meta.subject, meta.description = plan.title, plan.summary, plan.address
        meta.creator = meta.initial_creator = plan.credits.authors
        meta.keyword = ", ".join(plan.keywords)
        meta.language = plan.locale
        meta.set_user_defined_metadata("Licence", f"{plan.credits.licence} {plan.credits.licence_url}".strip())
        # The same plan makes the same file.
        meta.creation_date = meta.date = words.EPOCH


_PARAGRAPHS = {
    "text": "Text_20_body",
    "quote": "Quotations",
    "verbatim": "Preformatted_20_Text",
    "term": "Terme",
    "definition": "Définition",
}


def _row(cells: Sequence[str], name: str) -> str:
    inside = "".join(
        f'<table:table-cell table:style-name="{name}.c" office:value-type="string">{cell}</table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:style-name="{name}.r">{inside}</table:table-row>'


def _paragraph(runs: Iterable[flow.Run], style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{"".join(_run(run) for run in runs)}</text:p>'


def _run(run: flow.Run) -> str:
    if run.text == "\n":
        return "<text:line-break/>"
    inside = _words(run.text)
    styles = (
        ("Strong_20_Emphasis", run.bold),
        ("Emphasis", run.italic),
        ("Source_20_Text", run.code),
        ("Barré", run.struck),
        ("Exposant", run.raised),
        ("Indice", run.lowered),
    )
    for style, wanted in styles:
        if wanted:
            inside = f'<text:span text:style-name="{style}">{inside}</text:span>'
    if run.href:
        inside = f'<text:a xlink:type="simple" xlink:href="{escape(run.href)}" text:style-name="Internet_20_link">{inside}</text:a>'
    return inside


def _words(text: str) -> str:
    """Spaces side by side are one in OpenDocument, unless each says that it is a space."""
    return re.sub(r"(?<= ) +", lambda spaces: f'<text:s text:c="{len(spaces[0])}"/>', escape(text))


def _elements(xml: str) -> list[str]:
    """The elements of `xml`, one text each."""
    holder = odfdo.Element.from_tag(f"<text:section>{xml}</text:section>")
    return [child.serialize(with_ns=True) for child in holder.children]
