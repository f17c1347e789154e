"""How a file does harm: what hides in it, and the bytes that make it. `builders` makes the good files that these start from."""

import io
import struct
import zipfile
from collections.abc import Callable

from PIL.PngImagePlugin import PngInfo

from tests.core.uploads import builders as b
from tests.core.uploads.builders import docx, odf, pdf, pdf_stream, xlsx


def part(name: str, content: str | bytes, **options: object) -> Callable[[], bytes]:
    """A Word file with one more part."""
    return lambda: docx({name: content}, **options)


def odt_part(name: str, content: str | bytes, **options: object) -> Callable[[], bytes]:
    return lambda: odf({name: content}, **options)


SCRIPT = b"<script>alert(1)</script>"
PAGE = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
EXE = b"MZ\x90\0\x03\0\0\0" + b"\0" * 120 + b"PE\0\0"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]><l>&j;</l>"
)
RELS = "word/_rels/document.xml.rels"


def zip_after(data: bytes, comment: bytes = b"") -> bytes:
    """`data`, then an archive that a reader of archives finds from the end."""
    buffer = io.BytesIO()
    buffer.write(data)
    with zipfile.ZipFile(buffer, "a") as file:
        file.writestr("virus.exe", EXE)
        file.comment = comment
    return buffer.getvalue()


def bomb(size: int = 300_000_000) -> bytes:
    """A Word file with a part of `size` zeros, made without holding them."""
    buffer = io.BytesIO(docx())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as file, file.open("word/media/image1.png", "w") as part:
        for _n in range(size // 1_000_000):
            part.write(b"\0" * 1_000_000)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """A part that says it has 10 bytes and inflates to millions."""
    data = bytearray(docx({"word/media/big.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark)
        while at >= 0:
            length = struct.unpack("<H", data[at + (26 if place == 22 else 28) : at + (28 if place == 22 else 30)])[0]
            start = at + (30 if place == 22 else 46)
            if data[start : start + length] == b"word/media/big.png":
                data[at + place : at + place + 4] = struct.pack("<I", 10)
            at = data.find(mark, at + 4)
    return bytes(data)


def overlapping() -> bytes:
    """Twenty parts that are the same bytes: small, and twenty times as large when read."""
    data = docx({f"word/media/i{n}.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20 for n in range(20)})
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        first = file.getinfo("word/media/i0.png").header_offset
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack("<H", changed[at + 28 : at + 30])[0]
        if bytes(changed[at + 46 : at + 46 + length]).startswith(b"word/media/i"):
            changed[at + 42 : at + 46] = struct.pack("<I", first)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def link_part() -> bytes:
    buffer = io.BytesIO(docx())
    with zipfile.ZipFile(buffer, "a") as file:
        info = zipfile.ZipInfo("word/media/link.png")
        info.external_attr = 0o120777 << 16
        file.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def twice() -> bytes:
    buffer = io.BytesIO(docx())
    with zipfile.ZipFile(buffer, "a") as file:
        # `archive` would warn of the same name; another case is the same file on Windows.
        file.writestr("word/DOCUMENT.xml", b.word(b.HELLO))
    return buffer.getvalue()


def encrypted_flag() -> bytes:
    data = bytearray(docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + place] |= 1
    return bytes(data)


def deep_xml() -> bytes:
    return docx({"word/deep.xml": "<a>" * 50_000 + "</a>" * 50_000})


def many_elements() -> bytes:
    """Random enough not to be refused for how well it shrinks."""
    return docx(
        {"word/many.xml": "<a>" + "".join(f'<b x="{n * 2654435761 % 2**32:x}"/>' for n in range(600_000)) + "</a>"}
    )


def lzma() -> bytes:
    buffer = io.BytesIO(docx())
    with zipfile.ZipFile(buffer, "a") as file:
        file.writestr("word/media/i.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, zipfile.ZIP_LZMA)
    return buffer.getvalue()


def gap() -> bytes:
    """Something hidden between two parts of an archive, which no list names."""
    plain = docx()
    with zipfile.ZipFile(io.BytesIO(plain)) as file:
        start = file.start_dir
    hidden = EXE * 50
    end = bytearray(plain[start:])
    place = end.rfind(b"PK\x05\x06")
    end[place + 16 : place + 20] = struct.pack("<I", start + len(hidden))
    return plain[:start] + hidden + bytes(end)


def action(inside: str) -> Callable[[], bytes]:
    return lambda: pdf(f"<<{inside}>>", catalogue="/OpenAction 4 0 R")


def annotation(inside: str) -> Callable[[], bytes]:
    return lambda: pdf(f"<</Type/Annot/Rect[0 0 9 9]{inside}>>")


def in_object_stream(inside: str) -> bytes:
    """A PDF whose objects are in a compressed stream, where a search through the bytes finds nothing."""
    body = f"5 0 {inside}".encode()
    stream = pdf_stream(body, "/Type/ObjStm/N 1/First 4")
    data = b"%PDF-1.7\n"
    places = {}
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: stream,
    }
    for number, text in objects.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    rows = b"\0\0\0\xff" + b"".join(struct.pack(">BHB", 1, places[n], 0) for n in (1, 2, 3, 4))
    rows += struct.pack(">BHB", 2, 4, 0) + struct.pack(">BHB", 1, len(data), 0)
    table = pdf_stream(rows, "/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R")
    return data + f"6 0 obj\n{table}\nendobj\nstartxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def incremental() -> bytes:
    """A clean PDF, then a second version of its catalogue that runs code."""
    first = pdf("<</S/GoTo/D[3 0 R/Fit]>>", catalogue="/OpenAction 4 0 R")
    place = len(first)
    more = b"4 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj\n"
    previous = first.rfind(b"xref\n0")
    end = f"xref\n4 1\n{place:010} 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev {previous}>>\nstartxref\n{place + len(more)}\n%%EOF\n"
    return first + more + end.encode()


def hidden_behind_incremental() -> bytes:
    """The reverse: the last version is clean, the code is in one that another reader may find."""
    first = pdf("<</S/JavaScript/JS(app.alert(1))>>", catalogue="/OpenAction 4 0 R")
    place = len(first)
    more = b"4 0 obj\n<</S/GoTo/D[3 0 R/Fit]>>\nendobj\n"
    previous = first.rfind(b"xref\n0")
    end = f"xref\n4 1\n{place:010} 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev {previous}>>\nstartxref\n{place + len(more)}\n%%EOF\n"
    return first + more + end.encode()


def field(*pieces: str) -> Callable[[], bytes]:
    """A Word field whose instruction is cut in pieces."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return lambda: docx(body=f"<w:p>{begin}{runs}{end}</w:p>")


def cell(formula: str) -> Callable[[], bytes]:
    return lambda: xlsx(cells=f"<c><f>{formula}</f><v>1</v></c>")


def object_stream_bomb() -> bytes:
    return in_object_stream("[" + "0 " * 30_000_000 + "]")


def table(cell: str) -> Callable[[], bytes]:
    return lambda: f"nom;note\n{cell};12\n".encode()


def chunk(data: bytes) -> PngInfo:
    info = PngInfo()
    info.add(b"prVt", data)
    return info


def tagged(text: bytes) -> bytes:
    return b"ID3\x03\0\0\0\0\0" + bytes([len(text)]) + text
