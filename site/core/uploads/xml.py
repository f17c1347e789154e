"""Reading XML that somebody sends, as it comes, without ever building a tree or following anything."""

from collections.abc import Iterable
from typing import Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from core.uploads.refusals import RefusedError

MOST_ELEMENTS = 400_000
DEEPEST = 200


class Visitor(Protocol):
    """Tags and attributes are `{namespace}name`."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def data(self, text: str) -> None: ...
    def end(self, tag: str) -> None: ...


class _Counted:
    """Counts, then passes on to the visitor."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.data = visitor.data
        self.count = self.depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        if self.count > MOST_ELEMENTS or self.depth > DEEPEST:
            raise RefusedError("bomb", "too many XML elements")
        self.visitor.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.visitor.end(tag)

    def pi(self, target: str, text: str | None = None) -> None:
        """`<?xml-stylesheet …?>` would make a browser fetch and run something."""
        if target.lower() == "xml-stylesheet":
            raise RefusedError("entity", "a style sheet of its own")

    def close(self) -> None:
        return None


def walk(chunks: Iterable[bytes], visitor: Visitor, what: str = "") -> None:
    """Show every element to `visitor`. A document type, an entity, or something malformed is refused."""
    parser = DefusedXMLParser(target=_Counted(visitor), forbid_dtd=True)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise RefusedError("entity", f"{what}: {error}") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise RefusedError("damaged", f"{what}: {error}") from error


def local(tag: str) -> str:
    """The name of a tag without its namespace."""
    return tag.rpartition("}")[2]


def space(tag: str) -> str:
    """The namespace of a tag."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""
