"""A word processor's document as plain values: paragraphs and tables in order, whichever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TITLE, SUBTITLE = "title", "subtitle"
BULLET, NUMBER = "-", "1."
_TYPED_BULLET = re.compile(r"\s*[•▪◦●‣·–—☐☑☒✓*-]\s+")
_MARKS = re.compile(r"([\\`*_])")
_BLOCK_START = re.compile(r"^(\s*)(#+\s|>|:{3,}|\+\s|={3,}|-{3,})", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Paragraph:
    """`level` is that of a heading, 0 for a text; `style` is TITLE, SUBTITLE or nothing; `item` is the mark of a list."""

    runs: tuple[Run, ...]
    level: int = 0
    style: str = ""
    item: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def all_bold(self) -> bool:
        written = [run for run in self.runs if run.text.strip()]
        return bool(written) and all(run.bold for run in written)

    @property
    def links(self) -> list[str]:
        return [run.href for run in self.runs if run.href]


@dataclass(frozen=True)
class Grid:
    """A cell is what it holds, in order."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]


Block = Paragraph | Grid


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """One line a paragraph, without the signs of a list; a line that was cut by hand is two."""
    lines = []
    for paragraph in paragraphs_of(blocks):
        for line in "".join(run.text for run in paragraph.runs).split("\n"):
            text = " ".join(_TYPED_BULLET.sub("", line, count=1).split())
            if text:
                lines.append(text)
    return lines


def text_of(blocks: Iterable[Block]) -> str:
    return " ".join(lines_of(blocks))


def paragraphs_of(blocks: Iterable[Block]) -> list[Paragraph]:
    found = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            for row in block.rows:
                for cell in row:
                    found += paragraphs_of(cell)
    return found


def markdown_of(blocks: Sequence[Block]) -> str:
    """The same text as our Markdown: bold, italics, links, lists, small headings, tables."""
    pieces: list[str] = []
    before: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Grid):
            pieces += ["", _table(block), ""]
            before = None
            continue
        if not block.text:
            before = None
            pieces.append("")
            continue
        text = _item(block) if block.item else _plain_paragraph(block)
        follows = before is not None and bool(before.item) and bool(block.item)
        pieces += [text] if follows else ["", text]
        before = block
    return re.sub(r"\n{3,}", "\n\n", "\n".join(pieces)).strip()


def _plain_paragraph(paragraph: Paragraph) -> str:
    text = marked(paragraph.runs)
    if paragraph.level:
        return f"{'#' * min(max(paragraph.level, 2), 3)} {' '.join(text.split())}"
    typed = re.match(r"[•▪◦●‣☐☑✓]\s+", text)
    return f"- {text[typed.end() :]}" if typed else _BLOCK_START.sub(r"\1\\\2", text)


def _item(paragraph: Paragraph) -> str:
    indent = "    " * paragraph.depth
    text = marked(paragraph.runs).replace("\n", f"\n{indent}    ")
    return f"{indent}{paragraph.item} {text}"


def _table(grid: Grid) -> str:
    rows = [
        [" ".join(marked(one.runs).replace("\n", " ") for one in paragraphs_of(cell)).strip() for cell in row]
        for row in grid.rows
    ]
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    lines = [f"| {' | '.join(cell.replace('|', '/') for cell in [*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])


def marked(runs: Sequence[Run]) -> str:
    """Runs as Markdown. Those that look the same are joined first: programs cut them anywhere."""
    joined: list[Run] = []
    for run in runs:
        same = joined and (joined[-1].bold, joined[-1].italic, joined[-1].href) == (run.bold, run.italic, run.href)
        if same or (joined and not run.text.strip() and not run.href):
            last = joined.pop()
            joined.append(Run(last.text + run.text, last.bold, last.italic, last.href))
        elif run.text:
            joined.append(run)
    return "".join(_marked(run) for run in joined).strip()


def _marked(run: Run) -> str:
    if not run.text.strip():
        return run.text
    core = run.text.strip()
    start = run.text.index(core[0])
    before, after = run.text[:start], run.text[start + len(core) :]
    core = _MARKS.sub(r"\\\1", core).replace("<", "&lt;")
    sign = "**" * run.bold + "*" * run.italic
    if sign:
        core = "\n".join(f"{sign}{line}{sign[::-1]}" if line.strip() else line for line in core.split("\n"))
    if run.href.startswith(("https://", "http://", "mailto:")):
        core = f"[{core}]({run.href.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"
    return f"{before}{core}{after}"
