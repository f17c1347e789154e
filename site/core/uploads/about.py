"""Who wrote an office file, when, on which computer: said in parts beside its text, which are emptied. Its title stays.

Whoever commented or changed it: see `people`.

Source: ECMA-376 part 2, §8 (core properties) and part 1, §22 (extended and custom ones); OpenDocument 1.3 part 3, §4.3.
"""

import io
import zipfile
from contextlib import suppress
from xml.sax.saxutils import escape, quoteattr

from core.uploads.archives import Archive
from core.uploads.people import People
from core.uploads.xml import local, space, walk

_DC = "http://purl.org/dc/elements/1.1/"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_UTF_8_NAMES = 0x800


def without_authors(archive: Archive) -> bytes:
    """The same document; the same bytes when it says nothing of anybody."""
    people = People()
    changed = {name: made for name in archive.names if (made := _emptied(archive, name, people)) is not None}
    if not changed:
        return archive.data
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, part in archive.parts.items():
            if (content := changed.get(name)) != b"":
                # Without the dates of the parts: the same file sent twice gives the same bytes.
                kept = zipfile.ZipInfo(_name_of(part))
                kept.compress_type = part.compress_type
                file.writestr(kept, archive.read(name) if content is None else content)
    return buffer.getvalue()


def _emptied(archive: Archive, name: str, people: People) -> bytes | None:
    """What a part becomes; None when it stays as it is, nothing when it goes."""
    suffix = name.lower().rpartition(".")[2]
    if suffix == "xlsx":
        # The figures of a chart.
        return without_authors(Archive(archive.read(name)))
    if suffix != "xml" or not archive.parts[name].file_size:
        return None
    root, attributes = _root_of(archive, name)
    if root == f"{{{_CORE}}}coreProperties":
        return _xml(
            f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="{_DC}">{_title(archive, name)}</cp:coreProperties>'
        )
    if local(root) == "Properties" and space(root).endswith(
        ("/extended-properties", "/extendedProperties", "/custom-properties", "/customProperties")
    ):
        return _xml(f"<Properties xmlns={quoteattr(space(root))}/>")
    if root == f"{{{_OFFICE}}}document-meta":
        version = attributes.get(f"{{{_OFFICE}}}version", "1.3")
        return _xml(
            f'<office:document-meta xmlns:office="{_OFFICE}" xmlns:dc="{_DC}" office:version={quoteattr(version)}>'
            f"<office:meta>{_title(archive, name)}</office:meta></office:document-meta>"
        )
    # A signature names somebody, and signs a file that is not this one any more.
    return b"" if local(root) == "document-signatures" else people.without_names(archive, name)


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


class _EnoughError(Exception):
    """The first element was read."""


class _Root:
    tag, attributes = "", dict[str, str]()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        raise _EnoughError

    def data(self, text: str) -> None: ...

    def end(self, tag: str) -> None: ...


def _root_of(archive: Archive, name: str) -> tuple[str, dict[str, str]]:
    root = _Root()
    with suppress(_EnoughError):
        walk(archive.chunks(name), root, name)
    return root.tag, root.attributes


class _Title:
    def __init__(self) -> None:
        self.inside, self.text = False, ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.inside = tag == f"{{{_DC}}}title"

    def data(self, text: str) -> None:
        if self.inside:
            self.text += text

    def end(self, tag: str) -> None:
        self.inside = False


def _title(archive: Archive, name: str) -> str:
    title = _Title()
    walk(archive.chunks(name), title, name)
    return f"<dc:title>{escape(title.text)}</dc:title>" if title.text else ""


def _name_of(part: zipfile.ZipInfo) -> str:
    """Some writers use UTF-8 in names without saying so."""
    if part.flag_bits & _UTF_8_NAMES or part.filename.isascii():
        return part.filename
    try:
        return part.filename.encode("cp437").decode()
    except UnicodeError:
        return part.filename
