"""How many documents each value of each facet would give: arithmetic on sets of documents. Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from pyroaring import BitMap

from search.sets import Sets

LANGUAGE = "langue"
Chosen = Mapping[str, frozenset[str]]


def union(sets: Iterable[BitMap]) -> BitMap:
    return reduce(BitMap.union, sets, BitMap())


def everything(sets: Sets) -> BitMap:
    """A document has one language."""
    return union(sets.get(LANGUAGE, {}).values())


def having(groups: Sequence[BitMap], needed: int) -> BitMap:
    """What is in so many of `groups`; needs at least one of each."""
    # By number of groups, what is in so many of those that were already looked at.
    found = [BitMap() for _number in range(needed)]
    for group in groups:
        for number in range(needed - 1, 0, -1):
            found[number] |= found[number - 1] & group
        found[0] |= group
    return found[-1]


def narrowed(matched: BitMap, chosen: Chosen, sets: Sets, *, but: str = "") -> BitMap:
    """What of `matched` has, in each facet of which something is chosen, one of the values."""
    for key, values in chosen.items():
        if values and key != but:
            known = sets.get(key, {})
            matched = matched & union(known[value] for value in values if value in known)
    return matched


def counted(matched: BitMap, chosen: Chosen, sets: Sets) -> dict[str, dict[str, int]]:
    """By facet and value. A facet of which something is chosen is counted as if it were not: its siblings stay in sight."""
    right, counts = narrowed(matched, chosen, sets), {}
    for key, values in sets.items():
        among = narrowed(matched, chosen, sets, but=key) if chosen.get(key) else right
        found = ((value, documents.intersection_cardinality(among)) for value, documents in values.items())
        if here := {value: number for value, number in found if number}:
            counts[key] = here
    return counts
