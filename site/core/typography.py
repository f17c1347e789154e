"""Typography, applied to what people typed with ordinary spaces, apostrophes and quotation marks.

Source of the French rules: Lexique des règles typographiques en usage à l'Imprimerie nationale — a no-break space before a
colon and inside guillemets, a narrow one before ; ! ? and inside numbers.
"""

import re
from collections.abc import Sequence

NBSP = "\u00a0"
NARROW = "\u202f"
# Stands for a tag between two pieces of one sentence (`typeset_pieces`); nobody types it.
_TAG = "\ue000"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<=[^\W\d_])'(?={_TAG}?[^\W\d_])|(?<=[^\W\d_])'(?={_TAG}?«)"), "’"),
    (re.compile(r"«[ \u00a0\u202f]*"), f"«{NBSP}"),
    (re.compile(r"[ \u00a0\u202f]*»"), f"{NBSP}»"),
    (re.compile(rf"(?<=\S)[ \u00a0\u202f]+([;!?]+)(?=\s|$|[»)<{_TAG}])"), rf"{NARROW}\1"),
    (re.compile(rf"(?<=\S)[ \u00a0\u202f]+:(?=\s|$|[)<{_TAG}])"), f"{NBSP}:"),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NARROW),
    (re.compile(r"(?<=\d) (?=(?:h|€|%|min|Mo|Go|ko|cm|km|kg)(?:\b|\s|$|\W))"), NBSP),
    (re.compile(r"\.\.\."), "…"),
)

_ENGLISH_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\W_])'(?=[^\W_])"), "’"),
    (re.compile(r'(?<!\w)"(?=\S)([^"]+)(?<=\S)"(?!\w)'), r"“\1”"),
    # A French word quoted in an English sentence keeps its own marks.
    (re.compile(r"«[ \u00a0\u202f]*"), f"«{NBSP}"),
    (re.compile(r"[ \u00a0\u202f]*»"), f"{NBSP}»"),
    (re.compile(r"(?<=\d) (?=(?:€|km|cm|kg|MB|GB|kB)(?:\b|\s|$|\W))"), NBSP),
    (re.compile(r"\.\.\."), "…"),
)


def french(text: str) -> str:
    """`text` with French spaces, apostrophes and ellipses; text that already has them comes back unchanged."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def english(text: str) -> str:
    """`text` with curved apostrophes and quotation marks, and no French space."""
    for pattern, replacement in _ENGLISH_RULES:
        text = pattern.sub(replacement, text)
    return text


def typeset(text: str, language: str = "fr") -> str:
    """`text` set by the rules of `language`; a language without rules here comes back as it is."""
    rules = {"fr": french, "en": english}.get(language[:2])
    return rules(text) if rules else text


def typeset_pieces(pieces: Sequence[str], language: str = "fr") -> list[str]:
    """The pieces of one sentence, cut where a tag stands: « l'**adresse** » has three, and each needs its neighbours."""
    whole = typeset(_TAG.join(piece.replace(_TAG, "") for piece in pieces), language)
    return whole.split(_TAG) if pieces else []
