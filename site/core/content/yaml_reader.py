"""YAML as a tree of texts that know their lines.

Nothing is guessed (`oui`, `12` and `03/05/1980` are texts: the field that receives them decides), nothing is built
(tags are refused), nothing is repeated by reference (anchors and aliases are refused), and everything is bounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from core.content.errors import At, Faults

MAX_DEPTH = 12
MAX_NODES = 20_000
MAX_TEXT = 20_000
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Scalar:
    line: int
    text: str


@dataclass(frozen=True)
class Items:
    line: int
    items: "tuple[Node, ...]"


@dataclass(frozen=True)
class Fields:
    line: int
    entries: "dict[str, tuple[int, Node]]"


Node = Scalar | Items | Fields


class _RefusedError(Exception):
    def __init__(self, line: int, found: str, expected: str) -> None:
        self.line, self.found, self.expected = line, found, expected


def read_yaml(text: str, first_line: int, faults: Faults, at: At) -> Node | None:
    """The tree of `text`, whose first line is line `first_line` of the file; None when it has faults."""
    events = yaml.parse(text, Loader=_Loader)
    try:
        return _Builder(events, first_line).document()
    except _RefusedError as refused:
        faults.add(At(refused.line, at.keys), refused.found, refused.expected)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line if mark else 0
        lines = text.splitlines()
        found = lines[line] if line < len(lines) else (lines[-1] if lines else "")
        faults.add(
            At(first_line + line, at.keys),
            found.strip() or text.strip(),
            _hint(str(getattr(error, "problem", "") or "")),
        )
    return None


class _Builder:
    def __init__(self, events: Iterator[yaml.Event], first_line: int) -> None:
        self.events, self.first_line, self.count = events, first_line, 0

    def document(self) -> Node:
        next(self.events)  # StreamStart
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return Scalar(self.first_line, "")
        node = self.node(next(self.events), 0)
        next(self.events)  # DocumentEnd
        if not isinstance(extra := next(self.events), yaml.StreamEndEvent):
            raise _RefusedError(self.line(extra), "---", _("un seul document"))
        return node

    def line(self, event: yaml.Event) -> int:
        return self.first_line + (event.start_mark.line if event.start_mark else 0)

    def node(self, event: Any, depth: int) -> Node:
        line = self.line(event)
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            raise _RefusedError(line, "…", _("un texte plus court et moins de niveaux"))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(
                line, f"&{event.anchor}", _("un texte sans ancre ni renvoi : mettez-le entre guillemets")
            )
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(line, event.tag, _("un texte sans étiquette : mettez-le entre guillemets"))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Items(line, tuple(items))
        return self.fields(line, depth)

    def scalar(self, event: yaml.ScalarEvent, line: int) -> Scalar:
        text = event.value.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        if len(text) > MAX_TEXT:
            raise _RefusedError(line, text, _("%(count)d caractères au plus") % {"count": MAX_TEXT})
        if bad := forbidden_character(text):
            raise _RefusedError(line, repr(bad), _("un texte sans caractère invisible"))
        return Scalar(line, "" if event.style in (None, "") and text in NULLS else text)

    def fields(self, line: int, depth: int) -> Fields:
        entries: dict[str, tuple[int, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _RefusedError(
                    key.line,
                    "{…}",
                    _("un nom de champ ; mettez entre guillemets un texte qui commence par une accolade"),
                )
            if key.text in entries:
                raise _RefusedError(key.line, key.text, _("ce champ une seule fois"))
            entries[key.text] = (key.line, self.node(next(self.events), depth + 1))
        return Fields(line, entries)


def forbidden_character(text: str) -> str:
    """The first character that no text may hold (NUL breaks PostgreSQL; half a character breaks UTF-8)."""
    return next((c for c in text if c == "\x00" or "\ud800" <= c <= "\udfff"), "")


def _hint(problem: str) -> str:
    """What the person probably has to do, from the parser's English remark."""
    if "mapping values are not allowed" in problem:
        return _("des guillemets autour d’un texte qui contient « : »")
    if "found character" in problem and "cannot start" in problem:
        return _(
            "des guillemets autour d’un texte qui commence par un signe, et des espaces plutôt que des tabulations"
        )
    if "end of stream" in problem or "while scanning a quoted scalar" in problem:
        return _("un guillemet fermant")
    if "could not find expected ':'" in problem:
        return _("« nom: valeur », ou « | » devant un texte de plusieurs lignes")
    if "alias" in problem or "anchor" in problem:
        return _("un texte sans ancre ni renvoi : mettez-le entre guillemets")
    if "did not find expected" in problem or "expected <block end>" in problem:
        return _("le même retrait que la ligne d’avant, et des guillemets fermés")
    return _("du YAML bien formé")
