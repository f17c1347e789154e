"""What an index is: its settings, its fields, and the document that a row of the read model becomes."""

import hashlib
import json
from typing import Any

from search.models import SearchDocument
from search.question import FACETS, place_of
from search.words import STOP_WORDS, WHOLE, fold

LANGUAGES = ("fr", "en")
# The texts of a document; each is kept in one field a language: `title_fr`, `body_en`…
TEXTS = ("title", "names", "summary", "body", "asked")

# As `search.words.split` reads: what is one word in spite of its hyphen; a point separates.
_SEPARATORS = [r"\u2019 => '", r". => \u0020"]


def _whole_words() -> list[str]:
    return [
        f"{written} => {word}"
        for whole, word in WHOLE.items()
        for quoted in sorted({whole, whole.replace("'", "’")})
        for written in sorted({quoted, quoted.capitalize(), quoted.title(), quoted.upper()})
    ]


ELISION = [
    "c",
    "d",
    "j",
    "l",
    "m",
    "n",
    "s",
    "t",
    "qu",
    "jusqu",
    "lorsqu",
    "puisqu",
    "quoiqu",
    "presqu",
    "quelqu",
    "entr",
]
# A light stemmer keeps apart what a strong one takes for the same word; the strong one finds « numérisation » for « numériser ».
LIGHT = {"fr": "light_french", "en": "light_english"}
STRONG = {"fr": "french", "en": "porter2"}


def _analyzer(*filters: str) -> dict[str, Any]:
    return {"type": "custom", "char_filter": ["spelling"], "tokenizer": "standard", "filter": list(filters)}


def _analysis() -> dict[str, Any]:
    filters: dict[str, Any] = {
        "articles": {"type": "elision", "articles": ELISION},
        "beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": 20},
    }
    analyzers = {
        "words": _analyzer("lowercase", "articles"),
        "beginnings": _analyzer("lowercase", "articles", "asciifolding", "beginnings"),
        "typed": _analyzer("lowercase", "articles", "asciifolding"),
    }
    for language in LANGUAGES:
        filters[f"stop_{language}"] = {"type": "stop", "stopwords": sorted(STOP_WORDS[language])}
        filters[f"light_{language}"] = {"type": "stemmer", "language": LIGHT[language]}
        filters[f"strong_{language}"] = {"type": "stemmer", "language": STRONG[language]}
        # Accents are taken away last: stop words and endings depend on them.
        meant = ["lowercase", "articles", f"stop_{language}"]
        analyzers[language] = _analyzer(*meant, f"light_{language}", "asciifolding")
        analyzers[f"wide_{language}"] = _analyzer(*meant, f"strong_{language}", "asciifolding")
        analyzers[f"plain_{language}"] = _analyzer(*meant, "asciifolding")
    spelling = {"type": "mapping", "mappings": [*_SEPARATORS, *_whole_words()]}
    return {"char_filter": {"spelling": spelling}, "filter": filters, "analyzer": analyzers}


SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    # A copy on another node as soon as there is one.
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    # The last page that may be asked for, at any size that the API gives.
    "max_result_window": 50_000,
    # A deletion is remembered this long: an older write that comes later than that does not exist.
    "gc_deletes": "1h",
    # A page that says more is not worth less: its length counts little, and a word that comes again still counts.
    "similarity": {"body": {"type": "BM25", "k1": 1.6, "b": 0.2}},
    "analysis": _analysis(),
}


def _text(language: str, name: str) -> dict[str, Any]:
    """By stems, by short stems which find more, and as it is written, which is what was meant."""
    how = {"similarity": "body"} if name == "body" else {}
    return {
        "type": "text",
        "analyzer": language,
        # What a highlighter needs, so as not to read a long text again.
        "index_options": "offsets" if name == "body" else "positions",
        "fields": {
            name: {"type": "text", "analyzer": f"{name}_{language}", "index_options": "freqs", **how}
            for name in ("wide", "plain")
        },
        **how,
    }


MAPPINGS: dict[str, Any] = {
    "dynamic": False,
    "properties": {
        "page": {"type": "long"},
        "version": {"type": "long"},
        "language": {"type": "keyword"},
        # For sorting: without case or accents.
        "sorted_title": {"type": "keyword"},
        # Of its kind, in a list that no words were asked of.
        "place": {"type": "byte"},
        "minutes": {"type": "integer"},
        "published_at": {"type": "date"},
        "facet": {"properties": {key: {"type": "keyword"} for key in FACETS}},
        # What suggestions while typing look at: the title and the other names.
        "start": {
            "type": "text",
            "analyzer": "beginnings",
            "search_analyzer": "typed",
            "norms": False,
            "index_options": "docs",
        },
        "exact": {"type": "text", "analyzer": "typed"},
        # Words as they are written: what a misspelt word is compared with.
        "words": {"type": "text", "analyzer": "words", "norms": False, "index_options": "docs"},
        **{f"{name}_{language}": _text(language, name) for language in LANGUAGES for name in TEXTS},
    },
}

# An index whose settings or fields are other ones is another index.
HASH = hashlib.sha256(json.dumps([SETTINGS, MAPPINGS], sort_keys=True).encode()).hexdigest()[:8]


def language_of(code: str) -> str:
    """The language whose fields hold a text; French for those that have none."""
    return code if code in LANGUAGES else LANGUAGES[0]


def document(row: SearchDocument) -> dict[str, Any]:
    """What the index holds of a row, which must come with its facets."""
    language = language_of(row.language)
    facets: dict[str, list[str]] = {}
    for facet in row.facets.all():
        if facet.key in FACETS:
            facets.setdefault(facet.key, []).append(facet.value)
    names = [row.title, *row.names.splitlines()]
    return {
        "page": row.page_id,
        "version": row.version,
        "language": row.language,
        "sorted_title": fold(row.title),
        "place": place_of(row.kind),
        "minutes": row.minutes,
        "published_at": row.published_at.isoformat() if row.published_at else None,
        "facet": {key: sorted(values) for key, values in facets.items()},
        "start": names,
        "exact": names,
        "words": _all(row.title, row.names, row.summary, row.body, row.asked),
        **{f"{name}_{language}": getattr(row, name) for name in TEXTS if getattr(row, name)},
    }


def _all(*texts: str) -> list[str]:
    return [text for text in texts if text]
