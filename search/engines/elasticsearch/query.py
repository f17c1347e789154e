"""From a question to the body of one request. Pure functions."""

from collections.abc import Iterable
from typing import Any

from search.engines.elasticsearch.schema import LANGUAGES, language_of
from search.question import FACETS, Alternative, Group, Question, choices, required
from search.ranking import meaningful

Clause = dict[str, Any]
WEIGHTS = {"title": 1.3, "names": 1.3, "summary": 0.5, "body": 1.0, "asked": 1.0}
# The three ways of reading a text (see `schema`): stems, short stems, words as they were typed.
READINGS = {"": 1.0, ".wide": 0.3, ".plain": 1.5}
# What each group that a document has is worth, wherever and however often it has it.
PRESENCE = 10.0
# Between the words of an expression, little words that nobody types may stand: « mot de passe ».
SLOP = 2
# More values than any facet has.
VALUES = 1000
# What surrounds a word that is found; no text has these characters of private use.
MARK, UNMARK = "\ue000", "\ue001"
EXTRACT = 200
SORTS: dict[str, list[Any]] = {
    "pertinence": [{"_score": "desc"}, {"sorted_title": "asc"}, {"page": "asc"}],
    "titre": [{"sorted_title": "asc"}, {"page": "asc"}],
    "duree": [{"minutes": {"order": "asc", "missing": "_last"}}, {"sorted_title": "asc"}, {"page": "asc"}],
    "recent": [{"published_at": {"order": "desc", "missing": "_last"}}, {"sorted_title": "asc"}, {"page": "asc"}],
}
WITHOUT_WORDS: list[Any] = [{"place": "asc"}, {"sorted_title": "asc"}, {"page": "asc"}]


def body(question: Question, *, milliseconds: int, needed: int | None = None) -> dict[str, Any]:
    """Hits that have so many of the groups (as many as is usual by default), their number, the counts of every facet, extracts
    and suggestions."""
    found: dict[str, Any] = {
        "query": _text(question, required(len(question.sought)) if needed is None else needed),
        "aggs": _counts(question),
        "post_filter": {"bool": {"filter": _filters(question)}},
        "sort": SORTS[question.sort] if question.groups or question.sort != "pertinence" else WITHOUT_WORDS,
        "from": question.start,
        "size": question.size,
        "track_total_hits": True,
        "timeout": f"{milliseconds}ms",
        "_source": False,
    }
    if question.groups:
        found |= {"highlight": _highlight(choices(question)["langue"]), "suggest": _suggest(question)}
    return found


def _text(question: Question, needed: int) -> Clause:
    if not question.groups:
        return {"match_all": {}}
    sought = question.sought
    groups = [_group(group, READINGS) for group in sought]
    present = [
        {"constant_score": {"filter": _group(group, [".wide"]), "boost": PRESENCE * group.weight}}
        for group in question.groups
    ]
    present += [_group(group, READINGS) for group in question.groups if group not in sought]
    enough = {"bool": {"should": groups, "minimum_should_match": needed}}
    return {"bool": {"must": enough, "should": present}}


def _fields(readings: Iterable[str]) -> list[str]:
    """Of every language: how many pages another one has is counted too."""
    return [
        f"{text}_{language}{reading}^{weight * READINGS[reading]:g}"
        for reading in readings
        for language in LANGUAGES
        for text, weight in WEIGHTS.items()
    ]


def _group(group: Group, readings: Iterable[str]) -> Clause:
    """The best of the alternatives counts, not their sum: synonyms do not make a word more important."""
    ways = [_alternative(choice, readings) for choice in group.alternatives]
    return {"dis_max": {"queries": ways, "boost": group.weight}}


def _alternative(choice: Alternative, readings: Iterable[str]) -> Clause:
    if choice.apart:
        # Stop words are kept by no field: they would never be found.
        words = [Alternative((word,)) for word in meaningful(choice.words, LANGUAGES[0])]
        return {"bool": {"must": [_alternative(word, readings) for word in words], "boost": choice.weight}}
    query = {"query": " ".join(choice.words), "boost": choice.weight}
    if len(choice.words) > 1:
        return {"multi_match": query | {"type": "phrase", "slop": SLOP, "fields": _fields([""])}}
    # The sum over the fields: a word of the title that the body has too is worth more.
    return {"multi_match": query | {"type": "most_fields", "fields": _fields(readings)}}


def _filters(question: Question, without: str = "") -> list[Clause]:
    return [{"terms": {f"facet.{key}": sorted(values)}} for key, values in choices(question).items() if key != without]


def _counts(question: Question) -> dict[str, Clause]:
    """For each facet, its values under every choice but its own."""
    return {
        key: {
            "filter": {"bool": {"filter": _filters(question, without=key)}},
            "aggs": {"values": {"terms": {"field": f"facet.{key}", "size": VALUES}}},
        }
        for key in FACETS
    }


def _highlight(languages: Iterable[str]) -> Clause:
    extract = {"number_of_fragments": 1, "fragment_size": EXTRACT}
    whole = {"number_of_fragments": 0}
    fields = [
        {f"{text}_{language}": {**options, "boundary_scanner_locale": language}}
        for language in sorted({language_of(code) for code in languages})
        for text, options in (("title", whole), ("summary", whole), ("body", extract))
    ]
    return {"pre_tags": [MARK], "post_tags": [UNMARK], "fields": fields, "encoder": "default"}


def _suggest(question: Question) -> Clause:
    term = {"field": "words", "suggest_mode": "missing", "size": 3, "prefix_length": 1, "min_word_length": 3}
    return {"text": " ".join(group.typed for group in question.groups), "spelling": {"term": term}}


def suggestions(start: str, language: str, limit: int) -> dict[str, Any]:
    """Titles and other names with words that begin so; whole words first."""
    return {
        "query": {
            "bool": {
                "must": {"match": {"start": {"query": start, "operator": "and"}}},
                "should": {"match": {"exact": start}},
                "filter": {"term": {"language": language}},
            }
        },
        "sort": SORTS["pertinence"],
        "size": limit,
        "_source": False,
        "track_total_hits": False,
    }
