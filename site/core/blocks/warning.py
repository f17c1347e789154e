"""A warning: what could go wrong, and how to avoid it."""

from django.utils.translation import gettext_lazy as _

from core.blocks.markdown import FencedMarkdownBlock


class WarningBlock(FencedMarkdownBlock):
    class Meta:
        fence = "attention"
        components = ("notes",)
        label = _("Attention")
        description = _("Un risque, et comment l’éviter.")
        icon = "warning"
        template = "blocks/warning.html"
        preview_value = {"text": "Une banque ne demande jamais votre mot de passe."}
