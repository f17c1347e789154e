"""Blocks that any body of text can hold."""

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

TEXT_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("text", MarkdownBlock()),
    ("gestures", GesturesBlock()),
    ("tip", TipBlock()),
    ("warning", WarningBlock()),
    ("example", ExampleBlock()),
    ("picture", PictureBlock()),
    ("video", VideoBlock()),
    ("file", FileBlock()),
    ("listen", ListenBlock()),
    ("screen", ScreenBlock()),
]
