"""A whole page as text: its front matter and its body, from a file, from the database, and back to a file."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.content.body import Body
from core.content.context import Reading, Writing
from core.content.declarations import Flag, Keywords, Lines, Text
from core.content.document import join, split
from core.content.errors import At, one_of
from core.content.related import Declaration, read_fields, write_fields
from core.content.shapes import scalar
from core.content.site_map import text_models
from core.content.vocabulary import FALSE_WORDS, ID_KEY, NO, TRUE_WORDS, YES
from core.content.yaml_reader import Fields, Node, read_yaml
from core.content.yaml_writer import write_yaml

TYPE_KEY, TRANSLATED_KEY, DRAFT_KEY = "type", "traduit", "brouillon"
# What every page says before and after the fields of its type.
FIRST: list[Declaration] = [Text("titre", "title", required=True), Text("resume", "summary")]
LAST: list[Declaration] = [
    Keywords("mots_cles", "keywords"),
    Lines("demandes", "asked"),
    Flag("au_menu", "show_in_menus"),
    Text("titre_moteurs", "seo_title"),
    Text("description_moteurs", "search_description"),
]


@dataclass
class PageText:
    """A page as a file says it. `values` are those of its declarations, by key; `body` is what `text_body` stores."""

    model: type[Page]
    values: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    id: uuid.UUID | None = None
    draft: bool = False
    # Only in files: the address of the page that this one translates, and the line of each key of the front matter.
    translates: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


def declared(model: type[Page]) -> Sequence[Declaration]:
    own = list(model.text_fields)
    keys = {one.key for one in own}
    return [
        *(one for one in FIRST if one.key not in keys),
        *own,
        *(one for one in LAST if one.key not in keys),
    ]


def body_of(model: type[Page]) -> Body | None:
    return model.text_body


def page_text(page: Page, writing: Writing) -> PageText:
    """What the page says now."""
    model = type(page)
    body = body_of(model)
    return PageText(
        model,
        {one.key: one.current(page, writing) for one in declared(model)},
        body.current(page) if body else None,
        page.translation_key,
        draft=not page.live,
    )


def compose(text: PageText, writing: Writing) -> str:
    """The text of a file."""
    front: dict[str, Any] = {TYPE_KEY: text.model.text_type}
    if text.id:
        front[ID_KEY] = str(text.id)
    if text.draft:
        front[DRAFT_KEY] = YES
    front |= write_fields(declared(text.model), text.values, text.model, writing)
    body = body_of(text.model)
    return join(write_yaml(front), body.write(text.body, writing, text.model) if body else [])


def parse(source: str, reading: Reading) -> PageText | None:
    """The page that a file says; None when it cannot be known. What is wrong goes to `reading.faults`."""
    faults = reading.faults
    document = split(source, faults, titles=True)
    node = read_yaml(document.front, 2, faults, At(2, (_("fiche"),)))
    if faults.errors or node is None:
        return None
    if not isinstance(node, Fields):
        faults.add(At(2, (_("fiche"),)), document.front, _("des champs, « nom: valeur »"))
        return None
    models = text_models()
    entries = dict(node.entries)
    type_at, type_name = _own(entries, TYPE_KEY, reading)
    if type_name not in models:
        faults.add(type_at, type_name, one_of(models, near=type_name))
        return None
    text = PageText(models[type_name])
    body = body_of(text.model)
    if body is None or not body.titles:
        document = split(source, faults, titles=False)
    _read_own(entries, text, reading)
    text.values = read_fields(declared(text.model), entries, At(2), reading, text.model)
    text.lines = {key: line for key, (line, _node) in entries.items()}
    if body:
        text.body = body.read(document.parts, reading, text.model)
    elif document.parts:
        faults.add(At(document.parts[0].line, (_("texte"),)), "", _("rien sous la fiche pour ce type de page"))
    return text


def _read_own(entries: dict[str, tuple[int, Node]], text: PageText, reading: Reading) -> None:
    at, given = _own(entries, ID_KEY, reading)
    if given:
        try:
            text.id = uuid.UUID(given)
        except ValueError:
            reading.faults.add(at, given, _("l’identifiant écrit par l’export, ou rien"))
    at, draft = _own(entries, DRAFT_KEY, reading)
    if draft and draft.lower() not in TRUE_WORDS | FALSE_WORDS:
        reading.faults.add(at, draft, one_of((YES, NO)))
    text.draft = draft.lower() in TRUE_WORDS
    at, text.translates = _own(entries, TRANSLATED_KEY, reading)
    if text.translates and text.id:
        reading.faults.add(at, text.translates, _("« id » ou « traduit », pas les deux"))


def _own(entries: dict[str, tuple[int, Node]], key: str, reading: Reading) -> tuple[At, str]:
    """Take one of the keys that every file may have out of `entries`."""
    line, node = entries.pop(key, (2, None))
    at = At(line, (key,))
    return at, scalar(node, at, reading).strip() if node else ""
