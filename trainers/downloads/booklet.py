"""The booklet of a module as PDF, its answers apart: what a mediator hands out, and what stays in the folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils import translation

from learning.printing import Booklet
from trainers.downloads.document import short
from trainers.downloads.pdf import open_static, paper

if TYPE_CHECKING:
    from learning.pages import ModulePage

PAPER = ("paper/page", "paper/booklet")


def booklet_html(module: ModulePage) -> str:
    """The steps and the words of a module, without its answers."""
    return _html(module, "learning/print/sheets.html")


def has_answers(module: ModulePage) -> bool:
    return _booklet(module).has_answers


def answers_html(module: ModulePage) -> str:
    """The answers alone."""
    return _html(module, "learning/print/answers.html")


def _booklet(module: ModulePage) -> Booklet:
    return Booklet([module], module.locale_id, address=module.full_url or module.url)


def _html(module: ModulePage, template: str) -> str:
    language = module.locale.language_code[:2]
    with translation.override(language):
        about = {"title": module.title, "address": short(module.full_url or module.url), "licence": module.licence}
        foot = render_to_string("trainers/downloads/foot.html", about)
        alone = template.endswith("answers.html")
        context = {"booklet": _booklet(module), "without_answers": True}
        sheets = render_to_string(template, context)
        heading = render_to_string("trainers/downloads/answers_head.html", {"title": module.title}) if alone else ""
        body = f'<article class="booklet">{foot}{heading}{with_pictograms(sheets)}</article>'
        return paper(body, language=language, title=module.title, authors=module.authors, description=module.summary)


def stylesheets(module: ModulePage) -> list[str]:
    """Those that the steps have on screen, and paper's own at the end."""
    own = _booklet(module).stylesheets
    return ["tokens", "base", "components/module", "components/lesson", *own, "components/booklet", *PAPER]


# The PDF engine draws no `<use>` of another file, and would announce each drawing: as a background it is drawn and silent.
_PICTOGRAM = re.compile(
    r'<svg class="pictogram" aria-hidden="true"[^>]*><use href="[^"]*?(img/[\w-]+)(?:\.\w+)?\.svg#([\w-]+)"/></svg>'
)
_SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)
_STROKE = 'fill="none" stroke="#1c2333" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'


def with_pictograms(html: str) -> str:
    return _PICTOGRAM.sub(lambda found: _drawn(found[1], found[2]), html)


def _drawn(sprite: str, name: str) -> str:
    address = _symbols(sprite).get(name, "")
    return f'<span class="pictogram" style="background-image: url({address})"></span>' if address else ""


@cache
def _symbols(sprite: str) -> dict[str, str]:
    with open_static(f"{sprite}.svg") as file:
        return dict(_addresses(file.read().decode()))


def _addresses(sprite: str) -> Iterator[tuple[str, str]]:
    for name, box, inside in _SYMBOL.findall(sprite):
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {_STROKE}>{inside}</svg>'
        yield name, f"data:image/svg+xml,{quote(drawing)}"
