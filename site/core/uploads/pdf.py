"""PDF: every object is read; what runs, opens, sends or hides another file is refused.

The pages are kept as they are, without who wrote them.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from pikepdf import PdfError
from pypdf import PdfReader, apply_configuration
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from core.uploads.about_pdf import without_authors
from core.uploads.parts import is_web_address
from core.uploads.refusals import RefusedError

MOST_OBJECTS = 60_000
DEEPEST = 60
MB = 1_000_000
_KEYS = {
    "/JS": "pdf_code", "/JavaScript": "pdf_code", "/XFA": "pdf_code", "/AA": "pdf_action", "/EF": "pdf_file",
    "/RichMediaContent": "pdf_media", "/RichMediaSettings": "pdf_media", "/3DD": "pdf_media",
}  # fmt: skip
# `/S` of an action, `/Type` or `/Subtype` of an annotation or a stream.
_VALUES = {
    "/JavaScript": "pdf_code", "/Launch": "pdf_action", "/ImportData": "pdf_action", "/SubmitForm": "pdf_action",
    "/GoToE": "pdf_file", "/GoToR": "link", "/Rendition": "pdf_media", "/Movie": "pdf_media", "/Sound": "pdf_media",
    "/RichMedia": "pdf_media", "/Screen": "pdf_media", "/3D": "pdf_media", "/EmbeddedFile": "pdf_file",
    "/FileAttachment": "pdf_file", "/RichMediaExecute": "pdf_media", "/GoTo3DView": "pdf_media",
}  # fmt: skip
# Opening at a page, or showing one, is all that a document does by itself.
_OPENING = frozenset({"/GoTo", "/Named"})
# Names as long as these never come by chance in a picture; another reader may find objects that ours does not.
_RAW = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia|SubmitForm|ImportData)\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_AFTER = re.compile(rb"[\s\0]*\Z")


def decide(data: bytes, extension: str) -> bytes:
    """The same pages, once everything in the file is known to be harmless."""
    _check_ends(data)
    try:
        with apply_configuration(
            zlib_maximum_output_length=10 * MB,
            zlib_maximum_recovery_input_length=MB,
            maximum_declared_stream_length=20 * MB,
            stream_decoding_work_maximum_length=30 * MB,
            lzw_maximum_output_length=10 * MB,
            run_length_maximum_output_length=10 * MB,
        ):
            reader = PdfReader(io.BytesIO(data), strict=False)
            _check_objects(data, reader)
            return without_authors(data, reader)
    except RefusedError:
        raise
    # Whatever a broken file makes the reader do: it is the file that is wrong.
    except (
        PyPdfError,
        PdfError,
        ArithmeticError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RuntimeError,
        OSError,
    ) as error:
        raise RefusedError("damaged", f"{type(error).__name__}: {error}") from error
    except (AssertionError, MemoryError) as error:
        raise RefusedError("damaged", type(error).__name__) from error


def _check_ends(data: bytes) -> None:
    """A PDF begins with its first byte and ends with its mark: what stands around it is something else."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise RefusedError("damaged", "no end")
    if not _AFTER.match(data, end + 5):
        raise RefusedError("two_in_one", "something after the end")


def _check_objects(data: bytes, reader: PdfReader) -> None:
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        raise RefusedError("locked")
    numbers = sum(len(entries) for entries in reader.xref.values()) + len(reader.xref_objStm)
    if numbers > MOST_OBJECTS:
        raise RefusedError("bomb", f"{numbers} objects")
    _check_value(reader.trailer, 0)
    for reference in _references(reader):
        _check_value(reader.get_object(reference), 0)
    root = reader.trailer["/Root"].get_object()
    if not isinstance(root, DictionaryObject) or "/Pages" not in root:
        raise RefusedError("damaged", "no pages")
    opening = root.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    if isinstance(opening, DictionaryObject) and opening.get("/S") not in _OPENING:
        raise RefusedError("pdf_action", str(opening.get("/S")))
    if found := _RAW.search(_ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), data)):
        raise RefusedError("pdf_code", f"{found[0]!r} beside the objects")


def _references(reader: PdfReader) -> Iterator[IndirectObject]:
    for generation, entries in list(reader.xref.items()):
        for number in list(entries):
            yield IndirectObject(number, generation, reader)
    for number in list(reader.xref_objStm):
        yield IndirectObject(number, 0, reader)


def _check_value(value: Any, depth: int) -> None:
    """A dictionary, a stream or an array, with what it holds itself; other objects have their turn."""
    if depth > DEEPEST:
        raise RefusedError("bomb", "too deep")
    if isinstance(value, DictionaryObject):
        for key, inner in value.items():
            if code := _KEYS.get(key):
                raise RefusedError(code, key)
            if key in {"/S", "/Type", "/Subtype"} and (code := _VALUES.get(str(inner))):
                raise RefusedError(code, str(inner))
            if key == "/URI" and not isinstance(inner, DictionaryObject):
                _check_address(inner)
            _check_value(inner, depth + 1)
    elif isinstance(value, ArrayObject):
        for inner in value:
            _check_value(inner, depth + 1)


def _check_address(value: Any) -> None:
    address = value.get_object() if isinstance(value, IndirectObject) else value
    text = address.decode("latin-1") if isinstance(address, bytes) else str(address)
    # Without a scheme it is an address of the document's own site.
    leads_away = ":" in text.partition("/")[0] or text.startswith(("\\", "//"))
    if leads_away and not is_web_address(text):
        raise RefusedError("link", text[:80])
