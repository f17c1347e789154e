"""Words compared the way people type them."""

import re
import unicodedata

# What has no twin in ASCII, or would glue two words together.
_KEPT = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"} | dict.fromkeys("’‐‑‒–—", " "))
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_SAINT = re.compile(r"\bst(e?)\b")


def folded(text: str) -> str:
    """Lower case, no accent, no punctuation, « saint » in full: « St-Étienne » is « saint etienne »."""
    plain = text.lower() if text.isascii() else _without_accents(text)
    plain = _NOT_WORDS.sub(" ", plain).strip()
    return _SAINT.sub(r"saint\1", plain) if "st" in plain else plain


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(_KEPT)).encode("ascii", "ignore").decode().lower()
