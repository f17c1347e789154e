"""A text that the device reads aloud, with the text under it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.markdown import MarkdownBlock


class ListenBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    text = MarkdownBlock(label=_("Texte lu"))

    class Meta:
        fence = "ecoute"
        label = _("À écouter")
        description = _("Un texte que l’appareil lit à voix haute.")
        icon = "comment"
        template = "blocks/listen.html"
        preview_value = {"title": "Le message", "text": "Bonjour, c’est votre conseillère."}
