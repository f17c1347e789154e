"""From a name and bytes to a harmless file, or to a refusal."""

import io
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import IO

import filetype

from core.uploads import drawings, names, odf, ooxml, pdf, pictures, sounds, texts
from core.uploads.kinds import DOCUMENTS, KINDS, SVG, Kind, accepted_in_words, megabytes, words
from core.uploads.refusals import RefusedError
from core.uploads.texts import looks_like_a_page

# Each family gives back the bytes to keep.
_DECIDE: dict[str, Callable[[bytes, str], bytes]] = {
    "pdf": pdf.decide,
    "odf": odf.decide,
    "ooxml": ooxml.decide,
    "pictures": pictures.decide,
    "drawings": drawings.decide,
    "sounds": sounds.decide,
    "texts": texts.decide,
}
_ZIPPED = {"odf", "ooxml"}
# Drawn or copied again piece by piece: what hides beside the pieces is left behind.
_REMADE = {"pictures", "sounds"}
_PROGRAMS = words(
    "exe com scr bat cmd ps1 vbs vbe js jse mjs wsf wsh hta msi msp jar apk app dmg deb rpm sh py php pl rb cgi asp aspx jsp "
    "lnk url scf reg dll sys iso img cpl chm xll sct"
)
_ARCHIVES = words("zip rar 7z tar gz tgz bz2 xz zst cab arj")
_WEB = words("htm html xhtml xht mht mhtml xml shtml swf")
_OTHER_PICTURES = words("gif bmp tif tiff heic heif avif ico psd raw dng jxl jp2 eps ps ai")
_BETTER = {
    "doc": ".docx", "rtf": ".docx", "dot": ".docx", "wps": ".docx", "pages": ".docx", "sxw": ".odt",
    "xls": ".xlsx", "numbers": ".xlsx", "sxc": ".ods",
    "ppt": ".pptx", "pps": ".pptx", "key": ".pptx", "sxi": ".odp",
}  # fmt: skip
_WITHOUT_MACROS = {
    "docm": ".docx", "dotm": ".docx", "dotx": ".docx", "xlsm": ".xlsx", "xltm": ".xlsx", "xlsb": ".xlsx", "xlam": ".xlsx",
    "xltx": ".xlsx", "pptm": ".pptx", "potm": ".pptx", "ppsm": ".pptx", "ppam": ".pptx", "potx": ".pptx", "ppsx": ".pptx",
    "ott": ".odt", "ots": ".ods", "otp": ".odp", "odm": ".odt", "odb": ".ods", "oxt": ".odt",
}  # fmt: skip


@dataclass(frozen=True)
class Accepted:
    """A file to keep: a safe name, harmless bytes, and a title for people."""

    name: str
    title: str
    data: bytes
    kind: Kind


def accept(name: str, data: bytes, *, extensions: Collection[str] = DOCUMENTS) -> Accepted:
    """Decide on `data`, sent under `name`. Raises RefusedError."""
    kind = kind_of(name, extensions)
    if not data:
        raise RefusedError("empty")
    if len(data) > kind.most:
        raise too_big(kind)
    _check_container(data, kind)
    kept = _DECIDE[kind.family](data, kind.extension)
    extension = "jpg" if kind.extension == "jpeg" else kind.extension
    return Accepted(names.clean(name, extension), names.title_of(name), kept, kind)


def read(upload: IO[bytes], name: str, *, extensions: Collection[str] = DOCUMENTS) -> bytes:
    """The bytes of an upload, never more than its kind may have. Raises RefusedError."""
    kind = kind_of(name, extensions)
    upload.seek(0)
    data = upload.read(kind.most + 1)
    if len(data) > kind.most:
        raise too_big(kind)
    return data


def too_big(kind: Kind) -> RefusedError:
    return RefusedError("too_big", most=megabytes(kind.most))


def kind_of(name: str, extensions: Collection[str] = DOCUMENTS) -> Kind:
    """The kind that a name announces; the refusal says what to do instead."""
    extension = names.extension_of(name)
    if extension in extensions:
        return SVG if extension == SVG.extension else KINDS[extension]
    if extension in _PROGRAMS:
        raise RefusedError("program", extension)
    if extension in _ARCHIVES:
        raise RefusedError("archive", extension)
    if extension in _WEB:
        raise RefusedError("web", extension)
    if extension in {"svg", "svgz"}:
        raise RefusedError("drawing", extension)
    if extension in _OTHER_PICTURES:
        raise RefusedError("picture_format", extension)
    if extension in _WITHOUT_MACROS:
        raise RefusedError("macro_format", extension, better=_WITHOUT_MACROS[extension])
    if extension in _BETTER:
        raise RefusedError("old_office", extension, better=_BETTER[extension])
    raise RefusedError("type", extension, accepted=accepted_in_words())


def _check_container(data: bytes, kind: Kind) -> None:
    """One file is one thing: its first bytes are those of its kind, and nothing else begins or ends in it."""
    found = filetype.guess(data[:8192])
    if kind.family in _ZIPPED:
        if not data.startswith(b"PK\x03\x04"):
            raise RefusedError("mismatch", found.extension if found else "", extension=kind.extension)
        if b"%PDF-" in data[:1024] or looks_like_a_page(data[:1024]):
            raise RefusedError("two_in_one", "in the first bytes of an archive")
        return
    if found and found.extension == "apng":
        raise RefusedError("animated")
    mime = "" if kind.family in {"texts", "drawings"} else kind.content_type
    # An MP3 without a tag begins with any frame: its own module reads them all.
    if (found.mime if found else "") != mime and not (kind.family == "sounds" and found is None):
        raise RefusedError("mismatch", found.extension if found else "", extension=kind.extension)
    if kind.family not in _REMADE and zipfile.is_zipfile(io.BytesIO(data)):
        raise RefusedError("two_in_one", "an archive at the end")
    if kind.family == "pdf" and looks_like_a_page(data[:1024]):
        raise RefusedError("two_in_one", "a page in the first bytes")
