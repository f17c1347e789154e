"""How a French word sounds, roughly: words that sound the same have the same key. A pure function.

Made for spelling by ear ("piesse", "arnak", "sovegarde"): it keeps little on purpose, and what it brings together is then
compared letter by letter.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from search.words import fold, split

# In this order: what a rule leaves is what the next one reads. Capitals are sounds that no letter has alone.
_RULES = [
    (re.compile(rule), sound)
    for rule, sound in (
        ("ç", "s"),
        ("œu|oeu|œ|oe", "e"),
        ("[àâä]", "a"),
        ("[îï]", "i"),
        ("[ôö]", "o"),
        ("[ûüù]", "u"),
        ("(?:er|ez|ée|ées|és)$", "é"),
        ("[xsztdp]+$", ""),
        ("x", "ks"),
        ("eau|au", "o"),
        ("ph", "f"),
        ("mpt", "mt"),
        ("s?ch(?=[rln])|qu|q|ck", "k"),
        ("sch|sh|ch", "C"),
        ("t(?=ion|ien$|iel)", "s"),
        ("sc(?=[eiyéèê])|c(?=[eiyéèê])", "s"),
        ("c", "k"),
        ("ge(?=[aou])|g(?=[eiyéèê])", "j"),
        ("gu(?=[eiyéèê])", "g"),
        ("gn", "N"),
        ("h", ""),
        ("y", "i"),
        (r"(.)\1+", r"\1"),
        ("(?:ain|ein|aim|in|im|un|um)(?![aeiouéèênm])", "I"),
        ("(?:an|am|en|em)(?![aeiouéèênm])", "A"),
        ("(?:on|om)(?![aeiouéèênm])", "O"),
        ("ou|oo|w", "W"),
        ("ai|ei|eu|[eéèê]", ""),
        ("z", "s"),
        (r"(.)\1+", r"\1"),
    )
]


# What `sound` forgets, and ears do not: that there is an e, and a z between two vowels. Accents are left out too often.
_VOICED = re.compile("(?<=[aeiouyéèê])s(?=[aeiouyéèê])")
_FINE = [
    *_RULES[:-3],
    (re.compile("(?<=.)e$"), ""),
    (re.compile("ai|ei|eu|[éèê]"), "e"),
    _RULES[-1],
]


@lru_cache(maxsize=20_000)
def sound(text: str) -> str:
    """The key of a word, or of several said in one breath."""
    return "".join(_said(word, _RULES) for word, _s, _e in split(text))[:60]


@lru_cache(maxsize=20_000)
def heard(text: str) -> str:
    """A finer key, for words that `sound` brought together: the same for those that no ear tells apart."""
    return "".join(_said(_VOICED.sub("z", word), _FINE) for word, _s, _e in split(text))[:60]


def _said(word: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for rule, replacement in rules:
        word = rule.sub(replacement, word)
    return "".join(letter if letter.isupper() else fold(letter) for letter in word)
