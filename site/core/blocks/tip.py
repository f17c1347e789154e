"""A tip: what makes it easier."""

from django.utils.translation import gettext_lazy as _

from core.blocks.markdown import FencedMarkdownBlock


class TipBlock(FencedMarkdownBlock):
    class Meta:
        fence = "astuce"
        components = ("notes",)
        label = _("Astuce")
        description = _("Ce qui rend les choses plus faciles.")
        icon = "pick"
        template = "blocks/tip.html"
        preview_value = {"text": "Sur un téléphone, faites glisser la page vers le bas."}
