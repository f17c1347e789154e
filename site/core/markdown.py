"""Markdown to safe HTML: the one place where an author's text becomes markup.

It runs once, when a page is saved (see `core.blocks.markdown`). Whatever the source, what comes out is limited to the
tags, attributes and addresses listed here.
"""

import html
import re
import threading
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from html import unescape
from typing import Any

import bleach
import markdown as markdown_library
from bleach.html5lib_shim import Filter  # type: ignore[attr-defined]
from django.utils.functional import cached_property
from django.utils.text import slugify
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from core.typography import typeset_pieces

# Part of every stored rendering: raise it when this file changes what comes out, and pages render again when read.
RENDERING = 4

TAGS = frozenset(
    {"a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "hr", "i", "kbd"}
    | {"li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
ATTRIBUTES = {"a": ["href", "title", "class"], "abbr": ["title"], "th": ["scope"], "ol": ["start"]}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
# Far above any real text, far below a second.
MAX_STEPS = 2_000_000
TERM_ANCHOR = "mot-"


@dataclass(frozen=True)
class Rendered:
    """Safe HTML, and the slugs of the glossary words that it shows, in reading order."""

    html: str
    terms: tuple[str, ...] = ()


class _TermProcessor(InlineProcessor):
    """`[[mot]]` and `[[texte montré|mot]]` become links to the word's explanation on the same page."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ElementTree.Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        shown, _, target = m.group(1).partition("|")
        slug = term_slug(target or shown)
        if not slug:
            return None, None, None
        link = ElementTree.Element("a", {"class": "term", "href": f"#{TERM_ANCHOR}{slug}"})
        link.text = shown.strip()
        return link, m.start(0), m.end(0)


class _Terms(Extension):
    def extendMarkdown(self, md: markdown_library.Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(_TermProcessor(r"\[\[([^\[\]\n]{1,120})\]\]", md), "term", 175)


class _Headings(Extension):
    """Authors' headings start at level 2, whatever they typed: level 1 belongs to the page."""

    def extendMarkdown(self, md: markdown_library.Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_HeadingLevels(md), "levels", 5)


class _HeadingLevels(markdown_library.treeprocessors.Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            elif element.tag in {"h5", "h6"}:
                element.tag = "h4"
            elif element.tag == "th" and not "".join(element.itertext()).strip():
                # A corner left empty heads nothing.
                element.tag = "td"
            elif element.tag == "th":
                element.set("scope", "col")


_VERBATIM = {"code", "pre", "kbd"}
# Tags inside a sentence; any other ends it.
_INLINE = {"a", "abbr", "b", "del", "em", "i", "strong", "sub", "sup", *_VERBATIM}
_TEXTS = {"Characters", "SpaceCharacters"}


class _Typography(Filter):
    """Sets the text between tags, a sentence at a time, never the inside of code."""

    language = "fr"

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
        sentence: list[dict[str, Any]] = []
        for token in super().__iter__():
            if token["type"] in _TEXTS or token.get("name") in _INLINE:
                sentence.append(token)
            else:
                yield from _set(sentence, self.language)
                sentence = []
                yield token
        yield from _set(sentence, self.language)


class _EnglishTypography(_Typography):
    language = "en"


def _set(sentence: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """The tokens of one sentence with their texts set by the rules of `language`. Texts side by side become one."""
    result: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    verbatim = 0
    for token in sentence:
        if token["type"] not in _TEXTS:
            if token["name"] in _VERBATIM:
                verbatim += 1 if token["type"] == "StartTag" else -1
        elif not verbatim:
            if result and texts and result[-1] is texts[-1]:
                texts[-1]["data"] += token["data"]
                continue
            token = {"type": "Characters", "data": token["data"]}
            texts.append(token)
        result.append(token)
    for token, text in zip(texts, typeset_pieces([token["data"] for token in texts], language), strict=True):
        token["data"] = text
    return result


_SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\x00-\x20-]*):")


def _may_stay(tag: str, name: str, value: str) -> bool:
    """Whether an attribute is listed, and leads somewhere harmless.

    bleach reads `javascript:1` as a host and its port, where a browser reads a script.
    """
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    scheme = _SCHEME.match(unescape(value)) if name == "href" else None
    return scheme is None or re.sub(r"[\x00-\x20]", "", scheme.group(1)).lower() in PROTOCOLS


def _cleaner(language: str) -> bleach.Cleaner:
    return bleach.Cleaner(
        tags=TAGS,
        attributes=_may_stay,
        protocols=PROTOCOLS,
        strip=True,
        strip_comments=True,
        filters=[_Typography if language == "fr" else _EnglishTypography],
    )


class _Tools(threading.local):
    """Long to make, so made once for each thread: neither may be shared."""

    @cached_property
    def converter(self) -> markdown_library.Markdown:
        return markdown_library.Markdown(
            extensions=["tables", "sane_lists", "abbr", _Terms(), _Headings()], output_format="html"
        )

    def convert(self, source: str) -> str:
        try:
            return self.converter.reset().convert(source) if _bracket_steps(source) < MAX_STEPS else _as_it_is(source)
        except RecursionError:
            # The converter is left in the middle of a text too deep for it.
            del self.converter
            return _as_it_is(source)

    def cleaner(self, language: str) -> bleach.Cleaner:
        made: dict[str, bleach.Cleaner] = self.__dict__.setdefault("cleaners", {})
        return made.setdefault(language, made.get(language) or _cleaner(language))


_tools = _Tools()


def _bracket_steps(source: str) -> int:
    """How far the library reads to find the end of each bracket: without a bound, 20 kB of `[` take a minute."""
    steps = 0
    for opening, closing in ("[]", "()"):
        waiting: list[int] = []
        for match in re.finditer(rf"[{re.escape(opening + closing)}]", source):
            if match.group() == opening:
                waiting.append(match.start())
            elif waiting:
                steps += match.start() - waiting.pop()
        steps += sum(len(source) - start for start in waiting)
    return steps


def _as_it_is(source: str) -> str:
    return f"<p>{html.escape(source)}</p>"


def term_slug(word: str) -> str:
    """The address of a glossary word: « barre d'adresse » → `barre-d-adresse`."""
    return slugify(word.replace("'", " ").replace("’", " ").replace("œ", "oe"))


_TERM_HREF = re.compile(rf'href="#{TERM_ANCHOR}([\w-]+)"')
_CLASS = re.compile(r' class="(?!term")[^"]*"')


def render_markdown(source: str, language: str = "fr") -> Rendered:
    """`source` as safe HTML with the typography of `language`.

    Any HTML in the source loses what is not listed above: no script, style, image, form or inline event survives.
    """
    if not source.strip():
        return Rendered("")
    shown = _CLASS.sub("", _tools.cleaner(language[:2]).clean(_tools.convert(source)))
    return Rendered(shown, tuple(dict.fromkeys(_TERM_HREF.findall(shown))))


def plain_text(html: str) -> str:
    """The words of a rendered text, for reading aloud, excerpts and checks."""
    text = bleach.clean(re.sub(r"</(p|li|h\d|td|th|dd|dt)>", " ", html), tags=set(), strip=True)
    return re.sub(r"\s+", " ", text).strip()
