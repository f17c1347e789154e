"""Who commented and changed an office file: each becomes « Personne 1 », « Personne 2 »… so that a talk stays readable.

Source: ECMA-376 part 1, §17.13 (comments and revisions of Word), §18.7 and §18.11 (of Excel), §19.4 (of PowerPoint);
[MS-DOCX], [MS-XLSX] and [MS-PPTX] for the people of the newer ones; OpenDocument 1.3 part 3, §14.1 and §14.3.
"""

from typing import Any

from lxml import etree

from core.uploads.archives import Archive
from core.uploads.refusals import RefusedError
from core.uploads.xml import local, walk

# Attributes that name somebody: those of any element (of Word; the author of a book, in ODF, has the same), and those of one.
_NAMES = frozenset({"author", "userName"})
_NOT_IN = frozenset({"bibliography-mark"})
_NAMES_OF = {"cmAuthor": "name", "author": "name", "person": "displayName", "userInfo": "name"}
# With such a name: what else says who, and when.
_INITIALS, _ACCOUNTS, _DATES = "initials", ("userId", "providerId"), ("date", "dateTime")
# Elements that are a name, by the one that holds them.
_IN = {
    "authors": {"author": "name"},
    "annotation": {
        "creator": "name", "creator-initials": "initials", "sender-initials": "initials", "date": "", "date-string": "",
    },
    "change-info": {"creator": "name", "date": ""},
}  # fmt: skip
# An account of Microsoft; the folder of the person's own computer.
_GO = frozenset({"presenceInfo", "absPath"})


def _names_in(tag: str) -> frozenset[str]:
    """The attributes of an element that name somebody."""
    return frozenset() if tag in _NOT_IN else _NAMES | {_NAMES_OF.get(tag, "author")}


class People:
    """The names met in one document, in order."""

    def __init__(self) -> None:
        self.met: dict[str, int] = {}

    def without_names(self, archive: Archive, name: str) -> bytes | None:
        """A part of XML with nobody's name on what it says; None when there was none. Its XML was checked."""
        seen = _Seen()
        walk(archive.chunks(name), seen, name)
        if not seen.somebody:
            return None
        # Nothing is followed: a document type or an entity was refused before.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
        try:
            root = etree.fromstring(archive.read(name), parser)
        except (etree.LxmlError, ValueError) as error:
            raise RefusedError("damaged", f"{name}: {error}") from error
        for element in list(root.iter(etree.Element)):
            self._forget(element)
        tree = root.getroottree()
        made: bytes = etree.tostring(
            tree, encoding="UTF-8", xml_declaration=True, standalone=tree.docinfo.standalone or None
        )
        return made

    def _forget(self, element: Any) -> None:
        above = element.getparent()
        tag = local(element.tag)
        what = _IN.get(local(above.tag), {}).get(tag) if above is not None else None
        if tag in _GO or what == "":
            if above is not None:
                above.remove(element)
            return
        if what:
            element.text = self._called(element.text or "", what)
        self._forget_attributes(element, tag)

    def _forget_attributes(self, element: Any, tag: str) -> None:
        keys = {local(key): key for key in element.attrib}
        named = [keys[name] for name in _names_in(tag) if name in keys]
        for key in named:
            called = element.get(key)
            element.set(key, self._called(called, "name"))
            if _INITIALS in keys:
                element.set(keys[_INITIALS], self._called(called, "initials"))
        if not named:
            return
        for name in _ACCOUNTS:
            if name in keys:
                element.set(keys[name], "None")
        for name in _DATES:
            if name in keys and tag != "header":
                del element.attrib[keys[name]]

    def _called(self, name: str, what: str) -> str:
        if not name.strip():
            return name
        if what == "initials" and name not in self.met:
            return ""
        number = self.met.setdefault(name, len(self.met) + 1)
        return f"P{number}" if what == "initials" else f"Personne {number}"


class _Seen:
    """Whether a part names somebody."""

    def __init__(self) -> None:
        self.somebody = False
        self.path = [""]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        keys = {local(key) for key in attributes}
        self.somebody |= name in _GO or name in _IN.get(self.path[-1], {}) or not keys.isdisjoint(_names_in(name))
        self.path.append(name)

    def data(self, text: str) -> None: ...

    def end(self, tag: str) -> None:
        self.path.pop()
