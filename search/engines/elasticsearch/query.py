"""From a question to the body of one request. Pure functions."""

from collections.abc import Iterable
from typing import Any

from search.engines.elasticsearch.schema import LANGUAGES, language_of
from search.question import FACETS, Alternative, Group, Question, choices, required

Clause = dict[str, Any]
WEIGHTS = {"title": 1.0, "names": 1.0, "summary": 0.5, "body": 1.0}
# Of a word that is there as it was typed, above that of its stem.
PLAIN = 1.0
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


def body(question: Question, *, milliseconds: int) -> dict[str, Any]:
    """Hits, their number, the counts of every facet, extracts and suggestions."""
    found: dict[str, Any] = {
        "query": _text(question),
        "aggs": _counts(question),
        "post_filter": {"bool": {"filter": _filters(question)}},
        "sort": SORTS[question.sort if question.groups or question.sort != "pertinence" else "titre"],
        "from": question.start,
        "size": question.size,
        "track_total_hits": True,
        "timeout": f"{milliseconds}ms",
        "_source": False,
    }
    if question.groups:
        found |= {"highlight": _highlight(choices(question)["langue"]), "suggest": _suggest(question)}
    return found


def _text(question: Question) -> Clause:
    if not question.groups:
        return {"match_all": {}}
    fields = _fields()
    groups = [_group(group, fields) for group in question.groups]
    return {"bool": {"should": groups, "minimum_should_match": required(len(groups))}}


def _fields() -> list[str]:
    """Of every language: how many pages another one has is counted too."""
    names = [(f"{text}_{language}", weight) for language in LANGUAGES for text, weight in WEIGHTS.items()]
    return [f"{name}^{weight:g}" for name, weight in names] + [
        f"{name}.plain^{weight * PLAIN:g}" for name, weight in names
    ]


def _group(group: Group, fields: list[str]) -> Clause:
    """The best of the alternatives counts, not their sum: synonyms do not make a word more important."""
    return {"dis_max": {"queries": [_alternative(choice, fields) for choice in group.alternatives]}}


def _alternative(choice: Alternative, fields: list[str]) -> Clause:
    query = {"query": " ".join(choice.words), "fields": fields, "boost": choice.weight}
    if len(choice.words) > 1:
        stems = [field for field in fields if ".plain" not in field]
        return {"multi_match": query | {"type": "phrase", "slop": SLOP, "fields": stems}}
    # The sum over the fields: a word of the title that the body has too is worth more.
    return {"multi_match": query | {"type": "most_fields"}}


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
