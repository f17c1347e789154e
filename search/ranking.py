"""In which order pages that match are shown. Pure functions on the columns that are compared.

A database finds the pages that match and the best few by its own ranking; this puts those few in their final order, the
same for every database. Titles and bodies are ranked apart by BM25 (Robertson, Zaragoza, 2009) and added, once by stems,
which find much, and once by words as they were typed, which are what was meant. Words that follow each other as in the
question count a little more, and so does a page that has more of the question's groups, above all in its title and its
summary, a name of which the question says every word, or what people are known to ask that it answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import log
from operator import add, mul
from statistics import fmean
from typing import NamedTuple

from search.question import Alternative, Group
from search.words import fold_word, is_stop_word, stem

# How soon repeating a word stops counting, and how much a long title or body is held against a page.
SATURATION, TITLE_LENGTH, BODY_LENGTH = 1.2, 0.75, 0.4
NEXT_TO_EACH_OTHER, SHARE_OF_GROUPS, WHOLE_NAME, ABOUT = 0.2, 0.5, 0.75, 0.75
# What a page gains when people are known to ask it the very same thing, and how fast that goes as they ask less, or more, of it.
ASKED, LESS, MORE = 2.0, 2.0, 0.5
# What a word of the title is worth beside one of the body, and one of the summary, which somebody wrote to say what the page is.
TITLE, SUMMARY = 1.5, 1.5
# Breaks around the summary and the text, which the lines of what is asked follow.
TEXTS = 3
# Between two lines, so that each word is between two spaces.
LINE = " \n "
# How many groups a name may be made of, and how many ways of saying each are tried.
NAME_GROUPS, NAME_WAYS = 4, 4


class Candidate(NamedTuple):
    """A page that matches. Each text is words between spaces; titles and names are on lines of their own."""

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
class Column:
    """One text of every candidate; `long` is how much each is longer than usual, as BM25 counts it."""

    texts: Sequence[str]
    long: Sequence[float]
    worth: float = 1.0


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
    stems, words = _columns(found)
    scores = {
        language: _scores(stems, words, _wanted(wanted, language, rarity))
        for language in {document.language for document in found}
    }
    scored = [(document.page_id, scores[document.language][place]) for place, document in enumerate(found)]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


def _columns(found: Sequence[Candidate]) -> tuple[list[Column], list[Column]]:
    """The texts that are compared by stems, titles first, and those that are by words."""
    _ids, _languages, *texts = zip(*found, strict=True)
    title_stems, body_stems, title_words, body_words = map(_spaced, texts)
    long_titles = _long(list(map(_line, title_stems)), TITLE_LENGTH)
    long_bodies = _long(list(map(len, body_stems)), BODY_LENGTH)
    stems = [Column(title_stems, long_titles, TITLE), Column(body_stems, long_bodies)]
    summaries = list(map(_summary, body_stems))
    if any(summaries):
        stems.append(Column(summaries, _long(list(map(len, summaries)), TITLE_LENGTH), SUMMARY))
    return stems, [Column(title_words, long_titles, TITLE), Column(body_words, long_bodies)]


def _spaced(texts: Sequence[str]) -> list[str]:
    """Each word between two spaces, each line between two breaks; all texts at once, which is quicker."""
    together = "\0".join(texts).replace("\n", LINE).replace("\0", f"{LINE}\0{LINE}")
    return f"{LINE}{together}{LINE}".split("\0")


def _long(lengths: Sequence[float], share: float) -> list[float]:
    least, each = SATURATION * (1 - share), SATURATION * share / fmean(lengths)
    return [least + each * length for length in lengths]


_Terms = list[tuple[list[Term], list[Term]]]


@dataclass(frozen=True)
class Wanted:
    """For each group what to look for among stems and among words; the groups that follow each other; runs of groups, and
    how much of the question each is."""

    groups: _Terms
    weights: list[float]
    pairs: list[Term]
    names: dict[str, float]


def _wanted(groups: Sequence[Group], language: str, rarity: Rarity) -> Wanted:
    found = [_terms(group, language, rarity) for group in groups]
    pairs = [
        Term(f"{first.text}{second.text[1:]}", first.rarity + second.rarity, first.weight * second.weight)
        for first, second in pairwise(_typed(by_stem) for by_stem, _by_word in found)
    ]
    weights = [group.weight for group in groups]
    return Wanted(found, weights, pairs, _names([by_stem for by_stem, _by_word in found], weights))


def _terms(group: Group, language: str, rarity: Rarity) -> tuple[list[Term], list[Term]]:
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
    return list(by_stem.values()), list(by_word.values())


def _apart(alternative: Alternative, parts: list[str], known: Mapping[str, int], documents: int) -> dict[str, Term]:
    terms = tuple(Term(f" {part} ", _rarity([part], known, documents), alternative.weight) for part in parts)
    return {" | ".join(parts): Term("", min(term.rarity for term in terms), alternative.weight, terms)}


def group_rarities(groups: Iterable[Group], language: str, rarity: Rarity) -> list[float]:
    """How much each group is worth: how rare it is as it was typed, and how much of the question."""
    return [group.weight * _typed(_terms(group, language, rarity)[0]).rarity for group in groups]


def names_of(groups: Iterable[Group], language: str) -> dict[str, float]:
    """The stems of the names that the question may say, each with its share of the question."""
    said, nothing = list(groups), Rarity(0, {}, {})
    return _names([_terms(group, language, nothing)[0] for group in said], [group.weight for group in said])


def _names(groups: list[list[Term]], weights: list[float]) -> dict[str, float]:
    """The names that the question says: groups that follow each other, each said one way."""
    found: dict[str, float] = {}
    whole = sum(weights) or 1.0
    for start in range(len(groups)):
        said = {"": 1.0}
        for end in range(start, min(start + NAME_GROUPS, len(groups))):
            said = {
                f"{text}{term.text[:-1]}": weight * term.weight
                for text, weight in said.items()
                for term in sorted(filter(_is_said, groups[end]), key=lambda term: -term.weight)[:NAME_WAYS]
            }
            for text, weight in said.items():
                share = weight * sum(weights[start : end + 1]) / whole
                found[text[1:]] = max(found.get(text[1:], 0.0), share)
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
    return f" {body.split(LINE, 2)[1]} " if body.count("\n") > 2 else ""


def _scores(stems: list[Column], words: list[Column], wanted: Wanted) -> list[float]:
    """For each candidate the sum of what each group scores in each text, once by stems and once by words.

    Text after text, not page after page: much less to do for each of them.
    """
    titles = stems[0].texts
    totals, has, several = [0.0] * len(titles), [0.0] * len(titles), [0] * len(titles)
    about = [0.0] * len(titles)
    for (by_stem, by_word), weight in zip(wanted.groups, wanted.weights, strict=True):
        whole, short = _said_and_shown(stems, by_stem)
        for place, (said, shown, as_typed) in enumerate(zip(whole, short, _said(words, by_word), strict=True)):
            if said:
                has[place] += weight
                several[place] += 1
                totals[place] += weight * (said + as_typed)
                if shown:
                    about[place] += weight
    for pair in wanted.pairs:
        for place, said in enumerate(_said(stems[:2], [pair])):
            if several[place] > 1:
                totals[place] += NEXT_TO_EACH_OTHER * said
    asked = sum(wanted.weights) or 1.0
    return [
        total
        * (share / asked) ** SHARE_OF_GROUPS
        * (1 + ABOUT * shown / asked)
        * (1 + WHOLE_NAME * _named(title, wanted.names))
        * (1 + ASKED * _asked(body, wanted))
        for total, share, shown, title, body in zip(totals, has, about, titles, stems[1].texts, strict=True)
    ]


def _named(title: str, names: Mapping[str, float]) -> float:
    """How much of the question the best of the names of a page is."""
    lines = title.split(LINE)
    return 0.0 if names.keys().isdisjoint(lines) else max(names.get(line, 0.0) for line in lines)


def _asked(body: str, wanted: Wanted) -> float:
    """How near the question is to one of those that a page is known to answer, 1 when they say the same."""
    if body.count("\n") <= TEXTS:
        return 0.0
    lines = [f" {line} " for line in body.split(LINE)[TEXTS:-1]]
    known = "".join(lines)
    ways = [[term for term in terms if _is_said(term) and term.text in known] for terms, _words in wanted.groups]
    if not any(ways):
        return 0.0
    best, whole = 0.0, sum(wanted.weights) or 1.0
    for line in lines:
        said = [max((term.weight for term in terms if term.text in line), default=0.0) for terms in ways]
        share, stems = sum(map(mul, said, wanted.weights)) / whole, line.count(" ") - 1
        best = max(best, share**LESS * min(sum(map(bool, said)) / stems, 1.0) ** MORE)
    return best


def _said_and_shown(stems: Sequence[Column], terms: Sequence[Term]) -> tuple[list[float], list[float]]:
    """What `_said` says of all texts, and of the title and the summary alone."""
    titles, bodies, *summaries = stems
    if any(term.apart for term in terms):
        return _said(stems, terms), _said([titles, *summaries], terms)
    short = reduce(_sums, (_best(column, terms) for column in (titles, *summaries)))
    return _sums(short, _best(bodies, terms)), short


def _said(columns: Sequence[Column], terms: Sequence[Term]) -> list[float]:
    """For each candidate the sum, over its texts, of the best of several ways of saying the same thing; or words that stand
    apart, if better."""
    found = reduce(_sums, (_best(column, terms) for column in columns))
    for term in terms:
        if term.apart:
            each = zip(*(_said(columns, [part]) for part in term.apart), strict=True)
            found = [max(score, sum(parts) if all(parts) else 0.0) for score, parts in zip(found, each, strict=True)]
    return found


def _sums(some: Iterable[float], others: Iterable[float]) -> list[float]:
    return list(map(add, some, others))


def _best(column: Column, terms: Sequence[Term]) -> list[float]:
    """The best of several ways of saying the same thing, in one text of each candidate."""
    best = [0.0] * len(column.texts)
    for term in filter(_is_said, terms):
        said, most = term.text, column.worth * term.weight * term.rarity * (SATURATION + 1)
        for place, text in enumerate(column.texts):
            if times := text.count(said):
                score = most * times / (times + column.long[place])
                if score > best[place]:
                    best[place] = score
    return best
