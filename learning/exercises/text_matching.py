"""Does a short text typed by a learner say the same as the author's? Accents and case never count."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

# Nobody types more in answer to a short question; the rest is not read.
MAX_LENGTH = 500
# In a shorter word, one letter too often makes another word: « nom » is not « non ».
MIN_LETTERS = 4

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_APOSTROPHES = re.compile("[’‘ʼ′´`]")
_HYPHENS = re.compile("[‐‑‒–—−]")
_AROUND = re.compile(r"^[\s\"«»“”]+|[\s\"«»“”.,;:!?…]+$")
_SEPARATORS = re.compile(r"[ '\-]+")


def normalised(text: str) -> str:
    """`text` without what does not matter.

    That is: accents, case, extra spaces, the kind of apostrophe or hyphen, ligatures, final punctuation.
    A text made of punctuation alone stays as it is: it may be the answer.
    """
    text = _HYPHENS.sub("-", _APOSTROPHES.sub("'", text[:MAX_LENGTH]))
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf", "Cc"} or c.isspace())
    text = " ".join(kept.split())
    return _AROUND.sub("", text) or text


def matches(given: str, accepted: Iterable[str], *, typo_allowed: bool = False) -> bool:
    """Whether `given` is one of the `accepted` texts, or one typo away when the author allows it."""
    typed = normalised(given)
    expected = [normalised(text) for text in accepted]
    if not typed:
        return False
    return typed in expected or (typo_allowed and any(_one_typo(typed, text) for text in expected))


def _one_typo(typed: str, expected: str) -> bool:
    """One slip: a letter added, missing, changed or swapped with its neighbour; or one separator forgotten or added.

    Words with a digit or a sign (a reference, an address) are never guessed: one character there changes the meaning.
    """
    typed_words, words = _SEPARATORS.split(typed), _SEPARATORS.split(expected)
    if len(typed_words) != len(words):
        joined = "".join(words)
        return abs(len(typed_words) - len(words)) == 1 and _forgiving(joined) and "".join(typed_words) == joined
    differing = [(a, b) for a, b in zip(typed_words, words, strict=True) if a != b]
    if not differing:
        return _forgiving("".join(words))
    [(a, b), *others] = differing
    return not others and _forgiving(b) and OSA.distance(a, b, score_cutoff=1) <= 1


def _forgiving(word: str) -> bool:
    return len(word) >= MIN_LETTERS and word.isalpha()
