"""In which order pages that match are shown. Pure functions on the columns that are compared.

A database finds the pages that match and the best few by its own ranking; this puts those few in their final order, the
same for every database. Titles and bodies are ranked apart by BM25 (Robertson, Zaragoza, 2009) and added, once by stems,
which find much, and once by words as they were typed, which are what was meant. Words that follow each other as in the
question count a little more, and so does a page that has more of the question's groups, or a name of which the question says
every word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import fmean

from search.question import Alternative, Group
from search.words import fold_word, is_stop_word, stem

# How soon repeating a word stops counting, and how much a long title or body is held against a page.
SATURATION, TITLE_LENGTH, BODY_LENGTH = 1.2, 0.75, 0.4
NEXT_TO_EACH_OTHER, SHARE_OF_GROUPS, WHOLE_NAME = 0.2, 0.5, 0.5
# What a word of the summary, which somebody wrote to say what the page is, is worth beside one of the title.
SUMMARY = 1.0
# How many groups a name may be made of, and how many ways of saying each are tried.
NAME_GROUPS, NAME_WAYS = 4, 4


@dataclass(frozen=True)
class Candidate:
    """A page that matches. Each text is words with a space before and after; titles and names are on lines of their own."""

    page_id: int
    language: str
    title_stems: str
    body_stems: str
    title_words: str
    body_words: str


@dataclass(frozen=True)
class Rarity:
    """In how many of all documents a stem or a folded word is."""

    documents: int
    stems: Mapping[str, int]
    words: Mapping[str, int]


@dataclass(frozen=True)
class Term:
    """An alternative as it stands in one of the texts, between spaces."""

    text: str
    rarity: float
    weight: float
    # Words that may stand anywhere, as long as all of them are there: `text` is then empty.
    apart: "tuple[Term, ...]" = ()


@dataclass(frozen=True)
class Length:
    """The usual number of characters of each text."""

    title: float
    summary: float
    body: float


def meaningful(words: Iterable[str], language: str) -> list[str]:
    """What of an alternative is compared: without stop words, unless there are only those."""
    kept = list(words)
    return [word for word in kept if not is_stop_word(word, language)] or kept


def stems_of(alternative: Alternative, language: str) -> list[str]:
    return [stem(word, language) for word in meaningful(alternative.words, language)]


def rank(groups: Iterable[Group], candidates: Iterable[Candidate], rarity: Rarity) -> list[tuple[int, float]]:
    """(page, score), the best first; equal ones by number, so that a second page never repeats the first."""
    wanted, found = tuple(groups), list(candidates)
    if not found:
        return []
    lines = [_line(document.title_stems) for document in found]
    summaries = [_summary(document.body_stems) for document in found]
    usual = Length(fmean(lines), fmean(map(len, summaries)), fmean(len(document.body_stems) for document in found))
    terms = {language: _wanted(wanted, language, rarity) for language in {document.language for document in found}}
    scored = [
        (document.page_id, _score(document, line, summary, terms[document.language], usual))
        for document, line, summary in zip(found, lines, summaries, strict=True)
    ]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


_Terms = list[tuple[list[Term], list[Term]]]


@dataclass(frozen=True)
class Wanted:
    """For each group what to look for among stems and among words; the groups that follow each other; runs of groups, and
    how much of the question each is."""

    groups: _Terms
    weights: list[float]
    pairs: list[Term]
    names: dict[str, float]


def _wanted(groups: tuple[Group, ...], language: str, rarity: Rarity) -> Wanted:
    found: _Terms = []
    for group in groups:
        by_stem: dict[str, Term] = {}
        by_word: dict[str, Term] = {}
        for alternative in group.alternatives:
            if alternative.apart:
                by_stem |= _apart(alternative, stems_of(alternative, language), rarity.stems, rarity.documents)
                continue
            words = meaningful(alternative.words, language)
            stems, folded = [stem(word, language) for word in words], [fold_word(word) for word in words]
            whole = [fold_word(word) for word in alternative.words]
            for terms, said, parts, known in (
                (by_stem, stems, stems, rarity.stems),
                (by_word, whole, folded, rarity.words),
            ):
                text = f" {' '.join(said)} "
                term = Term(text, _rarity(parts, known, rarity.documents), alternative.weight)
                if text not in terms or terms[text].weight < term.weight:
                    terms[text] = term
        found.append((list(by_stem.values()), list(by_word.values())))
    pairs = [
        Term(f"{first.text}{second.text[1:]}", first.rarity + second.rarity, first.weight * second.weight)
        for (firsts, _w), (seconds, _v) in pairwise(found)
        for first, second in [(_typed(firsts), _typed(seconds))]
    ]
    weights = [group.weight for group in groups]
    return Wanted(found, weights, pairs, _names([by_stem for by_stem, _by_word in found], weights))


def _apart(alternative: Alternative, parts: list[str], known: Mapping[str, int], documents: int) -> dict[str, Term]:
    terms = tuple(Term(f" {part} ", _rarity([part], known, documents), alternative.weight) for part in parts)
    return {" | ".join(parts): Term("", min(term.rarity for term in terms), alternative.weight, terms)}


def group_rarities(groups: Iterable[Group], language: str, rarity: Rarity) -> list[float]:
    """How much each group is worth: how rare it is as it was typed, and how much of the question."""
    wanted = _wanted(tuple(groups), language, rarity)
    return [
        weight * _typed(by_stem).rarity for (by_stem, _w), weight in zip(wanted.groups, wanted.weights, strict=True)
    ]


def names_of(groups: Iterable[Group], language: str) -> dict[str, float]:
    """The stems of the names that the question may say, each with its share of the question."""
    return _wanted(tuple(groups), language, Rarity(0, {}, {})).names


def _names(groups: list[list[Term]], weights: list[float]) -> dict[str, float]:
    """The names that the question says: groups that follow each other, each said one way."""
    found: dict[str, float] = {}
    whole = sum(weights) or 1.0
    for start in range(len(groups)):
        said = {"": 1.0}
        for end in range(start, min(start + NAME_GROUPS, len(groups))):
            said = {
                f"{text}{term.text.rstrip()}": weight * term.weight
                for text, weight in said.items()
                for term in sorted(filter(_is_said, groups[end]), key=lambda term: -term.weight)[:NAME_WAYS]
            }
            for text, weight in said.items():
                share = weight * sum(weights[start : end + 1]) / whole
                found[f"\n{text} \n"] = max(found.get(f"\n{text} \n", 0.0), share)
    return found


def _typed(terms: list[Term]) -> Term:
    return max(filter(_is_said, terms), key=lambda term: term.weight)


def _rarity(parts: list[str], known: Mapping[str, int], documents: int) -> float:
    """The inverse document frequency of the rarest of several words, which are sought together."""
    least = min(known.get(part, 0) for part in parts)
    return log(1 + max(documents - least, 0) / (least + 0.5) + 0.5 / (least + 0.5))


def _line(title: str) -> float:
    """The usual length of a name: a page that has many is not longer to name."""
    return len(title) / (title.count("\n") - 1 or 1)


def _is_said(term: Term) -> bool:
    return not term.apart


def _summary(body: str) -> str:
    """The first line of a body, if it has others."""
    first, _break, rest = body.strip(" \n").partition("\n")
    return f" {first.strip()} " if rest else ""


def _score(document: Candidate, line: float, summary: str, wanted: Wanted, usual: Length) -> float:
    """The sum of what each group scores in each text, once by stems and once by words."""
    long_title = 1 - TITLE_LENGTH + TITLE_LENGTH * line / usual.title
    long_body = 1 - BODY_LENGTH + BODY_LENGTH * len(document.body_stems) / usual.body
    stems = [(document.title_stems, long_title, 1.0), (document.body_stems, long_body, 1.0)]
    words = [(document.title_words, long_title, 1.0), (document.body_words, long_body, 1.0)]
    if summary:
        long_summary = 1 - TITLE_LENGTH + TITLE_LENGTH * len(summary) / usual.summary
        stems.append((summary, long_summary, SUMMARY))
    total, has, several = 0.0, 0.0, 0
    for (by_stem, by_word), weight in zip(wanted.groups, wanted.weights, strict=True):
        said = _texts(stems, by_stem)
        if said:
            has += weight
            several += 1
            total += weight * (said + _texts(words, by_word))
    if several > 1:
        for pair in wanted.pairs:
            total += NEXT_TO_EACH_OTHER * _texts(stems[:2], [pair])
    named = max((share for name, share in wanted.names.items() if name in document.title_stems), default=0.0)
    return total * (has / (sum(wanted.weights) or 1.0)) ** SHARE_OF_GROUPS * (1 + WHOLE_NAME * named)


_Texts = list[tuple[str, float, float]]
"""Each with how long it is for its kind, and what it is worth."""


def _texts(texts: _Texts, terms: list[Term]) -> float:
    """The sum, over the texts, of the best of several ways of saying the same thing; or words that stand apart, if better."""
    found = sum(worth * _field(text, terms, long) for text, long, worth in texts)
    for term in terms:
        if term.apart:
            parts = [_texts(texts, [part]) for part in term.apart]
            found = max(found, sum(parts) if all(parts) else 0.0)
    return found


def _field(text: str, terms: list[Term], long: float) -> float:
    """The best of several ways of saying the same thing."""
    best = 0.0
    for term in terms:
        times = 0 if term.apart else text.count(term.text)
        if times:
            score = term.weight * term.rarity * times * (SATURATION + 1) / (times + SATURATION * long)
            if score > best:
                best = score
    return best
