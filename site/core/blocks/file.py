"""A file to download."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class FileBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    file = DocumentChooserBlock(label=_("Fichier"))

    class Meta:
        fence = "fichier"
        label = _("Fichier à télécharger")
        description = _("Un modèle, une fiche, un fichier pour s’exercer.")
        icon = "download"
        template = "blocks/file.html"
        preview_template = "blocks/previews/file.html"
