"""French typography, applied to what people typed with ordinary spaces and apostrophes.

Source of the rules: Lexique des règles typographiques en usage à l'Imprimerie nationale — a no-break space before a
colon and inside guillemets, a narrow one before ; ! ? and inside numbers.
"""

import re

NBSP = "\u00a0"
NARROW = "\u202f"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_«])|(?<=[^\W\d_])'(?=«)"), "’"),
    (re.compile(r"«[ \u00a0\u202f]*"), f"«{NBSP}"),
    (re.compile(r"[ \u00a0\u202f]*»"), f"{NBSP}»"),
    (re.compile(r"(?<=\S)[ \u00a0\u202f]+([;!?]+)(?=\s|$|[»)<])"), rf"{NARROW}\1"),
    (re.compile(r"(?<=\S)[ \u00a0\u202f]+:(?=\s|$|[)<])"), f"{NBSP}:"),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NARROW),
    (re.compile(r"(?<=\d) (?=(?:h|€|%|min|Mo|Go|ko|cm|km|kg)(?:\b|\s|$|\W))"), NBSP),
    (re.compile(r"\.\.\."), "…"),
)


def french(text: str) -> str:
    """`text` with French spaces, apostrophes and ellipses; text that already has them comes back unchanged."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def typeset(text: str, language: str = "fr") -> str:
    """`text` set by the rules of `language`; only French has rules here."""
    return french(text) if language.startswith("fr") else text
