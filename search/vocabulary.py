"""The words of the pages, as `SearchWord` counts them: what is typed is compared with them.

Nothing is kept in memory: indexed columns (the folded word, its stem, its sound) bring the few rows that can be meant, and
only those are compared letter by letter. It costs the same with 2,000 words and with 200,000.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from string import ascii_lowercase

from django.db.models import Q
from rapidfuzz.distance import DamerauLevenshtein

from search.models import SearchWord
from search.sounds import heard, sound
from search.words import fold, fold_word, is_stop_word, split, stem

# Ways of going on with the start of a word: more would only bring rarer ones.
COMPLETIONS = 40
# The most words that a misspelt one is compared with, the most common first.
COMPARED = 3000
ELIDED = frozenset("cdjlmnst")
VOWELS = "aeiouy"
# Many pieces that are shorter than that on average are found in any word.
SHORT_PIECE = 3.5


def _beside(*rows: str) -> dict[str, str]:
    """For each key those around it: beside it, above it and below it."""
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        for place, key in enumerate(row):
            near_by = [row[max(place - 1, 0) : place] + row[place + 1 : place + 2]]
            near_by += [
                rows[other][max(place - 1, 0) : place + 2]
                for other in (number - 1, number + 1)
                if 0 <= other < len(rows)
            ]
            found[key] = "".join(near_by)
    return found


BESIDE = _beside("azertyuiop", "qsdfghjklm", "wxcvbn")


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
    if len(pieces) > 3 and len(word) < SHORT_PIECE * len(pieces):
        return ()
    return pieces if any(len(piece) > 2 and not is_stop_word(piece, language) for piece in pieces) else ()


def _piece(text: str, last: bool, known: Known, language: str) -> str | None:
    if len(text) == 1:
        return text if text in ELIDED and not last else None
    if is_stop_word(text, language) and len(text) <= 4:
        return text
    if len(text) < 3:
        return None
    # With another ending only if it is that of the plural: « publicitaires » is not « publicité » and « aires ».
    rows = known.by_folded.get(text) or known.by_folded.get(text.rstrip("sx")) or known.by_folded.get(f"{text}s")
    return (rows[0].word if rows[0].folded == text else text) if rows and " " not in rows[0].word else None


def near(words: Sequence[str], language: str) -> dict[str, list[Word]]:
    """For each word that the pages do not have, those that are spelt almost so, the best first; one query."""
    if not words:
        return {}
    wanted = Q(pk=None)
    for word in words:
        wanted |= _same_beginning(word)
    rows = [row for row in _read(wanted, language) if " " not in row.word]
    return {word: _nearest(word, rows) for word in words}


def look_closer(words: Sequence[str], language: str) -> tuple[dict[str, tuple[str, ...]], dict[str, list[Word]]]:
    """For words that nothing begins like: those that they are glued from, and those that are spelt almost so but for their
    first letters; one query."""
    parts = {part for word in words for part in parts_of(fold_word(word))}
    if not parts:
        return {}, {}
    wanted = Q(folded__in=parts) | Q(stem__in={stem(part, language) for part in parts})
    for word in words:
        if len(word) > 3:
            wanted |= _other_beginning(word)
    rows = _read(wanted, language)
    known, single = Known(rows), [row for row in rows if " " not in row.word]
    cut = {word: whole for word in words if (whole := unglue(fold_word(word), known, language))}
    return cut, {word: found for word in words if (found := _nearest(word, single))}


def _same_beginning(word: str) -> Q:
    folded, said = fold_word(word), sound(word)
    return _begins("folded", folded[:2]) | (_begins("sound", said[:3]) if len(said) > 2 else Q(pk=None))


def _other_beginning(word: str) -> Q:
    """A slip in the first two letters: one too many, one left out, two in the wrong order, the key beside."""
    first, second, rest = (folded := fold_word(word))[0], folded[1], folded[2:4]
    starts = {folded[1:4], first + rest, second + first, first + folded[2:3] + second}
    starts |= {letter + folded[:2] for letter in ascii_lowercase}
    starts |= {letter + second + rest for letter in BESIDE.get(first, "")}
    starts |= {first + letter + rest for letter in BESIDE.get(second, "")}
    starts |= {first + letter + rest for letter in VOWELS} if second in VOWELS else set()
    starts |= {first + letter + second for letter in VOWELS}
    wanted = Q(pk=None)
    for start in sorted(starts):
        wanted |= _begins("folded", start)
    return wanted


def _begins(column: str, start: str) -> Q:
    return Q(**{f"{column}__gte": start, f"{column}__lt": start + "\uffff"})


def _nearest(word: str, rows: Iterable[Word], limit: int = 5) -> list[Word]:
    scored = []
    for row in rows:
        score = likeness(word, row)
        begun = len(word) >= 4 and row.folded.startswith(fold_word(word))
        if begun or score >= (0.7 if len(word) > 4 else 0.75):
            scored.append((score + (0.1 if begun else 0) + 0.02 * log(1 + row.documents), row))
    return [row for _score, row in sorted(scored, key=lambda pair: (-pair[0], pair[1].word))[:limit]]


def likeness(word: str, row: Word) -> float:
    """From 0 to 1: letters in common, and more when it sounds the same or when a finger hit the key beside."""
    folded, meant = fold_word(word), row.folded.replace(" ", "")
    letters = DamerauLevenshtein.normalized_similarity(folded, meant)
    if row.sound and sound(word) == row.sound:
        better = 0.5 if heard(word) == heard(row.word) else 0.25
    else:
        better = 0.5 if slipped(folded, meant) else 0
    return letters + better * (1 - letters)


def slipped(folded: str, meant: str) -> bool:
    """Whether they differ by one letter, and it is beside the right one on a French keyboard."""
    wrong = [(typed, right) for typed, right in zip(folded, meant, strict=False) if typed != right]
    return len(folded) == len(meant) and len(wrong) == 1 and wrong[0][0] in BESIDE.get(wrong[0][1], "")


def one_slip(folded: str, meant: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two are in the wrong order."""
    return DamerauLevenshtein.distance(folded, meant) <= 1


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


def ends_with_a_stop_word(start: str, language: str) -> bool:
    words = [word for word, _s, _e in split(start)]
    return bool(words) and is_stop_word(words[-1], language)


def glued(words: Sequence[str]) -> str:
    return fold("".join(words))


def without_elision(word: str) -> str:
    """What is left of a word that was glued to an article; empty when it does not begin so."""
    folded = fold_word(word)
    rest = folded[2:] if folded.startswith("qu") else folded[1:] if folded[:1] in ELIDED else ""
    return rest if len(rest) > 3 and rest[0] in f"{VOWELS}h" else ""
