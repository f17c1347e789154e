"""From the outline of a document to the parts of a plan, found by their headings and by the labels of their tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from trainers.importing import labels, values
from trainers.importing.lineage import slug_in
from trainers.importing.outline import SUBTITLE, TITLE, Block, Grid, Paragraph, lines_of, markdown_of, text_of
from trainers.places.text import folded

# In the run and in the objectives, a label may stand lower than the first row.
HEADER_ROWS = 3


@dataclass(frozen=True)
class Fault:
    """`where` is a heading of the document, and a row when there are several."""

    where: str
    found: str
    expected: str


@dataclass
class Filled:
    """What a document says of a plan, by the names of the content files; `where` says which heading each came from."""

    values: dict[str, Any] = field(default_factory=dict)
    activities: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[dict[str, Any]] = field(default_factory=list)
    notes: str = ""
    left_out: list[str] = field(default_factory=list)
    # The end of the address of the plan that was exported.
    source: str = ""
    faults: list[Fault] = field(default_factory=list)

    def fault(self, where: str, found: str, expected: str) -> None:
        self.faults.append(Fault(where, found, expected))


def filled(blocks: Iterable[Block]) -> Filled:
    """Read a document. What is wrong is in `faults`."""
    return _Reader().read(blocks)


class _Reader:
    def __init__(self) -> None:
        self.out = Filled()
        self.after_credits = False

    def read(self, blocks: Iterable[Block]) -> Filled:
        for name, heading, inside in self.sections(blocks):
            inside = [block for block in inside if not _is_help(block)]
            if name in labels.LISTS:
                self.out.values[name] = [*self.out.values.get(name, []), *lines_of(inside)]
            elif name:
                getattr(self, f"read_{name}")(inside, heading)
        self.settle_printing()
        if not self.out.values.get("titre"):
            self.out.fault(_("Titre"), "", _("le titre de la séance"))
        return self.out

    def sections(self, blocks: Iterable[Block]) -> Iterator[tuple[str, str, list[Block]]]:
        """The parts of the document, each with its name and its heading; what stands before any is the sheet."""
        name, heading, inside = "fiche", _("La séance"), list[Block]()
        for block in blocks:
            found = self.section_of(block, name)
            if found:
                yield name, heading, inside
                assert isinstance(block, Paragraph)  # noqa: S101
                name, heading, inside = found, block.text, []
                self.after_credits = self.after_credits or found == labels.CREDITS
            else:
                inside.append(block)
        yield name, heading, inside

    def section_of(self, block: Block, current: str) -> str:
        """The part that a paragraph opens; nothing for a text."""
        if not isinstance(block, Paragraph) or block.style or not block.text:
            return ""
        words = folded(block.text)
        known = labels.SECTIONS.get(words, "")
        if block.level == 1 and words.startswith(labels.SHEET_STARTS):
            return labels.SHEET
        if known and not (block.item or (current == labels.SHEET and block.level > 1)):
            return known
        # In an exported document, sheets come last, under their own titles.
        return labels.SHEET if block.level == 1 and self.after_credits else ""

    # One method a part, by its name.

    def read_fiche(self, blocks: list[Block], heading: str) -> None:
        said = self.out.values
        for block in blocks:
            if isinstance(block, Grid):
                for row in block.rows:
                    if len(row) >= 2:
                        self.fact(text_of(row[0]), " ".join(text for text in map(_joined, row[1:]) if text))
            elif block.style == TITLE and folded(block.text) != "modele de seance":
                said.setdefault("titre", block.text)
            elif block.style == SUBTITLE:
                said.setdefault("resume", block.text)

    def fact(self, label: str, value: str) -> None:
        name = labels.FACTS.get(folded(re.sub(r"\(.*?\)", "", label)), "") or labels.FACTS.get(folded(label), "")
        if not name or not value:
            return
        if name in {"titre", "resume", "auteurs", "epn", "precision_public"}:
            self.out.values[name] = value
        elif name == "mots_cles":
            self.out.values[name] = [word.strip() for word in re.split(r"[,;\n]", value) if word.strip()]
        elif name == "public":
            chosen, note = values.audiences(value)
            self.out.values["public"] = chosen
            if note:
                self.out.values.setdefault("precision_public", note)
        elif name == "theme":
            self.out.values[name] = value
        else:
            self.measured(name, label, value)

    def measured(self, name: str, label: str, value: str) -> None:
        read: Any
        if name == "groupe":
            read, expected = values.group(value), _("deux nombres, comme « 4 à 8 »")
            if read:
                self.out.values["groupe_min"], self.out.values["groupe_max"] = read
        else:
            readers = {"minutes": values.minutes, "niveau": values.level, "licence": values.licence}
            expectations = {
                "minutes": _("une durée, comme « 90 » ou « 1 h 30 »"),
                "niveau": _("un nombre de 1 à 8"),
                "licence": _("une des licences du modèle, comme « CC BY-SA 4.0 »"),
            }
            read, expected = readers[name](value), expectations[name]
            if read:
                self.out.values[name] = read
        if read is None:
            self.out.fault(label, value, expected)

    def read_objectifs(self, blocks: list[Block], heading: str) -> None:
        found = self.out.values.setdefault("objectifs", [])
        for block in blocks:
            if isinstance(block, Grid):
                for number, row in _table(block, labels.OBJECTIVE_COLUMNS):
                    text = text_of(row.get("objectif", ()))
                    if text:
                        found.append(
                            self.objective(
                                text,
                                text_of(row.get("bloom", ())),
                                text_of(row.get("competence", ())),
                                f"{heading}, {number}",
                            )
                        )
            elif block.text:
                text, about = _goal(block)
                level, _dot, competence = about.partition(" · ")
                found.append(self.objective(text, level, competence, heading))

    def objective(self, text: str, level: str, competence: str, where: str) -> dict[str, str]:
        said = {"objectif": text}
        if level:
            if bloom := values.bloom(level):
                said["bloom"] = bloom
            else:
                self.out.fault(where, level, _("mémoriser, comprendre, appliquer, analyser, évaluer ou créer"))
        return said | ({"competence": competence} if competence else {})

    def read_deroule(self, blocks: list[Block], heading: str) -> None:
        for block in blocks:
            if isinstance(block, Grid):
                for number, row in _table(block, labels.COLUMNS):
                    where = _("%(heading)s, activité %(number)d") % {
                        "heading": heading,
                        "number": len(self.out.activities) + 1,
                    }
                    activity = self.exported(row) if "moment" in row else self.activity(row, where)
                    if activity:
                        self.out.activities.append(activity | {"where": where, "row": number})

    def activity(self, row: dict[str, tuple[Block, ...]], where: str) -> dict[str, Any]:
        texts = {name: markdown_of(cell) for name, cell in row.items()}
        if not any(texts[name] for name in texts if name not in {"pratique", "internet"}):
            return {}
        said: dict[str, Any] = {"titre": text_of(row.get("titre", ()))}
        if not said["titre"]:
            self.out.fault(_("%(where)s, titre") % {"where": where}, "", _("un titre"))
        written = text_of(row.get("minutes", ()))
        said["minutes"] = values.minutes(written)
        if said["minutes"] is None:
            self.out.fault(_("%(where)s, minutes") % {"where": where}, written, _("un nombre de minutes, comme « 15 »"))
        for name in ("pratique", "internet"):
            answer = values.yes(text_of(row.get(name, ())))
            if answer is None:
                self.out.fault(f"{where}, {name}", text_of(row[name]), _("oui ou non"))
            said[name] = bool(answer)
        return said | {name: texts.get(name, "") for name in ("mediateur", "participants", *labels.VARIANTS.values())}

    def exported(self, row: dict[str, tuple[Block, ...]]) -> dict[str, Any]:
        """A row of a document that the site wrote: the first cell says when, what and how long."""
        lines = [block.text for block in row["moment"] if isinstance(block, Paragraph) and block.text]
        title = lines[1] if len(lines) > 1 else (lines or [""])[0]
        length, *marks = (lines[2] if len(lines) > 2 else "").split(" · ")
        marks = [folded(mark) for mark in marks]
        said: dict[str, Any] = {
            "titre": title,
            "minutes": values.minutes(length) or 10,
            "pratique": "pratique" in marks,
            "internet": "internet" in marks,
            "participants": markdown_of(row.get("participants", ())),
        }
        return said | _variants(row.get("mediateur", ()))

    def read_notes(self, blocks: list[Block], heading: str) -> None:
        self.out.notes = "\n\n".join(filter(None, (self.out.notes, markdown_of(blocks))))

    def read_feuille(self, blocks: list[Block], heading: str) -> None:
        start, colon, title = heading.partition(":")
        named = title.strip() if colon and folded(start) in labels.SHEET_STARTS else heading
        if colon and folded(start) in labels.SHEET_STARTS and folded(named) in {"", "titre", "son titre"}:
            named = ""
        said: dict[str, Any] = {"titre": named.strip(), "exemplaires": "personne"}
        if blocks and isinstance(blocks[0], Paragraph) and folded(blocks[0].text).startswith("exemplaires"):
            written = blocks[0].text.partition(":")[2].strip()
            said["exemplaires"] = values.copies(written) or ("personne" if not written else "")
            if not said["exemplaires"]:
                self.out.fault(heading, written, _("un par personne, un pour deux, un par table ou un pour le groupe"))
            blocks = blocks[1:]
        said["texte"] = markdown_of(blocks)
        if not said["texte"]:
            return
        if not said["titre"]:
            self.out.fault(heading, "", _("le titre de la feuille, après les deux points"))
        self.out.sheets.append(said | {"where": heading})

    def read_modules(self, blocks: list[Block], heading: str) -> None:
        for paragraph in (block for block in blocks if isinstance(block, Paragraph) and block.text):
            slugs = [link.rstrip("/").rpartition("/")[2] for link in paragraph.links if "/modules/" in link]
            self.out.values.setdefault("modules", []).extend(slugs)
            if not slugs:
                self.out.left_out.append(paragraph.text)

    def read_pieces_jointes(self, blocks: list[Block], heading: str) -> None:
        self.out.left_out += lines_of(blocks)

    def read_credits(self, blocks: list[Block], heading: str) -> None:
        first = next((block.text for block in blocks if isinstance(block, Paragraph) and block.text), "")
        if found := values.licence(first):
            self.out.values.setdefault("licence", found)
        names = [part.strip() for part in re.split(r"\bLicence\b", first)[0].split(" · ") if part.strip()]
        for name, value in zip(("auteurs", "epn"), names, strict=False):
            self.out.values.setdefault(name, value)
        lines = (block.text for block in blocks[1:] if isinstance(block, Paragraph))
        self.out.source = next(filter(None, map(slug_in, lines)), "")

    def settle_printing(self) -> None:
        """An exported list « À imprimer » names the sheets too, with their number of copies."""
        sheets = {folded(sheet["titre"]): sheet for sheet in self.out.sheets}
        kept = []
        for line in self.out.values.get("a_imprimer", []):
            found = re.fullmatch(r"(.*?)\s*\(([^()]*)\)", line)
            sheet = sheets.get(folded(found[1])) if found else None
            number = values.copies(found[2]) if found else None
            if sheet and number:
                sheet["exemplaires"] = number
            else:
                kept.append(line)
        if "a_imprimer" in self.out.values:
            self.out.values["a_imprimer"] = kept


def _is_help(block: Block) -> bool:
    """Our instructions in the template: « Aide : … »."""
    return isinstance(block, Paragraph) and re.match(r"\s*aide\s*:", block.text, re.IGNORECASE) is not None


def _joined(cell: Iterable[Block]) -> str:
    return " ".join(lines_of(cell))


def _goal(paragraph: Paragraph) -> tuple[str, str]:
    """« **Composer une phrase** (Créer · 4.2 Protéger…) », as the site writes it; a plain line is only the objective."""
    bold = "".join(run.text for run in paragraph.runs if run.bold).strip()
    rest = paragraph.text[len(" ".join(bold.split())) :].strip()
    if bold and paragraph.text.startswith(" ".join(bold.split())) and rest.startswith("(") and rest.endswith(")"):
        return " ".join(bold.split()), rest[1:-1]
    return lines_of([paragraph])[0], ""


def _table(grid: Grid, columns: dict[str, str]) -> Iterator[tuple[int, dict[str, tuple[Block, ...]]]]:
    """The rows under the header, by the names of their columns; the number is that of the row in the table."""
    for start, row in enumerate(grid.rows[:HEADER_ROWS]):
        names = [
            columns.get(folded(re.sub(r"\(.*?\)", "", text_of(cell))), "") or columns.get(folded(text_of(cell)), "")
            for cell in row
        ]
        if sum(map(bool, names)) >= min(2, len(row)):
            for number, cells in enumerate(grid.rows[start + 1 :], 1):
                yield number, {name: cell for name, cell in zip(names, cells, strict=False) if name}
            return


def _variants(cell: tuple[Block, ...]) -> dict[str, str]:
    """What the mediator does, then what to do when it goes otherwise, each under its name in bold."""
    parts: dict[str, list[Block]] = {"mediateur": []}
    name = "mediateur"
    for block in cell:
        if isinstance(block, Paragraph) and block.all_bold and (found := labels.VARIANTS.get(folded(block.text))):
            name = found
            parts[name] = []
        else:
            parts[name].append(block)
    return {name: markdown_of(blocks) for name, blocks in parts.items()}
