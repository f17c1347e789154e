"""Which stylesheets and scripts a step needs: those of the blocks that it shows, and no others."""

from functools import cache
from pathlib import Path

from django.conf import settings
from wagtail.blocks.stream_block import StreamValue

from learning.blocks.base import ExerciseBlock

ALWAYS = ("js/listen.js", "js/progress.js")


@cache
def _exists(path: str) -> bool:
    return (Path(settings.BASE_DIR) / "static" / path).exists()


def _names(step: StreamValue.StreamChild) -> list[str]:
    """The component names of a step's blocks, in reading order: a block's fence names its stylesheet and its script."""
    names: dict[str, None] = {}
    for child in step.value["body"]:
        if isinstance(child.block, ExerciseBlock):
            names["exercise"] = None
        names.update(dict.fromkeys(getattr(child.block.meta, "components", ())))
        if fence := getattr(child.block.meta, "fence", ""):
            names[fence] = None
    return list(names)


def stylesheets(step: StreamValue.StreamChild) -> list[str]:
    """Names for `{% stylesheet %}`."""
    return [f"components/{name}" for name in _names(step) if _exists(f"css/components/{name}.css")]


def scripts(step: StreamValue.StreamChild) -> list[str]:
    """Static paths of ES modules."""
    own = [f"js/{name}.js" for name in _names(step)]
    return [path for path in (*own, *ALWAYS) if _exists(path)]
