"""A video with its transcript. Nothing is asked from its host before a click."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.markdown import MarkdownBlock


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    address = blocks.URLBlock(
        label=_("Adresse du fichier vidéo ou de sa page"),
        help_text=_("Un fichier .mp4 ou .webm se lit sur place ; une page s’ouvre dans un nouvel onglet."),
    )
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1, max_value=60)
    transcript = MarkdownBlock(label=_("Transcription"), help_text=_("Tout ce qui est dit et montré."))

    class Meta:
        fence = "video"
        label = _("Vidéo")
        description = _("Une vidéo courte, avec tout ce qui y est dit.")
        icon = "media"
        template = "blocks/video.html"
        preview_value = {
            "title": "Ouvrir un site",
            "address": "https://video.example/ouvrir/",
            "minutes": 2,
            "transcript": "La main prend la souris.",
        }
