"""For each value of each facet, the set of the documents that have it, as a compressed bitmap (CRoaring's format).

Counting a facet is the size of an intersection, so it costs the same whatever is found. The sets are rows of the database,
written in the transaction that writes the documents. See docs/decisions/facets-are-bitmaps.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from secrets import token_bytes

from django.db import connection, transaction
from django.db.models import Q
from pyroaring import BitMap

from search.facets import TAKES_FROM
from search.models import Clock, FacetSet, SearchFacet

Pair = tuple[str, str]
"""A facet and one of its values."""

Sets = Mapping[str, Mapping[str, BitMap]]
"""By facet and value: the `SearchDocument`s, by their own number. A set that would be empty is not there."""

BATCH = 500
# Not a facet: this row holds a number drawn by the last write, which no other state of the sets has or will have.
STAMP = ("", "")
# The stamp; and the sets, unless the stamp is one that is known.
CHANGED = """
SELECT key, value, documents FROM search_facetset WHERE key = %s AND value = %s
UNION ALL
SELECT key, value, documents FROM search_facetset WHERE NOT (key = %s AND value = %s)
AND NOT EXISTS (SELECT 1 FROM search_facetset WHERE key = %s AND value = %s AND documents = %s)
"""
# What this process read last. The stamp is read for every question: a publication, wherever it happens, changes it in its own
# transaction, and one that is undone brings the old one back.
_kept: tuple[bytes, Sets] = (b"", {})


def read() -> Sets:
    """Every set as it is now, in one query that gives the stamp alone while nothing was written. Not to be changed."""
    global _kept
    known, found = _kept
    stamp, fresh = _read(unless=known)
    if not stamp or stamp != known:
        _kept = stamp, fresh
        return fresh
    return found


def _read(unless: bytes = b"") -> tuple[bytes, Sets]:
    """The stamp and the sets, of the same instant; no set if the stamp is `unless`."""
    stamp, found = b"", defaultdict[str, dict[str, BitMap]](dict)
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, (*STAMP, *STAMP, *STAMP, unless))
        for key, value, documents in cursor.fetchall():
            if (key, value) == STAMP:
                stamp = bytes(documents)
            else:
                found[key][value] = BitMap.deserialize(bytes(documents))
    return stamp, dict(found)


def pairs_of(documents: Iterable[int]) -> dict[int, set[Pair]]:
    """What the read model says of some documents, in one query."""
    found: dict[int, set[Pair]] = defaultdict(set)
    rows = SearchFacet.objects.filter(document__in=list(documents)).exclude(key=TAKES_FROM).order_by()
    for pk, key, value in rows.values_list("document_id", "key", "value"):
        found[pk].add((key, value))
    return found


def change(before: Mapping[int, set[Pair]], after: Mapping[int, set[Pair]]) -> None:
    """Bring the sets from what some documents had to what they have; the row of `Clock` is locked by the caller."""
    taken, given = defaultdict[Pair, BitMap](BitMap), defaultdict[Pair, BitMap](BitMap)
    for pk in before.keys() | after.keys():
        old, new = before.get(pk, set()), after.get(pk, set())
        for pair in old - new:
            taken[pair].add(pk)
        for pair in new - old:
            if pair[0] != TAKES_FROM:
                given[pair].add(pk)
    touched = taken.keys() | given.keys()
    if touched:
        known = _rows(touched)
        _write({pair: (known.get(pair, BitMap()) - taken[pair]) | given[pair] for pair in touched})


def _rows(pairs: Iterable[Pair]) -> dict[Pair, BitMap]:
    by_key: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        by_key[key].append(value)
    wanted = Q(pk=None)
    for key, values in by_key.items():
        wanted |= Q(key=key, value__in=values)
    rows = FacetSet.objects.filter(wanted).order_by()
    return {(row.key, row.value): BitMap.deserialize(bytes(row.documents)) for row in rows}


def _write(sets: Mapping[Pair, BitMap]) -> None:
    empty, rows = Q(pk=None), []
    for (key, value), documents in sorted(sets.items()):
        if documents:
            documents.run_optimize()
            rows.append(FacetSet(key=key, value=value, documents=documents.serialize()))
        else:
            empty |= Q(key=key, value=value)
    key, value = STAMP
    rows.append(FacetSet(key=key, value=value, documents=token_bytes(16)))
    FacetSet.objects.bulk_create(
        rows, BATCH, update_conflicts=True, unique_fields=["key", "value"], update_fields=["documents"]
    )
    FacetSet.objects.filter(empty).delete()


def wrong() -> dict[Pair, BitMap]:
    """The sets that differ from the facets of the documents, as they should be."""
    right = defaultdict[Pair, BitMap](BitMap)
    rows = SearchFacet.objects.exclude(key=TAKES_FROM).order_by()
    for key, value, pk in rows.values_list("key", "value", "document_id").iterator(10_000):
        right[key, value].add(pk)
    held = {(key, value): documents for key, values in _read()[1].items() for value, documents in values.items()}
    return {
        pair: right[pair]
        for pair in sorted(right.keys() | held.keys())
        if pair not in held or right[pair] != held[pair]
    }


@transaction.atomic
def repair() -> None:
    """Make them again from the facets while nobody writes: the clock's row is held."""
    Clock.tick()
    _write(wrong())
