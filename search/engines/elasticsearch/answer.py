"""From the body of an answer to results. Pure functions; what does not have the form that was asked for is refused."""

from collections.abc import Mapping
from typing import Any

from search.engines.base import EngineError, Hit, Piece, Results
from search.engines.elasticsearch.query import MARK, UNMARK
from search.engines.elasticsearch.schema import LANGUAGES
from search.question import FACETS

NAME = "elasticsearch"


def results(answer: Any) -> Results:
    """Raises `EngineError` when anything is missing, or only some of the index answered."""
    try:
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineError("only a part of the index answered")
        return Results(
            total=int(answer["hits"]["total"]["value"]),
            hits=tuple(_hit(hit) for hit in answer["hits"]["hits"]),
            counts={key: _values(answer["aggregations"][key]["values"]["buckets"]) for key in FACETS},
            suggestions=_suggestions(answer.get("suggest") or {}),
            engine=NAME,
        )
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise EngineError(f"an answer that makes no sense ({error!r})") from error


def pages(answer: Any) -> list[int]:
    try:
        return [int(hit["_id"]) for hit in answer["hits"]["hits"]]
    except (LookupError, TypeError, ValueError) as error:
        raise EngineError(f"an answer that makes no sense ({error!r})") from error


def _hit(hit: Mapping[str, Any]) -> Hit:
    found = hit.get("highlight") or {}
    return Hit(
        page_id=int(hit["_id"]),
        score=float(hit["_score"] or 0),
        title=_pieces(found, "title"),
        extract=_pieces(found, "body") or _pieces(found, "summary"),
    )


def _pieces(found: Mapping[str, list[str]], text: str) -> tuple[Piece, ...]:
    return next((pieces(found[key][0]) for key in (f"{text}_{code}" for code in LANGUAGES) if key in found), ())


def pieces(marked: str) -> tuple[Piece, ...]:
    """`un <mot> de` is three pieces."""
    found = []
    for index, part in enumerate(marked.split(MARK)):
        inside, _end, after = part.partition(UNMARK) if index else ("", "", part)
        found += [Piece(inside, marked=True), Piece(after)]
    return tuple(piece for piece in found if piece.text)


def _values(buckets: list[Mapping[str, Any]]) -> dict[str, int]:
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}


def _suggestions(suggest: Mapping[str, Any]) -> tuple[str, ...]:
    found = [option["text"] for entry in suggest.get("spelling", ()) for option in entry["options"]]
    return tuple(dict.fromkeys(found))
