"""A file of places as rows of texts, each with its line. Nothing here knows the database.

CSV (any of the usual separators) and JSON (a list of objects, or an object that holds one) are understood, in UTF-8 or as Excel
writes them (Windows-1252); what was recognised is said, so that a person can see it was right.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.content.errors import At, Faults

MAX_BYTES = 20_000_000
MAX_ROWS = 50_000
LONGEST_CELL = 20_000
_DELIMITERS = {",": "virgule", ";": "point-virgule", "\t": "tabulation", "|": "barre"}
# What a spreadsheet could take for a formula. `trainers.places.exporting` writes an apostrophe before; reading takes it away.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Table:
    """A file as it was understood: columns of texts, one text a place. `remarks` say what was recognised in it.

    Columns and not rows: most texts of a list are repeated, and what is done to a column is done once for each of its texts.
    """

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # Where each place begins; where one of its values is, when it is not there.
    lines: list[int] = field(default_factory=list)
    lines_of_values: dict[tuple[int, str], int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lines)

    def at(self, index: int, name: str) -> At:
        """Where the column `name` of a place is in the file."""
        return At(self.lines_of_values.get((index, name), self.lines[index]), (name,))

    def rows(self) -> Iterator[dict[str, str]]:
        for cells in zip(*self.columns.values(), strict=True):
            yield dict(zip(self.columns, cells, strict=True))


def read_table(data: bytes, faults: Faults) -> Table:
    """What is wrong goes to `faults`; the table then holds what could be read."""
    table = Table()
    if len(data) > MAX_BYTES:
        faults.add(
            At(1),
            _("%(size)d Mo") % {"size": len(data) // 1_000_000},
            _("%(size)d Mo au plus") % {"size": MAX_BYTES // 1_000_000},
        )
        return table
    text = _decoded(data, table, faults)
    if faults.errors:
        return table
    if not text.strip():
        faults.add(At(1), "", _("une première ligne de titres, puis un lieu par ligne"))
    elif text.lstrip()[0] in "[{":
        _read_json(text, table, faults)
    else:
        _read_csv(text, table, faults)
    if not faults.errors and not table.lines:
        faults.add(At(2), "", _("au moins un lieu"))
    return table


def _decoded(data: bytes, table: Table, faults: Faults) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data:
        faults.add(
            At(data[: data.index(b"\x00")].count(b"\n") + 1),
            _("un fichier qui n’est pas du texte"),
            _("un fichier CSV ou JSON"),
        )
        return ""
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    # Letters of French, and none of what a wrong decoding makes of them.
    if encoding == "utf-8-sig" and re.search(r"[éèêàçôîï]", text) and not re.search(r"Ã[\x80-\xbf©¨ª]", text):
        table.remarks.append(
            _("Le fichier n’est pas en UTF-8 : il a été lu comme du Windows-1252 (Excel). Vérifiez les accents.")
        )
        return text
    faults.add(At(line), _("des lettres illisibles"), _("un fichier enregistré en « CSV UTF-8 »"))
    return ""


def _read_csv(text: str, table: Table, faults: Faults) -> None:
    header = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    if delimiter != ",":
        table.remarks.append(_("Séparateur reconnu : %(name)s.") % {"name": _DELIMITERS[delimiter]})
    # For the whole process: the limit of the library is the same for everybody.
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    rows: list[list[str]] = []
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if not any(map(str.strip, cells)):
                continue
            if not names:
                names = _columns(cells, start, faults)
            elif len(cells) == len(names) or _has_width(cells, len(names), start, faults):
                rows.append(cells)
                table.lines.append(start)
            if len(rows) > MAX_ROWS:
                faults.add(At(start), "", _("%(count)d lieux au plus dans un fichier") % {"count": MAX_ROWS})
                return
    except csv.Error:
        faults.add(At(reader.line_num or 1), "", _("un CSV bien formé : des guillemets qui s’ouvrent et se ferment"))
    # The empty cells that a row has beyond the last column are left out.
    cells_of = zip(*rows, strict=False) if rows else ((),) * len(names)
    table.columns = {name: _cleaned(column) for name, column in zip(names, cells_of, strict=False)}


def _columns(cells: list[str], line: int, faults: Faults) -> list[str]:
    columns = [cell.strip() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for index, name in enumerate(columns):
        if not name:
            faults.add(At(line, (_("colonne %(number)d") % {"number": index + 1},)), "", _("un titre de colonne"))
        elif name in columns[:index]:
            faults.add(At(line, (name,)), name, _("cette colonne une seule fois"))
    return columns


def _has_width(cells: list[str], expected: int, line: int, faults: Faults) -> bool:
    if len(cells) >= expected and not any(map(str.strip, cells[expected:])):
        return True
    faults.add(
        At(line, (_("ligne"),)),
        _("%(count)d cases") % {"count": len(cells)},
        _("%(count)d cases, comme dans la première ligne") % {"count": expected},
    )
    return False


def _cleaned(cells: Sequence[str]) -> list[str]:
    clean = {cell: _cell(cell) for cell in set(cells)}
    return list(map(clean.__getitem__, cells))


def _cell(text: str) -> str:
    text = text.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS) else text


def _read_json(text: str, table: Table, faults: Faults) -> None:
    try:
        whole = json.loads(text)
        # `\ud800` alone is half a letter: nothing can write it.
        json.dumps(whole, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        faults.add(At(getattr(error, "lineno", 1)), "", _("un JSON bien formé"))
        return
    key = None
    if isinstance(whole, dict):
        lists = [name for name, value in whole.items() if isinstance(value, list)]
        key = lists[0] if len(lists) == 1 else None
    rows = whole if isinstance(whole, list) else whole[key] if key else None
    if rows is None:
        faults.add(At(1), "", _("une liste de lieux"))
    elif len(rows) > MAX_ROWS:
        faults.add(At(1), str(len(rows)), _("%(count)d lieux au plus dans un fichier") % {"count": MAX_ROWS})
    else:
        found = [
            values
            for row, (line, source) in zip(rows, _places_in(text, key), strict=True)
            if (values := _json_row(row, line, source, table, faults)) is not None
        ]
        names = dict.fromkeys(name for values in found for name in values)
        table.columns = {name: [values.get(name, "") for values in found] for name in names}


def _places_in(text: str, key: str | None) -> Iterator[tuple[int, str]]:
    """The line and the text of each item of the list, found by decoding them one by one."""
    decoder = json.JSONDecoder()
    start = text.index("[", re.search(rf'"{re.escape(key)}"\s*:', text).end() if key else 0) + 1  # type: ignore[union-attr]
    line, counted = 1, 0
    while True:
        while text[start] in " \t\r\n,":
            start += 1
        if text[start] == "]":
            return
        end = decoder.raw_decode(text, start)[1]
        line, counted = line + text.count("\n", counted, start), start
        yield line, text[start:end]
        start = end


def _json_row(row: Any, line: int, source: str, table: Table, faults: Faults) -> dict[str, str] | None:
    if not isinstance(row, dict):
        faults.add(At(line), str(row), _("un lieu entre accolades"))
        return None
    values = {}
    for name, value in row.items():
        place = source.find(f'"{name}"')
        at = line + source.count("\n", 0, max(place, 0))
        if at != line:
            table.lines_of_values[len(table), name] = at
        said = _said(value)
        if said is None:
            faults.add(At(at, (name,)), str(value), _("un texte, un nombre ou une liste de textes"))
        values[name] = said or ""
    table.lines.append(line)
    return values


def _said(value: Any) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool | dict):
        return None
    if isinstance(value, list):
        return "|".join(value) if all(isinstance(item, str) for item in value) else None
    return str(value).strip()
