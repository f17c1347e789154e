"""Words of the glossary, explained on the spot."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import WORDS
from core.markdown import term_slug


class TermInput(forms.TextInput):
    """A text field that proposes the words of the glossary."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        from learning.glossary import GlossaryTermPage

        attrs = attrs or {}
        list_id = f"{attrs.get('id', name)}-mots"
        field = super().render(name, value, attrs | {"list": list_id, "autocomplete": "off"}, renderer)
        words = GlossaryTermPage.objects.live().order_by("slug").values_list("slug", "title").distinct()
        options = format_html_join("", '<option value="{}">{}</option>', words)
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)


class TermBlock(blocks.CharBlock):
    """One word of the glossary, as it is written in its address or in its title."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = TermInput()

    class Meta:
        icon = "openquote"
        label = _("Mot")


class KeyWordsBlock(blocks.StructBlock):
    """The words that a step needs, each with its definition."""

    words = blocks.ListBlock(TermBlock(max_length=100), label=_("Mots du glossaire"), min_num=1, max_num=8)

    def get_context(self, value: blocks.StructValue, parent_context: Any = None) -> dict[str, Any]:
        """The words come with the step's own (`terms` and `key_terms`); elsewhere they are asked for here."""
        context = super().get_context(value, parent_context)
        slugs = self.slugs(value)
        known = {term.slug: term for term in context.get("key_terms") or ()}
        if "key_terms" not in context:
            known = {term.slug: term for term in _ask(slugs)}
        context["words"] = [known[slug] for slug in slugs if slug in known]
        return context

    @staticmethod
    def slugs(value: blocks.StructValue) -> list[str]:
        return list(dict.fromkeys(term_slug(word) for word in value["words"] if word))

    class Meta:
        fence = "mots"
        label = _("Mots à connaître")
        group = WORDS
        description = _("Les mots du glossaire dont l’étape a besoin, expliqués sur place.")
        icon = "table"
        template = "blocks/mots.html"
        preview_value = {"words": ["navigateur", "onglet"]}


def _ask(slugs: list[str]) -> list[Any]:
    from wagtail.models import Locale

    from learning.glossary import terms_for

    return terms_for(slugs, Locale.get_active())
