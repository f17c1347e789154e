"""Template tags of the public site; they are built in, no `{% load %}` is needed."""

import json
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.markdown import render_markdown
from core.typography import typeset
from core.uploads.kinds import in_words

register = template.Library()


@register.filter
def typo(text: Any) -> str:
    """A short text typed by an editor, with the spaces, apostrophes and quotation marks of the page’s language."""
    return typeset(str(text), get_language() or "fr")


@register.filter
def markdown(text: str) -> SafeString:
    """A short Markdown text (an instruction, a hint) as safe HTML."""
    return mark_safe(render_markdown(str(text), (get_language() or "fr")[:2]).html)  # noqa: S308


@register.filter
def weight(size: int | None) -> str:
    """The size of a file as people read it: « 340 ko »."""
    return in_words(size or 0)


@register.simple_tag
def stylesheet(name: str) -> SafeString:
    """A link to `static/css/<name>.css`."""
    return format_html('<link rel="stylesheet" href="{}">', static(f"css/{name}.css"))


@register.simple_tag
def json_ld(data: dict[str, Any] | None) -> SafeString:
    """Structured data for machines. `<`, `>` and `&` are escaped, so no text can close the script element."""
    if not data:
        return mark_safe("")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
        text = text.replace(character, escape)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def pictogram(name: str, label: str = "") -> SafeString:
    """One of our line drawings; decorative unless it has a label."""
    href = f"{static('img/pictograms.svg')}#{name}"
    if label:
        return format_html('<svg class="pictogram" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="pictogram" aria-hidden="true" focusable="false"><use href="{}"/></svg>', href)


@register.filter
def is_video_file(address: str) -> bool:
    """Whether the browser can play the address itself; anything else is a page to open."""
    return str(address).lower().split("?")[0].endswith((".mp4", ".webm", ".ogv"))


@register.simple_tag
def stylesheet_if_any(component: str) -> SafeString:
    """A link to the stylesheet of a component, when it has one."""
    return stylesheet(f"components/{component}") if finders.find(f"css/components/{component}.css") else mark_safe("")
