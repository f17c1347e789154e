"""An example: one person, one situation."""

from django.utils.translation import gettext_lazy as _

from core.blocks.markdown import FencedMarkdownBlock


class ExampleBlock(FencedMarkdownBlock):
    class Meta:
        fence = "exemple"
        components = ("notes",)
        label = _("Exemple")
        description = _("Une personne, une situation. Inventées.")
        icon = "openquote"
        template = "blocks/example.html"
        preview_value = {"text": "Nadia cherche un emploi. Elle ouvre son navigateur."}
