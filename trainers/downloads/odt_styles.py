"""The styles of the OpenDocument text: those of `odt_styles.xml`, filled in, its lists, and its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from django.utils.html import escape

from trainers.downloads.document import PlanDocument

BULLETS, NUMBERS, BOXES = "Puces", "Numéros", "Cases_20_à_20_cocher"
_FILE = Path(__file__).with_name("odt_styles.xml")
_LINE = "0.02cm solid #8d8570"


@cache
def _template() -> str:
    return _FILE.read_text()


def styles(plan: PlanDocument) -> str:
    language, _dash, country = plan.locale.partition("-")
    foot = escape(f"{plan.short_address} · {plan.credits.licence}")
    lists = "".join((_list_style(BULLETS, "•"), _list_style(BOXES, "☐"), _list_style(NUMBERS)))
    values = {"LANGUAGE": language, "COUNTRY": country or "none", "LISTS": lists}
    filled = re.sub("|".join(values), lambda found: values[found[0]], _template().partition("-->")[2])
    return filled.replace(">FOOT<", f">{foot}<")


def _list_style(name: str, bullet: str = "") -> str:
    kind = f'bullet text:bullet-char="{bullet}"' if bullet else 'number style:num-format="1" style:num-suffix="."'
    levels = []
    for level in (1, 2, 3, 4):
        label = (
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" '
            f'fo:margin-left="{0.6 * level:.1f}cm"/></style:list-level-properties>'
        )
        tag, _space, more = kind.partition(" ")
        start = f'<text:list-level-style-{tag} text:level="{level}" {more}>'
        levels.append(f"{start}{label}</text:list-level-style-{tag}>")
    display = name.replace("_20_", " ")
    return f'<text:list-style style:name="{name}" style:display-name="{display}">{"".join(levels)}</text:list-style>'


def table_styles(tables: Iterable[Sequence[float]]) -> Iterator[str]:
    """Those of each table, from the widths of its columns in centimetres."""
    for number, widths in enumerate(tables, 1):
        name = f"Tableau{number}"
        whole = sum(widths)
        yield (
            f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{whole}cm" '
            'table:align="left" fo:margin-bottom="0.3cm" style:may-break-between-rows="true"/></style:style>'
        )
        for position, width in enumerate(widths):
            yield (
                f'<style:style style:name="{name}.{position}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width:.2f}cm"/></style:style>'
            )
        yield (
            f'<style:style style:name="{name}.r" style:family="table-row">'
            '<style:table-row-properties fo:keep-together="always"/></style:style>'
        )
        yield (
            f'<style:style style:name="{name}.c" style:family="table-cell"><style:table-cell-properties '
            f'fo:padding="0.12cm" fo:border="{_LINE}"/></style:style>'
        )
