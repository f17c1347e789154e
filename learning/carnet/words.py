"""The three words of a carnet: drawing them, and reading what somebody typed.

Strength. With n words in the list there are n × (n − 1) × (n − 2) ordered triples of different words: for the 1,300
words that the list must have, 2.19 × 10⁹, that is 31 bits. Words are drawn with `secrets`. A guess can only be made
through our form, since the table holds keyed hashes (see `secret`); the form accepts GLOBAL_MISSES_PER_HOUR = 300
wrong triples an hour from everybody together (see `limits`). With 10,000 carnets open, somebody who uses up that
allowance without a pause needs, on average, 2.19 × 10⁹ ÷ 10⁴ ÷ 300 ≈ 730 hours, a month, to open one carnet chosen
by chance — and finds scores without a name. Understanding typing mistakes costs nothing: one typed word is read as
at most one word of the list.
"""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import log2
from pathlib import Path

from rapidfuzz.distance import OSA

Words = tuple[str, str, str]

COUNT = 3
MINIMUM = 1300
MAX_TYPED = 200
LIST = Path(__file__).parents[1] / "data" / "mots-du-carnet.txt"
# What people put between words; never a word of the list.
LINKING = frozenset({"et", "and"})


class Unreadable(Exception):  # noqa: N818
    """What was typed is not three words of the list; `word` is the first that is not understood, or nothing."""

    def __init__(self, found: int, word: str = "", close: tuple[str, ...] = ()) -> None:
        super().__init__(found, word, close)
        self.found, self.word, self.close = found, word, close


@lru_cache(maxsize=1)
def word_list() -> tuple[str, ...]:
    """The words that carnets use, one a line; a line that starts with # is a remark."""
    lines = (line.strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def bits(size: int) -> float:
    """How many bits a guesser of three different words among `size` has to find."""
    return log2(size * (size - 1) * (size - 2))


def draw(words: Sequence[str]) -> Words:
    """Three different words, by chance."""
    first, second, third = secrets.SystemRandom().sample(words, COUNT)
    return first, second, third


def folded(text: str) -> str:
    """`text` in lower case, without accents: « Cœur d'Été » → `coeur d'ete`."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def typed_words(text: str) -> list[str]:
    """The words in what somebody typed, whatever stands between them."""
    return [word for word in re.findall(r"[a-z]+", folded(text[:MAX_TYPED])) if word not in LINKING]


def read(text: str, words: Sequence[str]) -> Words:
    """The three words that `text` means, in its order. Raises Unreadable."""
    typed = typed_words(text)
    if len(typed) != COUNT:
        raise Unreadable(len(typed))
    known = _by_folded(tuple(words))
    first, second, third = (_nearest(word, known) for word in typed)
    return first, second, third


@lru_cache(maxsize=2)
def _by_folded(words: tuple[str, ...]) -> dict[str, str]:
    return {folded(word): word for word in words}


def _nearest(typed: str, known: dict[str, str]) -> str:
    """The word itself, or the only word of the list that is one slip of the finger away.

    Two candidates are said, not tried: a guesser would otherwise test several triples at once.
    """
    if typed in known:
        return known[typed]
    close = tuple(word for key, word in known.items() if OSA.distance(typed, key, score_cutoff=1) <= 1)
    if len(close) != 1:
        raise Unreadable(COUNT, typed, close)
    return close[0]
