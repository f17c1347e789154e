"""Blocks that any body of text can hold."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.example import ExampleBlock
from core.blocks.file import FileBlock
from core.blocks.gestures import GesturesBlock
from core.blocks.listen import ListenBlock
from core.blocks.markdown import MarkdownBlock
from core.blocks.picture import PictureBlock
from core.blocks.screen import ScreenBlock
from core.blocks.tip import TipBlock
from core.blocks.video import VideoBlock
from core.blocks.warning import WarningBlock

# The headings of the list where an editor chooses a block; a group stands where its first block is.
WORDS = _("Texte")
MEDIA = _("Écrans, images et fichiers")

TEXT_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("text", MarkdownBlock(group=WORDS)),
    ("gestures", GesturesBlock(group=WORDS)),
    ("tip", TipBlock(group=WORDS)),
    ("warning", WarningBlock(group=WORDS)),
    ("example", ExampleBlock(group=WORDS)),
    ("screen", ScreenBlock(group=MEDIA)),
    ("picture", PictureBlock(group=MEDIA)),
    ("video", VideoBlock(group=MEDIA)),
    ("listen", ListenBlock(group=MEDIA)),
    ("file", FileBlock(group=MEDIA)),
]
