"""Text, spreadsheet and presentation files of LibreOffice (OpenDocument): known parts only, nothing that runs or fetches.

Source: OASIS OpenDocument 1.3, parts 2 (packages) and 3 (schema); the LibreOffice advisories for what attacks use.
"""

import re

from core.uploads.about import without_authors
from core.uploads.archives import Archive
from core.uploads.kinds import KINDS, words
from core.uploads.parts import check_picture_part, is_web_address, picture_suffix
from core.uploads.refusals import RefusedError
from core.uploads.xml import local, space, walk

_MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"
_PICTURES = words("png jpg jpeg gif bmp tif tiff emf wmf svm svg webp")
_FONTS_AND_MEDIA = words("ttf otf mp3 mp4 m4a m4v wav ogg oga ogv webm mov")
# Objects drawn by LibreOffice itself: charts and formulas, which are OpenDocument too.
_OBJECTS = re.compile(r"application/vnd\.oasis\.opendocument\.(chart|formula|graphics|spreadsheet)$|^$")
_MACROS = frozenset({"event-listener", "library-embedded", "library-linked", "module", "dialog"})
_OUTSIDE = frozenset(
    {"dde-source", "dde-connection-decl", "dde-connection-decls", "dde-link", "dde-links", "dde-connection"}
    | {"database-source-sql", "database-source-table", "database-source-query", "connection-resource"}
    | {"cell-range-source", "table-source"}
)
_OBJECT = frozenset({"object-ole", "plugin", "applet", "floating-frame"})
_LINKS = frozenset({"a"})
_FORMULA = re.compile(r"\b(DDE|WEBSERVICE|CALL|REGISTER|EXEC|IMPORT\w+)\s*\(", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_BETTER = {"odt": ".odt", "ods": ".ods", "odp": ".odp"}
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_SCRIPT = "urn:oasis:names:tc:opendocument:xmlns:script:1.0"


def decide(data: bytes, extension: str) -> bytes:
    """The same document without who wrote it, once everything in it is known to be harmless."""
    archive = Archive(data)
    _Document(archive, extension).check()
    return without_authors(archive)


class _Document:
    def __init__(self, archive: Archive, extension: str) -> None:
        self.archive, self.extension = archive, extension

    def refuse(self, code: str, detail: str) -> RefusedError:
        return RefusedError(code, detail, better=_BETTER[self.extension])

    def check(self) -> None:
        expected = KINDS[self.extension].content_type
        if self.archive.names[:1] != [_MIMETYPE] or _MANIFEST not in self.archive.parts:
            raise RefusedError("mismatch", "no OpenDocument", extension=self.extension)
        if self.archive.read(_MIMETYPE)[:200].strip() != expected.encode():
            raise RefusedError("mismatch", "another kind of document", extension=self.extension)
        walk(self.archive.chunks(_MANIFEST), _Manifest(self), _MANIFEST)
        for name in self.archive.names:
            self.check_part(name)

    def check_part(self, name: str) -> None:
        lower = name.lower()
        suffix = lower.rpartition("/")[2].rpartition(".")[2]
        if lower.startswith(("basic/", "scripts/", "dialogs/")) or suffix in {
            "xba",
            "xlb",
            "xdl",
            "xlc",
            "bsh",
            "js",
            "py",
        }:
            raise self.refuse("macro", name)
        empty = not self.archive.parts[name].file_size
        if name == _MIMETYPE or (empty and lower.startswith("configurations2/")):
            return
        if suffix in {"xml", "rdf"}:
            walk(self.archive.chunks(name), _Content(self, name), name)
        elif suffix in _PICTURES:
            check_picture_part(self.archive, name, suffix)
        elif suffix in _FONTS_AND_MEDIA or lower.startswith("objectreplacements/") or lower == "layout-cache":
            check_picture_part(self.archive, name, "")
        elif lower.startswith("pictures/") and "." not in lower:
            # Some libraries name a picture by its content alone.
            check_picture_part(self.archive, name, picture_suffix(self.archive, name))
        else:
            raise self.refuse("object" if lower.rpartition("/")[2].startswith("object") else "unsafe_part", name)


class _Manifest:
    def __init__(self, document: _Document) -> None:
        self.document = document

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) in {"encryption-data", "encrypted-key", "keyinfo"}:
            raise RefusedError("locked")
        values = {local(key): value for key, value in attributes.items()}
        path, kind = values.get("full-path", ""), values.get("media-type", "")
        if "oleobject" in kind.lower() or (
            path.startswith("Object") and path.endswith("/") and not _OBJECTS.search(kind)
        ):
            raise self.document.refuse("object", f"{path} {kind}")
        if "script" in kind.lower() or "basic" in kind.lower():
            raise self.document.refuse("macro", f"{path} {kind}")

    def data(self, text: str) -> None: ...

    def end(self, tag: str) -> None: ...


class _Content:
    def __init__(self, document: _Document, name: str) -> None:
        self.document, self.name = document, name
        self.in_script = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "script" and space(tag) in {_OFFICE, _SCRIPT, "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}:
            self.in_script += 1
        elif (space(tag) == _SCRIPT and name == "event-listener") or (self.in_script and name in _MACROS):
            raise self.document.refuse("macro", f"{self.name}: {name}")
        if name == "event-listener":
            # Of a presentation: « when clicked, show the next slide ».
            action = _value(attributes, "action")
            if action in {"execute", "execute-macro", "verb", "macro"}:
                raise self.document.refuse("control", action)
        if name in _OUTSIDE:
            raise self.document.refuse("outside", f"{self.name}: {name}")
        if name in _OBJECT:
            raise self.document.refuse("object", f"{self.name}: {name}")
        for key, value in attributes.items():
            self.check_value(name, local(key), value)

    def check_value(self, element: str, key: str, value: str) -> None:
        if key == "href":
            self.check_address(element, value)
        elif key in {"formula", "condition", "expression"} and (_FORMULA.search(value) or "|'" in value):
            raise self.document.refuse("formula", value[:80])
        elif key in {"datasource", "command"} and value:
            raise self.document.refuse("outside", f"{element} {key}={value[:80]}")

    def check_address(self, element: str, value: str) -> None:
        """A link leads to the web or inside; anything else stays in the package."""
        if element in _LINKS:
            # A place in the document (`#Titre`, `#Feuille1.A1`), or an address that the reader may follow.
            if value and not is_web_address(value):
                raise self.document.refuse("link", value[:80])
        elif element == "template":
            # Which template it was made from, as LibreOffice notes it; fetched only when it is elsewhere.
            if _SCHEME.match(value) and not value.lower().startswith("file:///"):
                raise self.document.refuse("template", value[:80])
        elif (
            (element == "section-source" and value)
            or value.startswith(("/", "\\", "../", "./../"))
            or _SCHEME.match(value)
            or "/../" in value
        ):
            raise self.document.refuse("outside", f"{element}: {value[:80]}")

    def data(self, text: str) -> None:
        if self.in_script and text.strip():
            raise self.document.refuse("macro", self.name)

    def end(self, tag: str) -> None:
        if local(tag) == "script" and self.in_script:
            self.in_script -= 1


def _value(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if local(key) == name), "")
