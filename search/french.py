"""What is known of French, whatever a site says: how much a word says of what a question is about, the words of its family,
and how it is written in messages. Lists of the language in `data`, read once by each process.

In a small collection hardly any page says « mettre », and nothing there tells that it is not a rare and precious word.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from search.words import fold_word, is_stop_word, split, stem

DATA = Path(__file__).parent / "data"
LANGUAGE = "fr"
# What another form of a word is worth beside the one that was typed, and a word that is made from it.
FORM, DERIVED = 0.9, 0.6
# « jveux »: no French word begins so.
_I_DO = re.compile("j(?=[bcdfgklmnpqrtvxz])")


def _lines(name: str) -> Iterator[str]:
    return (line for line in (DATA / name).read_text().splitlines() if line and not line.startswith("#"))


def _words(text: str) -> list[str]:
    return [word for word, _start, _end in split(text)]


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    found: dict[str, float] = {}
    weight = 0.0
    for line in _lines("mots-courants.txt"):
        if line.startswith("= "):
            weight = float(line[2:])
        else:
            for word in _words(line):
                found.setdefault(fold_word(word), weight)
    return found


def is_common(word: str, language: str = LANGUAGE) -> bool:
    """Whether it is in the list of common words: it is right, so it is never corrected."""
    return language[:2] == LANGUAGE and fold_word(word) in _weights()


def weight_of(word: str, language: str = LANGUAGE) -> float:
    """From 0, for what is not sought if anything else is, to 1."""
    if is_stop_word(word, language):
        return 0.0
    if language[:2] != LANGUAGE:
        return 1.0
    return _weights().get(fold_word(word), 1.0)


@lru_cache(maxsize=1)
def _families() -> Mapping[str, Mapping[str, float]]:
    """For the stem of a word, one word for each other stem of its family, with what it is worth."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for line in _lines("familles.txt"):
        forms, made = (_by_stem(part) for part in (f"{line};".split(";")[:2]))
        for own, others, worth in (
            (forms, forms, FORM),
            (forms, made, DERIVED),
            (made, forms, DERIVED),
            (made, made, DERIVED),
        ):
            for key in own:
                known = {stem(word) for word in found[key]}
                for other, word in others.items():
                    if other != key and other not in known:
                        found[key][word] = worth
    return found


def _by_stem(words: str) -> dict[str, str]:
    return {stem(word): word for word in reversed(_words(words)) if not is_stop_word(word)}


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in _lines("familles.txt"):
        head, *forms = [stem(word) for word in _words(line.partition(";")[0])]
        for form in forms:
            found.setdefault(form, head)
    return found


def root(word: str, language: str = LANGUAGE) -> str:
    """The stem of a word, or that of the verb of which it is a form: the same for « suit » and « suivre »."""
    own = stem(word, language)
    return _heads().get(own, own) if language[:2] == LANGUAGE else own


def family(word: str, language: str = LANGUAGE) -> Mapping[str, float]:
    """Other words of its family, that have other stems, with what each is worth."""
    return _families().get(stem(word), {}) if language[:2] == LANGUAGE else {}


@lru_cache(maxsize=1)
def _messages() -> Mapping[str, list[str]]:
    return {
        short: _words(meant) for short, _colon, meant in (line.partition(": ") for line in _lines("ecriture-sms.txt"))
    }


def written_out(
    words: Sequence[str], language: str = LANGUAGE, *, but: Callable[[list[str]], bool] | None = None
) -> list[str]:
    """What is written as in a message, in full; `but` says which words are to be left as they are."""
    if language[:2] != LANGUAGE:
        return list(words)
    found: list[str] = []
    for word in words:
        found += [word] if but and but([word]) else _messages().get(word) or [_I_DO.sub("", word)]
    return found
