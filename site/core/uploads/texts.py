"""Plain text, Markdown and tables as text: always kept as UTF-8, without what a program or a spreadsheet would run."""

import csv
import io
import re

from core.uploads.refusals import RefusedError

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 100_000
# Source: WHATWG MIME Sniffing, « Identifying a resource with an unknown MIME type », and what else begins a page.
_PAGE = re.compile(
    rb"<\s*(!doctype\s+(html|svg)|html|head|script|iframe|svg|body|object|embed|style|img|meta|base|form)[\s>/]|<\?php|<hta:",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"\s*<(\?xml|!doctype|\w+\s+xmlns)|<\?(php|=)|<%@", re.IGNORECASE)
_CODE = re.compile(
    r"<\s*/?\s*(script|iframe|object|embed|svg|math|html|body|meta|base|form|style|link|hta:\w+)[\s>/]"
    r"|<\s*\w[^<>]*\son\w+\s*=|javascript\s*:|vbscript\s*:|data\s*:\s*text/html",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# They turn the reading direction, or show nothing: a line could say something else than what is read.
_TRICKS = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")
# What spreadsheets take for a formula at the start of a cell, whichever the separator they expect.
_START = re.compile(
    r"(?:^|(?<=[;,\t|\n\r\"]))(?P<space>[ \t]*)(?P<sign>[=+@\-\uff1d\uff0b\uff20\uff0d])(?P<rest>[^;\t\n\r\"]*)"
)


def decide(data: bytes, extension: str) -> bytes:
    if looks_like_a_page(data[:1024]) or _MARKUP.match(data.replace(b"\0", b"")[:1024]):
        raise RefusedError("web_text", "a page in the first bytes")
    text = decoded(data)
    if extension == "csv":
        return _table(text).encode()
    if _CODE.search(text):
        raise RefusedError("web_text")
    return text.encode()


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what Windows writes in Western Europe; the lines end in one way."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return _checked(data, encoding)
    try:
        return _checked(data, "utf-8")
    except UnicodeDecodeError:
        return _checked(data, "cp1252")


def _checked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise
        raise RefusedError("binary", str(error)) from error
    if found := _CONTROLS.search(text):
        raise RefusedError("binary", repr(found[0]))
    return _TRICKS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x85", "\n")


def looks_like_a_page(start: bytes) -> bool:
    """Whether a browser that guesses would take it for a page."""
    return bool(_PAGE.search(start.replace(b"\0", b"")))


def _table(text: str) -> str:
    if _CODE.search(text):
        raise RefusedError("web_text")
    separator = max(";,\t", key=lambda mark: text[:5000].count(mark))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise RefusedError("table", str(error)) from error
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise RefusedError("table", f"{len(rows)} rows")
    # The library has a limit of its own, for the whole process: whoever needs long cells elsewhere lifts it here too.
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise RefusedError("table", "a long cell")
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what it would run.

    A number or a list dash stays as it is: « -5 », « +33 1… », « - ciseaux ».
    """
    return _START.sub(_quoted, cell)


def _quoted(found: re.Match[str]) -> str:
    sign, rest = found["sign"], found["rest"]
    calculates = sign in "=＝" or any(mark in rest for mark in "(|!=")
    return found["space"] + ("'" if calculates else "") + sign + rest
