"""A PDF written as small as it came: objects packed together, with a table of them as a stream.

pypdf writes each object by itself, which makes a tagged document five times heavier. Source: ISO 32000-2, §7.5.7
(object streams) and §7.5.8 (cross-reference streams).
"""

import io
import zlib

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, IndirectObject, NameObject, NumberObject, PdfObject, StreamObject

TOGETHER = 200
_FREE, _ALONE, _PACKED = 0, 1, 2
# Bytes of each column of the table: what kind, where (up to 4 GB), which one of its pack.
_WIDTHS = (1, 4, 2)


def packed(writer: PdfWriter) -> bytes:
    """The document that `writer` holds."""
    out = io.BytesIO()
    out.write(f"{writer.pdf_header}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    objects = dict(enumerate(writer._objects, 1))
    table = {0: (_FREE, 0, 0xFFFF)}
    small = [number for number, value in objects.items() if value is not None and not isinstance(value, StreamObject)]
    last = len(objects)
    for start in range(0, len(small), TOGETHER):
        last += 1
        group = small[start : start + TOGETHER]
        objects[last] = _pack([(number, objects[number]) for number in group])
        table.update({number: (_PACKED, last, place) for place, number in enumerate(group)})
    for number, value in objects.items():
        if isinstance(value, StreamObject):
            table[number] = (_ALONE, out.tell(), 0)
            _write(out, number, value)
    begin, number = out.tell(), last + 1
    table[number] = (_ALONE, begin, 0)
    _write(out, number, _table(writer, table, number + 1))
    out.write(f"startxref\n{begin}\n%%EOF\n".encode())
    return out.getvalue()


def _write(out: io.BytesIO, number: int, value: PdfObject) -> None:
    out.write(f"{number} 0 obj\n".encode())
    value.write_to_stream(out)
    out.write(b"\nendobj\n")


def _pack(objects: list[tuple[int, PdfObject | None]]) -> StreamObject:
    body, places = io.BytesIO(), []
    for number, value in objects:
        places.append(f"{number} {body.tell()}")
        if value is not None:
            value.write_to_stream(body)
        body.write(b"\n")
    first = " ".join(places).encode() + b"\n"
    found = _deflated(first + body.getvalue())
    found[NameObject("/Type")] = NameObject("/ObjStm")
    found[NameObject("/N")] = NumberObject(len(objects))
    found[NameObject("/First")] = NumberObject(len(first))
    return found


def _table(writer: PdfWriter, table: dict[int, tuple[int, int, int]], size: int) -> StreamObject:
    rows = (table.get(number, (_FREE, 0, 0)) for number in range(size))
    found = _deflated(
        b"".join(value.to_bytes(width, "big") for row in rows for value, width in zip(row, _WIDTHS, strict=True))
    )
    found[NameObject("/Type")] = NameObject("/XRef")
    found[NameObject("/Size")] = NumberObject(size)
    found[NameObject("/W")] = ArrayObject([NumberObject(width) for width in _WIDTHS])
    found[NameObject("/Root")] = _reference(writer.root_object)
    if writer._info is not None:
        found[NameObject("/Info")] = _reference(writer._info)
    if writer._ID is not None:
        found[NameObject("/ID")] = writer._ID
    return found


def _reference(value: PdfObject) -> IndirectObject:
    assert value.indirect_reference is not None  # noqa: S101
    return value.indirect_reference


def _deflated(data: bytes) -> StreamObject:
    found = StreamObject()
    found._data = zlib.compress(data)
    found[NameObject("/Filter")] = NameObject("/FlateDecode")
    return found
