"""Rich text as Markdown, rendered and cleaned once, when it is saved."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.field_block import FieldBlock
from wagtail_localize.segments import StringSegmentValue

from core.markdown import RENDERING, Rendered, plain_text, render_markdown

STORED = frozenset({"source", "html", "terms", "v", "lang"})


@dataclass
class MarkdownText:
    """A Markdown source and, when it comes from the database, its stored rendering."""

    source: str
    stored: Rendered | None = field(default=None, compare=False, repr=False)
    language: str = field(default="fr", compare=False)

    @cached_property
    def rendered(self) -> Rendered:
        return self.stored or render_markdown(self.source, self.language)

    @property
    def html(self) -> SafeString:
        return mark_safe(self.rendered.html)  # noqa: S308 — render_markdown is the cleaner

    @property
    def terms(self) -> tuple[str, ...]:
        return self.rendered.terms

    @property
    def text(self) -> str:
        return plain_text(self.rendered.html)

    def __str__(self) -> str:
        return self.html

    def __html__(self) -> str:
        return self.html

    def __bool__(self) -> bool:
        return bool(self.source.strip())


def set_in(data: Any, language: str) -> Any:
    """Stored blocks with every Markdown text set by the rules of `language`, whatever the language of who typed it."""
    if isinstance(data, list):
        return [set_in(item, language) for item in data]
    if not isinstance(data, dict):
        return data
    if data.keys() == STORED and data["lang"] != language:
        return stored(MarkdownText(data["source"], None, language))
    return {key: set_in(value, language) for key, value in data.items()}


def stored(value: MarkdownText) -> dict[str, Any]:
    rendered = value.rendered
    return {
        "source": value.source,
        "html": rendered.html,
        "terms": list(rendered.terms),
        "v": RENDERING,
        "lang": value.language,
    }


class MarkdownBlock(FieldBlock):
    """Stored as `{"source", "html", "terms", "v", "lang"}`; only the source can be typed."""

    def __init__(self, required: bool = True, help_text: Any = None, rows: int = 6, **kwargs: Any) -> None:
        self.field_options: dict[str, Any] = {
            "required": required,
            "help_text": help_text
            or _("Markdown : **gras**, *italique*, - liste, [lien](https://…), [[mot du glossaire]]."),
        }
        self.rows = rows
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.CharField:
        return forms.CharField(
            widget=forms.Textarea(attrs={"rows": self.rows, "data-controller": "w-autosize"}), **self.field_options
        )

    def get_default(self) -> MarkdownText:
        return self.normalize(self.meta.default or "")

    def to_python(self, value: Any) -> MarkdownText:
        if isinstance(value, dict):
            stored = None
            if value.get("v") == RENDERING:
                stored = Rendered(value.get("html", ""), tuple(value.get("terms", ())))
            return MarkdownText(value.get("source", ""), stored, value.get("lang", "fr"))
        return self.normalize(value)

    def normalize(self, value: Any) -> MarkdownText:
        if isinstance(value, MarkdownText):
            return value
        return MarkdownText(str(value or "").replace("\r\n", "\n"), None, (get_language() or "fr")[:2])

    def get_prep_value(self, value: MarkdownText) -> dict[str, Any]:
        return stored(self.normalize(value))

    def value_for_form(self, value: MarkdownText) -> str:
        return self.normalize(value).source

    def value_from_form(self, value: str) -> MarkdownText:
        return self.normalize(value)

    def get_form_state(self, value: MarkdownText) -> str:
        return self.value_for_form(value)

    def clean(self, value: MarkdownText) -> MarkdownText:
        self.field.clean(self.value_for_form(value))
        return value

    def get_searchable_content(self, value: MarkdownText) -> list[str]:
        return [self.normalize(value).text]

    def get_translatable_segments(self, value: MarkdownText) -> list[StringSegmentValue]:
        return [StringSegmentValue("", value.source)] if value else []

    def restore_translated_segments(self, value: MarkdownText, segments: list[StringSegmentValue]) -> MarkdownText:
        for segment in segments:
            if segment.path == "":
                return MarkdownText(segment.render_text(), None, value.language)
        return value

    def render_basic(self, value: MarkdownText, context: Any = None) -> SafeString:
        return format_html('<div class="prose">{}</div>', self.normalize(value).html)

    class Meta:
        icon = "pilcrow"
        default = ""
        label = _("Texte")
        description = _("Des paragraphes courts, une liste, un petit tableau.")
        preview_value = (
            "L’adresse du site est **tout en haut**.\n\n- Elle commence par `https://`.\n- Elle finit par `.fr`."
        )


class FencedMarkdownBlock(blocks.StructBlock):
    """A block that is one Markdown text in a frame: tip, warning, example. Its fence holds the text as it is."""

    text = MarkdownBlock(label=_("Texte"), rows=4)

    class Meta:
        fence_text = "text"
