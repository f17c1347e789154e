"""SVG, for editors only: known elements and attributes, no code, nothing fetched. Kept as it is.

A page shows a drawing as a picture (`<img>`), where nothing runs; this is for whoever opens it alone.
Source: SVG 1.1 and 2; the elements are those that drawing programs write.
"""

import re
from collections.abc import Iterable

from core.uploads.kinds import words
from core.uploads.refusals import RefusedError
from core.uploads.xml import local, space, walk

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = words(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc metadata style "
    "linearGradient radialGradient stop pattern mask clipPath marker filter switch image view "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap "
    "feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset "
    "fePointLight feDistantLight feSpotLight feSpecularLighting feTile feTurbulence"
)
_DATA = re.compile(r"data:image/(png|jpe?g|webp);base64,", re.IGNORECASE)
_ADDRESS_IN_STYLE = re.compile(r"url\(\s*['\"]?\s*(?!#)", re.IGNORECASE)
_CODE_IN_STYLE = re.compile(r"@import|expression\s*\(|javascript:|-moz-binding|behavior\s*:|\\", re.IGNORECASE)


def decide(data: bytes, extension: str) -> bytes:
    """The same bytes, once everything in them is known to be harmless."""
    check([data])
    return data


def check(chunks: Iterable[bytes]) -> None:
    walk(chunks, _Drawing(), "svg")


class _Drawing:
    def __init__(self) -> None:
        self.is_first = True
        self.depth_of_metadata = 0
        self.style: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.is_first and (local(tag) != "svg" or space(tag) not in {_SVG, ""}):
            raise RefusedError("mismatch", tag, extension="svg")
        self.is_first = False
        if space(tag) == _SVG and local(tag) not in _ELEMENTS:
            raise RefusedError("active_drawing", tag)
        if space(tag) in {"", "http://www.w3.org/1999/xhtml"} and local(tag).lower() not in {
            e.lower() for e in _ELEMENTS
        }:
            raise RefusedError("active_drawing", tag)
        if local(tag).lower() in {"script", "foreignobject", "handler", "listener", "iframe", "object", "embed"}:
            raise RefusedError("active_drawing", tag)
        if local(tag) == "style":
            self.style = []
        for key, value in attributes.items():
            _check_attribute(local(key).lower(), value)

    def data(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def end(self, tag: str) -> None:
        if local(tag) == "style" and self.style is not None:
            _check_style("".join(self.style))
            self.style = None


def _check_attribute(key: str, value: str) -> None:
    if key.startswith("on"):
        raise RefusedError("active_drawing", key)
    if (
        key in {"href", "src", "base"}
        and value.strip()
        and not (value.strip().startswith("#") or _DATA.match(value.strip()))
    ):
        raise RefusedError("active_drawing", f"{key}={value[:80]}")
    if key == "style" or "url(" in value.lower():
        _check_style(value)


def _check_style(text: str) -> None:
    if _CODE_IN_STYLE.search(text) or _ADDRESS_IN_STYLE.search(text):
        raise RefusedError("active_drawing", text[:80])
