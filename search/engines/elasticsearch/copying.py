"""Keep the copy as the read model is: send what changed, tell what differs.

Each document carries the number of its last write as its version, and the server refuses an older one. So a change that is
sent twice, late or in another order than it happened cannot make the copy wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from elasticsearch import Elasticsearch, helpers

from core.pieces import in_batches
from search.engines.base import Differences, EngineError
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.indexes import WRITES
from search.engines.elasticsearch.schema import document
from search.models import SearchDocument

BATCH = 200
# Bytes of one request.
LARGEST = 5_000_000
# Documents of one page of a comparison.
SCANNED = 10_000

Change = tuple[int, int]
"""A page and the number of its last write."""


def send(connection: Connection, changes: Sequence[Change], indexes: Iterable[str]) -> dict[int, str]:
    """Bring those pages, in those indexes, to what the read model says now; returns what the server refused, and why.

    Raises `EngineError` when the server is ill rather than a document.
    """
    refused: dict[int, str] = {}
    targets = [name + WRITES for name in indexes]
    with_rows = (action for chunk in in_batches(changes, BATCH) for action in _actions(chunk, targets))

    def push(client: Elasticsearch) -> None:
        for fine, item in helpers.streaming_bulk(
            client,
            with_rows,
            chunk_size=BATCH,
            max_chunk_bytes=LARGEST,
            raise_on_error=False,
            # An index that has gone is not made again by what comes too late.
            require_alias=True,
            # A primary that has just died needs some time to have a successor.
            timeout="10s",
        ):
            if not fine and (problem := _problem(item)):
                refused[int(problem[0])] = problem[1]

    connection.write(push)
    return refused


def _actions(changes: Sequence[Change], targets: list[str]) -> Iterator[dict[str, Any]]:
    pages = [page for page, _version in changes]
    rows = SearchDocument.objects.filter(page_id__in=pages).defer("title_stems", "body_stems").with_facets()
    known = {row.page_id: row for row in rows.order_by("pk")}
    for page, version in changes:
        row = known.get(page)
        action: dict[str, Any] = {
            "_id": str(page),
            "version": row.version if row else version,
            "version_type": "external_gte",
        }
        action |= {"_op_type": "index", "_source": document(row)} if row else {"_op_type": "delete"}
        yield from ({**action, "_index": target} for target in targets)


def _problem(item: dict[str, Any]) -> tuple[str, str] | None:
    """The page and the reason, when there is one; what is newer there, or already away, is as it should be."""
    [result] = item.values()
    status = result["status"]
    if status == 409 or (status == 404 and result.get("result") == "not_found"):
        return None
    reason = str(result.get("error"))
    if status == 400:
        return result["_id"], reason
    raise EngineError(f"{status} {reason}")


def held(connection: Connection, index: str) -> dict[int, int]:
    """The version of each page of the index."""
    found: dict[int, int] = {}
    after: list[Any] | None = None
    while True:
        versions, after = connection.write(partial(_page, index=index, after=after))
        found |= versions
        if len(versions) < SCANNED:
            return found


def _page(client: Elasticsearch, *, index: str, after: list[Any] | None) -> tuple[dict[int, int], list[Any] | None]:
    """Some versions, and where to go on."""
    answer = client.search(
        index=index,
        query={"match_all": {}},
        size=SCANNED,
        sort=[{"page": "asc"}],
        search_after=after,
        source=False,
        docvalue_fields=[{"field": "version"}],
        track_total_hits=False,
    )
    hits = answer["hits"]["hits"]
    versions = {int(hit["_id"]): int(hit["fields"]["version"][0]) for hit in hits}
    return versions, hits[-1]["sort"] if hits else None


def compared(held_versions: dict[int, int]) -> Differences:
    versions = dict(SearchDocument.objects.order_by("pk").values_list("page_id", "version"))
    return Differences(
        missing=tuple(sorted(versions.keys() - held_versions.keys())),
        extra=tuple(sorted(held_versions.keys() - versions.keys())),
        stale=tuple(sorted(pk for pk, number in held_versions.items() if versions.get(pk, number) != number)),
        newest=max(held_versions.values(), default=0),
    )
