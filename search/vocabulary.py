"""The words of the pages, as `SearchWord` counts them: what is typed is compared with them.

Nothing is kept in memory: indexed columns (the folded word, its stem, its sound) bring the few rows that can be meant, and
only those are compared letter by letter. It costs the same with 2,000 words and with 200,000.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from django.db.models import Q
from rapidfuzz.distance import DamerauLevenshtein

from search.models import SearchWord
from search.sounds import sound
from search.words import fold, fold_word, is_stop_word, split, stem

# Ways of going on with the start of a word: more would only bring rarer ones.
COMPLETIONS = 40
# The most words that a misspelt one is compared with, the most common first.
COMPARED = 3000
ELIDED = frozenset("cdjlmnst")


@dataclass(frozen=True)
class Word:
    """A row of the vocabulary; a name of several words has spaces."""

    word: str
    folded: str
    stem: str
    sound: str
    documents: int


class Known:
    """What the vocabulary has of a question: rows by folded word, by stem and by sound, the most common first."""

    def __init__(self, rows: Iterable[Word]) -> None:
        self.by_folded: dict[str, list[Word]] = defaultdict(list)
        self.by_stem: dict[str, list[Word]] = defaultdict(list)
        self.by_sound: dict[str, list[Word]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (-row.documents, row.word)):
            self.by_folded[row.folded].append(row)
            self.by_stem[row.stem].append(row)
            self.by_sound[row.sound].append(row)


def _read(filters: Q, language: str, limit: int = COMPARED) -> list[Word]:
    rows = SearchWord.objects.filter(filters, language=language[:2]).order_by("-documents", "word")
    return [Word(*row) for row in rows.values_list("word", "folded", "stem", "sound", "documents")[:limit]]


def look_up(folded: Iterable[str], stems: Iterable[str], sounds: Iterable[str], language: str) -> Known:
    """One query."""
    return Known(_read(Q(folded__in=set(folded)) | Q(stem__in=set(stems)) | Q(sound__in={*sounds} - {""}), language))


def parts_of(word: str) -> set[str]:
    """What a word may be glued from: its pieces of three letters and more."""
    length = min(len(word), 30)
    return {word[start:end] for start in range(length) for end in range(start + 3, length + 1)}


def unglue(word: str, known: Known, language: str) -> tuple[str, ...]:
    """`motdepasse` → `mot de passe`: the fewest words of the pages, articles or elided letters that make it."""
    best: dict[int, tuple[int, tuple[str, ...]]] = {0: (0, ())}
    for end in range(1, min(len(word), 30) + 1):
        for start in range(end):
            if start in best and (piece := _piece(word[start:end], end == len(word), known, language)) is not None:
                cost, pieces = best[start]
                candidate = (cost + (1 if len(piece) > 3 else 2), (*pieces, *([piece] if len(piece) > 1 else [])))
                if end not in best or candidate[0] < best[end][0]:
                    best[end] = candidate
    pieces = best.get(len(word), (0, ()))[1]
    return pieces if any(len(piece) > 2 and not is_stop_word(piece, language) for piece in pieces) else ()


def _piece(text: str, last: bool, known: Known, language: str) -> str | None:
    if len(text) == 1:
        return text if text in ELIDED and not last else None
    if is_stop_word(text, language) and len(text) <= 4:
        return text
    if len(text) < 3:
        return None
    rows = known.by_folded.get(text) or known.by_stem.get(stem(text, language))
    return (rows[0].word if rows[0].folded == text else text) if rows and " " not in rows[0].word else None


def near(words: Sequence[str], language: str) -> dict[str, list[Word]]:
    """For each word that the pages do not have, those that are spelt almost so, the best first; one query."""
    if not words:
        return {}
    wanted = Q(pk=None)
    for word in words:
        folded, heard = fold_word(word), sound(word)
        wanted |= _begins("folded", folded[:2]) | (_begins("sound", heard[:3]) if len(heard) > 2 else Q(pk=None))
    rows = [row for row in _read(wanted, language) if " " not in row.word]
    return {word: _nearest(word, rows) for word in words}


def _begins(column: str, start: str) -> Q:
    return Q(**{f"{column}__gte": start, f"{column}__lt": start + "\uffff"})


def _nearest(word: str, rows: Iterable[Word], limit: int = 5) -> list[Word]:
    folded, heard = fold_word(word), sound(word)
    scored = []
    for row in rows:
        begun = len(folded) >= 4 and row.folded.startswith(folded)
        score = likeness(folded, heard, row)
        if score >= (0.7 if len(folded) > 4 else 0.75) or begun:
            scored.append((score + (0.1 if begun else 0) + 0.02 * log(1 + row.documents), row))
    return [row for _score, row in sorted(scored, key=lambda pair: (-pair[0], pair[1].word))[:limit]]


def likeness(folded: str, heard: str, row: Word) -> float:
    """From 0 to 1: letters in common, and more when it sounds the same."""
    letters = DamerauLevenshtein.normalized_similarity(folded, row.folded)
    return letters + (0.25 if heard and heard == row.sound else 0) * (1 - letters)


def completions(start: str, language: str) -> list[list[str]]:
    """For each word of `start`, words of the pages: itself with its accents, or for the last, those that begin so."""
    typed = [fold_word(word) for word, _s, _e in split(start)][:8]
    if not typed:
        return []
    *whole, last = typed
    known = SearchWord.objects.filter(language=language[:2])
    words: dict[str, list[str]] = defaultdict(list)
    for folded, word in known.filter(folded__in=whole).order_by("word").values_list("folded", "word"):
        words[folded].append(word)
    begun = known.filter(_begins("folded", last)).exclude(word__contains=" ").order_by("-documents", "word")
    # A word that the pages do not have is one of those that are not kept, or is still to be corrected.
    return [*(words[word] for word in whole if word in words), list(begun.values_list("word", flat=True)[:COMPLETIONS])]


def glued(words: Sequence[str]) -> str:
    return fold("".join(words))
