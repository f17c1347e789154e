"""Words as search compares them: without case, elision, ending or accent. Pure functions."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from Stemmer import Stemmer

STEMMERS = {"fr": "french", "en": "english"}
# A word is letters and digits, with the apostrophe, the hyphen or the point that stand inside it.
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_PARTS = re.compile(r"[^\W_]+")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|entr)['’](?=\w)")
# One word in spite of its apostrophe or hyphen.
WHOLE = {"aujourd'hui": "aujourdhui", "e-mail": "email", "e-mails": "emails", "wi-fi": "wifi"}
FRENCH = """
    a ai ais ait alors as au aussi autre autres aux avait avaient avec avez avoir avons ayant c ça car ce ceci cela ces cet cette
    chez ci combien comme comment d dans de des deux dois doit doivent donc du elle elles en encore entre es est et étaient
    était étant êtes être été eu eux faire fais fait faites faut font il ils j je l la là le les leur leurs lors lui m ma mais me
    même mêmes mes moi mon n ne ni non nos notre nous on ont or ou où par pas peut peuvent peux plus pour pourquoi pourrait
    pouvez pouvoir puis qu quand que quel quelle quelles quels qui quoi rien s sa sais sait sans savoir se sera serait ses seul
    si soit sommes son sont suis sur t ta te tes toi ton tous tout toute toutes très trop tu un une va vais vers veut veux vont
    vos votre voudrais voulez vous y à
"""
ENGLISH = """
    a about an and are as at be by can do does for from how i if in is it its me my not of on or our so than that the their
    them there they this to was we what when where which who why with you your
"""
# Words that a question has without meaning them; they are kept when there are no others.
STOP_WORDS = {"fr": frozenset(FRENCH.split()), "en": frozenset(ENGLISH.split())}


def fold(text: str) -> str:
    """Lower case, without accents nor ligatures: `Œuvre` and `oeuvre` are the same."""
    lowered = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def split(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of `text` in lower case, with where it stands: (word, start, end).

    An elided article is left out (`l’école` is `école`), a compound gives its parts (`porte-clés`: `porte`, `clés`).
    """
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        if word in WHOLE:
            yield WHOLE[word], match.start(), match.end()
            continue
        start = match.start()
        while elided := _ELIDED.match(word):
            start, word = start + elided.end(), word[elided.end() :]
        for part in _PARTS.finditer(word):
            yield part.group(), start + part.start(), start + part.end()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "fr") -> str:
    """What a word is compared by: its stem, then folded; accents are taken away last, since endings depend on them."""
    return fold(_stemmer(language).stemWord(word))


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Stemmer:
    return Stemmer(STEMMERS.get(language, "french"))


def is_stop_word(word: str, language: str = "fr") -> bool:
    return word in STOP_WORDS.get(language, STOP_WORDS["fr"])


def words(text: str, language: str = "fr") -> list[str]:
    """The words of `text` that mean something, in lower case; all of them when there are no others."""
    found = [word for word, _start, _end in split(text)]
    return [word for word in found if not is_stop_word(word, language)] or found


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    return fold(word)


def folded(text: str) -> str:
    """All the words of the text in order with their endings, without accents, separated by spaces."""
    return " ".join(fold_word(word) for word, _s, _e in split(text))


def stems(text: str, language: str = "fr") -> str:
    """The text as an index keeps it: the stems of its words in order, separated by spaces."""
    return " ".join(stem(word, language) for word, _s, _e in split(text) if not is_stop_word(word, language))
