"""What an editor should look at again in a text. Nothing here blocks: these are remarks, not errors."""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from core.blocks.markdown import MarkdownText
from core.blocks.picture import PictureBlock

# interface.md asks for sentences under 15 words; a little more is left to the author's ear.
LONGEST_SENTENCE = 18
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"\w[\w’'-]*")


@dataclasses.dataclass(frozen=True)
class Remark:
    """`place` says where in the page, in the words that the editor sees; `path` says it to a program.

    A path is written as Wagtail's comments do: `summary`, `body.<block>.minutes`; empty for the whole page.
    """

    place: str
    sentence: str
    path: str = dataclasses.field(default="", compare=False)


def long_sentences(text: str) -> list[str]:
    """The sentences of `text` with more words than a slow reader holds."""
    return [s for s in _SENTENCE_END.split(text) if len(_WORD.findall(s)) > LONGEST_SENTENCE]


def walk(block: Block, value: Any) -> Iterator[tuple[Block, Any]]:
    """Every block inside `block` with its value, in reading order."""
    yield block, value
    if isinstance(block, StreamBlock):
        for child in value:
            yield from walk(child.block, child.value)
    elif isinstance(block, ListBlock):
        for item in value:
            yield from walk(block.child_block, item)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from walk(child_block, value.get(name))


def check_text(place: str, texts: Iterable[str], path: str = "") -> Iterator[Remark]:
    for text in texts:
        for sentence in long_sentences(text):
            said = _("Phrase longue : « %(sentence)s »") % {"sentence": Truncator(sentence).chars(90)}
            yield Remark(place, said, path)


def check_blocks(place: str, block: Block, value: Any, path: str = "") -> Iterator[Remark]:
    """Long sentences and pictures without alternative, anywhere inside."""
    for found, content in walk(block, value):
        if isinstance(content, MarkdownText):
            # Each paragraph or list item is its own text: the words of two items are not one sentence.
            parts = re.split(r"</(?:p|li|h\d|td|th)>", content.rendered.html)
            yield from check_text(place, (re.sub(r"<[^>]+>", "", part).strip() for part in parts), path)
        elif isinstance(content, str):
            yield from check_text(place, [content], path)
        elif isinstance(found, PictureBlock) and not content.get("alternative"):
            yield Remark(place, _("Une image n’a pas de texte de remplacement."), path)


def check_page(page: Page) -> Iterator[Remark]:
    """What any page is asked for: a summary, short sentences, pictures described."""
    place = _("Page")
    if not page.summary:
        yield Remark(place, _("Il manque un résumé d’une phrase."))
    yield from check_text(place, [page.summary])
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from check_blocks(place, field.stream_block, getattr(page, field.name))
