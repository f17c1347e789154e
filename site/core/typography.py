"""French typography, applied to what people typed with ordinary spaces and apostrophes.

Source of the rules: Lexique des règles typographiques en usage à l'Imprimerie nationale — a no-break space before a
colon and inside guillemets, a narrow one before ; ! ? and inside numbers.
"""

import re
from collections.abc import Sequence

NBSP = "\u00a0"
NARROW = "\u202f"
# Stands for a tag between two pieces of one sentence (`french_pieces`); nobody types it.
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


def french(text: str) -> str:
    """`text` with French spaces, apostrophes and ellipses; text that already has them comes back unchanged."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def french_pieces(pieces: Sequence[str]) -> list[str]:
    """The pieces of one sentence, cut where a tag stands: « l'**adresse** » has three, and each needs its neighbours."""
    whole = french(_TAG.join(piece.replace(_TAG, "") for piece in pieces))
    return whole.split(_TAG) if pieces else []


def typeset(text: str, language: str = "fr") -> str:
    """`text` set by the rules of `language`; only French has rules here."""
    return french(text) if language.startswith("fr") else text
