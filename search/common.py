"""How much a French word says of what a question is about: nothing, a little, or all. A list of the language, not of a site.

In a small collection hardly any page says « mettre », and nothing there tells that it is not a rare and precious word.
"""

from functools import lru_cache
from pathlib import Path

from search.words import fold_word, is_stop_word, split

DATA = Path(__file__).parent / "data" / "mots-courants.txt"


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    found: dict[str, float] = {}
    weight = 0.0
    for line in DATA.read_text().splitlines():
        if line.startswith("= "):
            weight = float(line[2:])
        elif not line.startswith("#"):
            for word, _start, _end in split(line):
                found.setdefault(fold_word(word), weight)
    return found


def is_common(word: str, language: str = "fr") -> bool:
    """Whether it is a word of the list: a right one, which is never corrected."""
    return language[:2] == "fr" and fold_word(word) in _weights()


def weight_of(word: str, language: str = "fr") -> float:
    """From 0, for what is not sought if anything else is, to 1."""
    if is_stop_word(word, language):
        return 0.0
    return _weights().get(fold_word(word), 1.0) if language[:2] == "fr" else 1.0
