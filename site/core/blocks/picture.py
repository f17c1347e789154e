"""A picture with its text alternative."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alternative = blocks.CharBlock(
        label=_("Texte de remplacement"),
        required=False,
        max_length=300,
        help_text=_("Ce que l’image apprend, pour qui ne la voit pas. Vide si elle décore."),
    )
    caption = blocks.CharBlock(label=_("Légende"), required=False, max_length=200)

    class Meta:
        fence = "image"
        label = _("Image")
        description = _("Une photo ou un dessin, avec les mots qui le remplacent pour qui ne le voit pas.")
        icon = "image"
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"
