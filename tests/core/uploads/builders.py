"""Small builders of files, good and bad: nothing binary is kept in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import docx as python_docx
import odfdo
from PIL import Image

Parts = Mapping[str, str | bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def archive(parts: Parts, *, stored: Sequence[str] = ()) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def relations(*entries: tuple[str, str, bool]) -> str:
    """`.rels` with (last word of the type, target, whether it is outside)."""
    outside = {True: ' TargetMode="External"', False: ""}
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"{outside[away]}/>'
        for number, (kind, target, away) in enumerate(entries, 1)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def content_types(main: str, part: str, more: str = "") -> str:
    return (
        f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/>{more}</Types>'
    )


def word(body: str) -> str:
    return f'<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:r="{RELATIONS}"><w:body>{body}</w:body></w:document>'


WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
HELLO = "<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>"


def docx(parts: Parts | None = None, *, body: str = HELLO, main: str = WORD_MAIN, types: str = "") -> bytes:
    """A Word file; `parts` are added or replace."""
    return archive(
        {
            "[Content_Types].xml": content_types(main, "word/document.xml", types),
            "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
            "word/document.xml": word(body),
        }
        | dict(parts or {})
    )


def xlsx(parts: Parts | None = None, *, cells: str = "<c><v>1</v></c>", main: str = SHEET_MAIN) -> bytes:
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return archive(
        {
            "[Content_Types].xml": content_types(main, "xl/workbook.xml"),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", False)),
            "xl/workbook.xml": f'<workbook xmlns="{ns}"><sheets/></workbook>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{ns}"><sheetData><row>{cells}</row></sheetData></worksheet>',
        }
        | dict(parts or {})
    )


def pptx(parts: Parts | None = None, *, slide: str = "") -> bytes:
    ns = "http://schemas.openxmlformats.org/presentationml/2006/main"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return archive(
        {
            "[Content_Types].xml": content_types(SLIDES_MAIN, "ppt/presentation.xml"),
            "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml", False)),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{ns}"/>',
            "ppt/slides/slide1.xml": f'<p:sld xmlns:p="{ns}" xmlns:a="{drawing}">{slide}</p:sld>',
        }
        | dict(parts or {})
    )


ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
_SPACES = " ".join(
    f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "script", "form", "presentation", "meta")
)
SPACES = f'{_SPACES} xmlns:draw="{ODF}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ooo="http://openoffice.org/2004/office"'


def manifest(entries: Mapping[str, str] | None = None, *, kind: str = ODT, inside: str = "") -> str:
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}">{inside}</manifest:file-entry>'
        for path, media in ({"/": kind, "content.xml": "text/xml"} | dict(entries or {})).items()
    )
    return f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">{lines}</manifest:manifest>'


def odf(
    parts: Parts | None = None, *, body: str = "<text:p>Bonjour</text:p>", kind: str = ODT, before: str = ""
) -> bytes:
    """An OpenDocument file; `before` stands before the body, where scripts are."""
    place = {ODT: "text", ODS: "spreadsheet", ODP: "presentation"}[kind]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.3">{before}'
        f"<office:body><office:{place}>{body}</office:{place}></office:body></office:document-content>"
    )
    whole = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest(kind=kind)} | dict(parts or {})
    return archive(whole, stored=["mimetype"])


def pdf(*objects: str, catalogue: str = "", header: str = "%PDF-1.7\n", trailer: str = "") -> bytes:
    """A PDF of one empty page; `objects` are numbered from 4."""
    whole = [
        f"<</Type/Catalog/Pages 2 0 R {catalogue}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        *objects,
    ]
    data, places = bytearray(header.encode("latin-1")), []
    for number, text in enumerate(whole, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(whole) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(whole) + 1}/Root 1 0 R{trailer}>>\n"
    return bytes(data) + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def pdf_stream(data: bytes, more: str = "") -> str:
    """A compressed stream, for `pdf`."""
    packed = zlib.compress(data, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n{packed.decode('latin-1')}\nendstream"


def picture(form: str = "PNG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: object) -> bytes:
    buffer = io.BytesIO()
    image = Image.new(mode, size)
    if mode == "RGB":
        image.putdata([(x % 256, (x * 7) % 256, 90) for x in range(size[0] * size[1])])
    image.save(buffer, form, **options)
    return buffer.getvalue()


def photo_with_place() -> bytes:
    """What a telephone makes: lying on its side (orientation 6), with where it was taken and who took it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "Nadia Belkacem"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (45.0, 45.0, 0.0)
    return picture("JPEG", (80, 40), exif=exif.tobytes(), comment=b"SECRET-COMMENT")


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is immense, and holds almost nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = zlib.compress(b"\0" * 1000)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def mp3(frames: int = 20) -> bytes:
    """Silence: MPEG 1, layer III, 128 kbit/s at 44.1 kHz, 417 bytes a frame."""
    return (b"\xff\xfb\x90\x00" + b"\0" * 413) * frames


def svg(inside: str = "", attributes: str = "") -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" {attributes}>'
        f'<rect width="5" height="5"/>{inside}</svg>'
    ).encode()


def by_python_docx() -> bytes:
    document = python_docx.Document()
    document.add_heading("Titre")
    document.add_picture(io.BytesIO(picture()))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def by_odfdo() -> bytes:
    document = odfdo.Document("text")
    document.body.append(odfdo.Paragraph("Bonjour"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
