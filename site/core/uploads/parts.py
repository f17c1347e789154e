"""What the two families of office files have in common: links, and the pictures that they hold."""

import re

from core.uploads.archives import Archive
from core.uploads.refusals import RefusedError

_WEB = re.compile(r"(https?://[^\s]|mailto:[^\s]|tel:[\d+])", re.IGNORECASE)
_STARTS = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "jpe": (b"\xff\xd8\xff",),
    "jfif": (b"\xff\xd8\xff",),
    "gif": (b"GIF8",),
    "bmp": (b"BM",),
    "webp": (b"RIFF",),
    "tif": (b"II*\0", b"MM\0*"),
    "tiff": (b"II*\0", b"MM\0*"),
}
# Windows and Linux programs, scripts, OLE containers, other archives, Java, PDF.
_FORBIDDEN = (
    b"MZ", b"\x7fELF", b"#!", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\xca\xfe\xba\xbe",
    b"%PDF", b"L\0\0\0\x01\x14\x02\0", b"<script", b"<html", b"<!doc", b"<hta",
)  # fmt: skip


def is_web_address(target: str) -> bool:
    """An address that a reader may follow; a place in the document itself is one too."""
    return target.startswith("#") or bool(_WEB.match(target))


def picture_suffix(archive: Archive, name: str) -> str:
    """The kind of picture that a part is, by its first bytes."""
    first = next(archive.chunks(name), b"")
    for suffix in ("png", "jpg", "gif", "webp"):
        if first.startswith(_STARTS[suffix]):
            return suffix
    raise RefusedError("unsafe_part", name)


def check_picture_part(archive: Archive, name: str, suffix: str) -> None:
    """A part that is not XML: the beginning that its name says, never a program, whole and undamaged."""
    if suffix == "svg":
        from core.uploads import drawings

        drawings.check(archive.chunks(name))
        return
    chunks = archive.chunks(name)
    first = next(chunks, b"")
    starts = _STARTS.get(suffix)
    if starts and first and not first.startswith(starts):
        raise RefusedError("unsafe_part", f"{name} is no {suffix}")
    if first.lstrip().lower().startswith(tuple(start.lower() for start in _FORBIDDEN)):
        raise RefusedError("unsafe_part", name)
    for _rest in chunks:
        pass
