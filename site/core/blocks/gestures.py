"""Numbered gestures: « je clique sur… », one by one."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.markdown import MarkdownBlock


class GesturesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), required=False, max_length=120)
    gestures = blocks.ListBlock(
        MarkdownBlock(label=_("Geste"), rows=1, help_text=_("Commencez par « Je » : Je clique sur…")),
        label=_("Gestes"),
        min_num=1,
    )

    class Meta:
        fence = "gestes"
        label = _("Gestes numérotés")
        description = _("Ce que l’on fait, un geste après l’autre.")
        icon = "list-ol"
        template = "blocks/gestures.html"
        preview_value = {
            "title": "Ouvrir le navigateur",
            "gestures": ["Je clique sur l’icône.", "J’attends la fenêtre."],
        }
