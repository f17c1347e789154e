"""Who wrote a PDF, when, with what: beside its pages, and on its comments. Forgotten; its title and its promises stay.

Source: ISO 32000-2, §14.3 (document information, metadata), §12.5.6.2 (who wrote a comment), §14.5 (what an application
keeps for itself), §12.8 (signatures); ISO 14289 and 19005 for the marks of PDF/UA and PDF/A.
"""

import io
from collections.abc import Iterator
from typing import Any, cast
from xml.sax.saxutils import escape

import pikepdf
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from core.uploads.refusals import RefusedError
from core.uploads.xml import local, space, walk

_UA, _A = "http://www.aiim.org/pdfua/ns/id/", "http://www.aiim.org/pdfa/ns/id/"
_DC = "http://purl.org/dc/elements/1.1/"
# Of an annotation that is no field of a form (there `/T` is the name of the field).
_OF_COMMENTS = ("/T", "/CreationDate", "/M")
_OF_ANYTHING = ("/PieceInfo", "/LastModified")


def without_authors(data: bytes, reader: PdfReader) -> bytes:
    """The same pages; the same bytes when they say nothing of anybody. `reader` is of these bytes, and was checked."""
    title, promises = _kept(reader)
    about = _about(title, promises)
    if not _says_something(data, reader, about):
        return data
    # Before anything is copied: what nothing leads to any more stays behind.
    for value in _dictionaries(_objects(reader)):
        for key in _to_forget(value):
            value.pop(key, None)
    for key in ("/Metadata", "/Perms"):
        reader.root_object.pop(key, None)
    reader.trailer.pop("/Info", None)
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    writer.metadata = {"/Title": title} if title else None
    if about:
        stream = StreamObject()
        stream.set_data(about)
        stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    return _packed(written) if reader.xref_objStm else written.getvalue()


def _packed(written: io.BytesIO) -> bytes:
    """Small objects together, as they came: pypdf writes each by itself, which makes a tagged document five times heavier."""
    out = io.BytesIO()
    with pikepdf.open(written) as pdf:
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            # Pages stay as they are: nothing is unpacked.
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _objects(reader: PdfReader) -> Iterator[Any]:
    numbers = {number for entries in reader.xref.values() for number in entries} | set(reader.xref_objStm)
    return (reader.get_object(number) for number in sorted(numbers))


def _dictionaries(objects: Any) -> Iterator[DictionaryObject]:
    """Those of a document, and those that they hold themselves."""
    waiting = list(objects)
    while waiting:
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _to_forget(value: DictionaryObject) -> list[str]:
    keys = [key for key in _OF_ANYTHING if key in value]
    if "/Metadata" in value and value.get("/Type") != "/Catalog":
        keys.append("/Metadata")
    if "/Rect" in value and value.get("/Subtype") != "/Widget":
        keys += [key for key in _OF_COMMENTS if key in value]
    if value.get("/FT") == "/Sig" and "/V" in value:
        # A signature names somebody, and signs a file that is not this one any more.
        keys.append("/V")
    return keys


def _says_something(data: bytes, reader: PdfReader, about: bytes) -> bool:
    if set(reader.metadata or {}) - {"/Title"} or _packet(reader) != about:
        return True
    # What was there before somebody saved again is still in the file.
    if data.count(b"%%EOF") > 1:
        return True
    return any(_to_forget(value) for value in _dictionaries(_objects(reader)))


def _packet(reader: PdfReader) -> bytes:
    stream = reader.root_object.get("/Metadata")
    stream = stream.get_object() if stream is not None else None
    return cast(bytes, stream.get_data()) if isinstance(stream, StreamObject) else b""


class _Kept:
    """The title, and the marks of PDF/UA and PDF/A, in whichever of the two ways they are written."""

    def __init__(self) -> None:
        self.promises: dict[tuple[str, str], str] = {}
        self.title = ""
        self.path: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.path.append(tag)
        for key, value in attributes.items():
            self._keep(key, value)

    def data(self, text: str) -> None:
        if self.path:
            self._keep(self.path[-1], text)
        if f"{{{_DC}}}title" in self.path:
            self.title += text

    def end(self, tag: str) -> None:
        self.path.pop()

    def _keep(self, name: str, text: str) -> None:
        of = (space(name), local(name))
        if of[0] in {_UA, _A} and of[1] in {"part", "conformance", "amd", "rev"} and text.strip().isalnum():
            self.promises.setdefault(of, text.strip()[:8])


def _kept(reader: PdfReader) -> tuple[str, dict[tuple[str, str], str]]:
    found = _Kept()
    try:
        walk([_packet(reader)], found)
    except (RefusedError, PyPdfError):
        # Unreadable: it goes whole.
        found = _Kept()
    said = reader.metadata.title if reader.metadata else None
    return (str(said or "") or found.title.strip()), found.promises


def _about(title: str, promises: dict[tuple[str, str], str]) -> bytes:
    """What remains to be said; nothing when there is no promise to keep."""
    if not promises:
        return b""
    names = {_UA: "pdfuaid", _A: "pdfaid"}
    said = "".join(
        f"<{names[of]}:{name}>{escape(value)}</{names[of]}:{name}>" for (of, name), value in promises.items()
    )
    if title:
        said += f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:dc="{_DC}" xmlns:pdfuaid="{_UA}" xmlns:pdfaid="{_A}">{said}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()
