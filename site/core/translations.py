"""Catalogues of translated sentences, with Babel alone: GNU gettext need not be installed."""

import io
import os
import re
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGES = ("site", "resources", "learning", "paths", "trainers", "search")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# French is written in the sources; these are the other languages.
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def catalogue_path(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def sources() -> Iterable[Path]:
    """Every file of ours with sentences in it, in an order that does not change."""
    root = Path(settings.BASE_DIR)
    for package in PACKAGES:
        yield from sorted(path for path in (root / package).rglob("*.py") if "migrations" not in path.parts)
    yield from sorted((root / "templates").rglob("*.html"))


def collected() -> Catalog:
    """Every sentence of the sources, with the files where it stands."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for path in sources():
        text = path.read_text("utf-8")
        if path.suffix == ".html":
            text = templatize(text)
        name = str(path.relative_to(settings.BASE_DIR))
        stream = io.BytesIO(text.encode())
        for _line, message, _comments, context in extract("python", stream, KEYWORDS, options={"encoding": "utf-8"}):
            flags = ["python-format"] if re.search(r"%\(\w+\)[sd]", str(message)) else []
            catalogue.add(
                message,
                None,
                [(name, None)],  # type: ignore[list-item]
                flags=flags,
                context=context,
            )
    return catalogue


def read_catalogue(language: str) -> Catalog:
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def is_translated(message: Message) -> bool:
    """Whether every form has its sentence, and nobody doubts it."""
    forms = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(forms) and not message.fuzzy


def updated(language: str) -> Catalog:
    """The catalogue of `language` with exactly the sentences of the sources; translations are kept, none is guessed."""
    catalogue = read_catalogue(language)
    catalogue.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    for message in catalogue:
        # As they are written, since sentences are sorted by the first one.
        message.locations.sort(key=lambda location: location[0])
    return catalogue


def write_catalogue(language: str, catalogue: Catalog) -> None:
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.header_comment = "# Written by `make messages`; only the translations are typed by hand."
    catalogue.project, catalogue.version, catalogue.msgid_bugs_address = "Pas à pas", "1", ""
    catalogue.last_translator = catalogue.language_team = ""
    with path.open("wb") as file:
        write_po(file, catalogue, omit_header=False, sort_by_file=True, width=110, include_lineno=False)


def compile_catalogues() -> None:
    """Write the `.mo` files that are older than their `.po`. Several processes may do it at once."""
    for language in LANGUAGES:
        source = catalogue_path(language)
        target = source.with_suffix(".mo")
        if source.exists() and not (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            whole = target.with_suffix(f".mo.{os.getpid()}")
            with whole.open("wb") as file:
                write_mo(file, read_catalogue(language))
            whole.replace(target)
