"""Colours chosen by an administrator, kept legible.

Source of the formulas: WCAG 2.2, « relative luminance » and « contrast ratio ».
"""

import colorsys

INK = "#1c2333"
WHITE = "#ffffff"
PAPER = "#fffdf8"
DARK_PAPER = "#161a22"
AA = 4.5
AAA = 7.0


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1 of `#rrggbb`."""
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def luminance(colour: str) -> float:
    """0 for black, 1 for white."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(colour: str) -> str:
    """The ink that reads best on `colour`."""
    return max((INK, WHITE), key=lambda ink: contrast(ink, colour))


def lightened(colour: str, *, on: str = DARK_PAPER, at_least: float = AAA) -> str:
    """The same hue, light enough to be read on a dark page."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    while contrast(colour, on) < at_least and lightness < 1:
        lightness = min(1, lightness + 0.02)
        colour = "#" + "".join(f"{round(c * 255):02x}" for c in colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def washed(colour: str, paper: str, share: float = 0.15) -> str:
    """A background: a `share` of `colour` on `paper`."""
    mixed = (share * c + (1 - share) * p for c, p in zip(channels(colour), channels(paper), strict=True))
    return "#" + "".join(f"{round(c * 255):02x}" for c in mixed)
