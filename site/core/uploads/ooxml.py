"""Word, Excel and PowerPoint files (Office Open XML): known parts only, nothing that runs, nothing that goes and fetches.

Source: ECMA-376 for the parts and their relationships; Microsoft's and ANSSI's lists of what attacks use (macros, ActiveX,
OLE, DDE, attached templates, external data).
"""

import re

from core.uploads.about import without_authors
from core.uploads.archives import Archive
from core.uploads.kinds import words
from core.uploads.parts import check_picture_part, is_web_address
from core.uploads.refusals import RefusedError
from core.uploads.xml import local, walk

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
_PICTURES = words("png jpg jpeg jpe jfif gif bmp tif tiff emf wmf emz wmz wdp svg webp")
_OTHER_PARTS = words("xml rels vml odttf fntdata ttf mp3 mp4 m4a m4v wav mov")
_FOLDERS = {
    "macro": ("vbaproject", "vbadata", "macrosheets/", "dialogsheets/", "customui/", "attachedtoolbars"),
    "control": ("activex/", "ctrlprops/", "webextensions/", "intellisense/"),
    "outside": ("externallinks/", "querytables/", "connections.xml"),
    "object": ("oleobject",),
}
# The last word of a relationship's type.
_RELATIONS = {
    "vbaProject": "macro", "wordVbaData": "macro", "xlMacrosheet": "macro", "xlIntlMacrosheet": "macro",
    "dialogsheet": "macro", "extensibility": "macro", "attachedToolbars": "macro", "keyMapCustomizations": "macro",
    "oleObject": "object", "aFChunk": "object", "subDocument": "object", "frame": "object",
    "control": "control", "activeXControlBinary": "control", "webextension": "control", "webextensiontaskpanes": "control",
    "attachedTemplate": "template", "externalLinkPath": "outside", "externalLink": "outside", "connections": "outside",
    "queryTable": "outside", "mailMergeSource": "outside", "mailMergeHeaderSource": "outside", "recipientData": "outside",
}  # fmt: skip
_ELEMENTS = {
    "OLEObject": "object", "oleObj": "object", "oleObject": "object", "objectEmbed": "object", "objectLink": "object",
    "altChunk": "object", "subDoc": "object", "control": "control", "ocx": "control", "ddeLink": "outside",
    "oleLink": "outside", "dataConsolidate": "outside", "mailMerge": "outside", "webPublishItem": "outside",
}  # fmt: skip
_FIELD = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|LINK|MACROBUTTON|QUOTE\s+\d+)\b", re.I
)
_CELL = re.compile(r"\||\b(WEBSERVICE|CALL|REGISTER(\.ID)?|EXEC|RTD|IMAGE|DDE|SQL\.REQUEST|IMPORT\w+)\s*\(", re.I)
_ACTION = re.compile(r"^ppaction://(program|macro|ole|hlinkfile|hlinkpres)", re.I)
_WITHOUT_MACROS = {"docx": ".docx", "xlsx": ".xlsx", "pptx": ".pptx"}


def decide(data: bytes, extension: str) -> bytes:
    """The same document without who wrote it, once everything in it is known to be harmless."""
    archive = Archive(data)
    _Document(archive, extension).check()
    return without_authors(archive)


class _Document:
    def __init__(self, archive: Archive, extension: str, *, inside: bool = False) -> None:
        self.archive, self.extension, self.inside = archive, extension, inside

    def check(self) -> None:
        if _CONTENT_TYPES not in self.archive.parts:
            raise RefusedError("mismatch", "no content types", extension=self.extension)
        types = _ContentTypes(self)
        walk(self.archive.chunks(_CONTENT_TYPES), types, _CONTENT_TYPES)
        if _MAIN[self.extension] not in types.found:
            raise RefusedError("mismatch", "another kind of document", extension=self.extension)
        for name in self.archive.names:
            self.check_part(name)

    def refuse(self, code: str, detail: str) -> RefusedError:
        return RefusedError(code, detail, better=_WITHOUT_MACROS[self.extension])

    def check_part(self, name: str) -> None:
        lower = name.lower()
        for code, marks in _FOLDERS.items():
            if any(mark in lower for mark in marks):
                raise self.refuse(code, name)
        suffix = lower.rpartition(".")[2]
        if suffix == "rels":
            walk(self.archive.chunks(name), _Relations(self, name), name)
        elif suffix in {"xml", "vml"}:
            walk(self.archive.chunks(name), _Content(self, name), name)
        elif suffix in _PICTURES:
            check_picture_part(self.archive, name, suffix)
        elif suffix in _OTHER_PARTS or (suffix == "bin" and "printersettings" in lower):
            check_picture_part(self.archive, name, "")
        elif suffix == "xlsx" and "/embeddings/" in lower and not self.inside:
            # The figures of a chart: a workbook, under the same rules, that holds no other.
            _Document(Archive(self.archive.read(name)), "xlsx", inside=True).check()
        else:
            raise self.refuse("object" if "embeddings/" in lower else "unsafe_part", name)


class _Quiet:
    def __init__(self, document: _Document, name: str = "") -> None:
        self.document, self.name = document, name

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def data(self, text: str) -> None: ...

    def end(self, tag: str) -> None: ...


class _ContentTypes(_Quiet):
    def __init__(self, document: _Document) -> None:
        super().__init__(document)
        self.found: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        lower = kind.lower()
        if "macro" in lower or "vba" in lower:
            raise self.document.refuse("macro", kind)
        if "activex" in lower or "oleobject" in lower:
            raise self.document.refuse("object", kind)
        if ".template.main" in lower or "html" in lower:
            raise RefusedError("mismatch", kind, extension=self.document.extension)
        self.found.add(kind)


class _Relations(_Quiet):
    """What the parts point to. Outside, only an address that a reader may choose to follow."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) != "Relationship":
            return
        kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2]
        target = attributes.get("Target", "")
        if code := _RELATIONS.get(kind):
            raise self.document.refuse(code, f"{self.name}: {kind} {target}")
        if attributes.get("TargetMode", "").lower() == "external":
            if kind != "hyperlink":
                raise self.document.refuse("outside", f"{self.name}: {kind} {target}")
            if not is_web_address(target):
                raise self.document.refuse("link", target)
        elif "://" in target or target.startswith("\\\\"):
            raise self.document.refuse("outside", f"{self.name}: {target}")


class _Content(_Quiet):
    """Fields of Word, formulas of Excel, actions of PowerPoint, and elements that hold what runs."""

    def __init__(self, document: _Document, name: str) -> None:
        super().__init__(document, name)
        self.inside = ""
        self.field: list[str] = []
        self.formula: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if code := _ELEMENTS.get(name):
            raise self.document.refuse(code, f"{self.name}: {name}")
        if name in {"f", "formula", "formula1", "formula2", "definedName"}:
            self.inside, self.formula = "formula", []
        elif name == "instrText":
            self.inside = "field"
        elif name in {"fldSimple", "fldChar"}:
            self.check_field(_attribute(attributes, "instr"))
            if _attribute(attributes, "fldCharType") in {"separate", "end"}:
                self.check_field("".join(self.field))
                self.field = []
        if name in {"hlinkClick", "hlinkHover", "hlinkMouseOver"} and _ACTION.match(attributes.get("action", "")):
            raise self.document.refuse("control", attributes["action"])
        if name in {"script", "event"} or any(
            local(key).lower().startswith("on") for key in attributes if name == "shape"
        ):
            raise self.document.refuse("control", f"{self.name}: {name}")

    def data(self, text: str) -> None:
        if self.inside == "field":
            self.field.append(text)
        elif self.inside == "formula":
            self.formula.append(text)

    def end(self, tag: str) -> None:
        if self.inside == "formula" and _CELL.search("".join(self.formula)):
            raise self.document.refuse("formula", "".join(self.formula)[:80])
        if local(tag) == "p":
            # A field may be written over several paragraphs, but never over a whole document of text.
            self.check_field("".join(self.field))
        self.inside = ""

    def check_field(self, text: str) -> None:
        if _FIELD.search(text):
            raise self.document.refuse("outside", f"{self.name}: {text[:80]}")


def _attribute(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if local(key) == name), "")
