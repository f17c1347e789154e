"""Three states of a plan: the original as its adapter knows it, the original now, and the adapted plan. What to propose?

Pure rules. Taking a change, or keeping one's own words, moves what is known: the same change is not proposed twice, and a
later one of the same place is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trainers.adapting.licensing import may_copy
from trainers.plans.differences import LISTS, Block, Difference, Kind, Part, State, apply, compare


class Choice(StrEnum):
    TAKE = "prendre"
    KEEP = "garder"


@dataclass(frozen=True, eq=False)
class Proposal:
    """One change of the original, beside what the adapted plan says at the same place.

    `changed_too` when the adapter changed it as well; `is_conflict` when taking would replace their words.
    """

    difference: Difference
    mine: Any
    changed_too: bool
    is_conflict: bool
    # What makes it this very choice: nothing is decided on what was not shown.
    digest: str
    # The licence that forbids to take it, if one does.
    forbidden: str = ""

    @property
    def key(self) -> str:
        return self.difference.key

    @property
    def can_be_taken(self) -> bool:
        return not self.forbidden


def proposals(known: State, now: State, mine: State, parts: Iterable[Part]) -> list[Proposal]:
    """What changed in the original and is not so in the adapted plan already, in the plan's order."""
    changes = compare(known, now, parts)
    return [_proposal(one, known, now, mine) for one in changes if apply(mine, [one]) != mine]


def _proposal(one: Difference, known: State, now: State, mine: State) -> Proposal:
    was, is_mine = said(known, one), said(mine, one)
    changed = was != is_mine
    merges = one.part.shape in LISTS or one.kind in (Kind.ADDED, Kind.MOVED)
    shown = json.dumps([one.key, was, said(now, one), is_mine], sort_keys=True, default=str)
    digest = hashlib.blake2s(shown.encode(), digest_size=8).hexdigest()
    return Proposal(one, is_mine, changed, changed and not merges, digest, _forbidden(one))


def _forbidden(one: Difference) -> str:
    """A new file, or another file under the same title, comes with its own licence."""
    if one.part.name != "attachments" or one.block is None or one.kind in (Kind.REMOVED, Kind.MOVED):
        return ""
    licence = one.block["value"].get("licence") or ""
    return "" if may_copy(licence) else licence or "?"


def said(state: State, one: Difference) -> Any:
    """What `state` says where the difference stands: a value, a whole block, or the place of a block."""
    if one.block is None:
        return state[one.part.name]
    blocks: Sequence[Block] = state[one.part.name]
    key = one.block["id"]
    if one.kind == Kind.MOVED:
        # Its neighbour says where it stands better than a number, which changes with every other block.
        order = [block["id"] for block in blocks]
        return order[order.index(key) - 1] if key in order[1:] else "" if key in order else None
    block = next((block for block in blocks if block["id"] == key), None)
    if block is None or one.inside is None:
        return block
    return block["value"].get(one.inside.name)


@dataclass(frozen=True)
class Decided:
    """`stale` are the proposals that changed since they were shown: they are asked again."""

    taken: tuple[Proposal, ...]
    kept: tuple[Proposal, ...]
    stale: tuple[Proposal, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.taken or self.kept)


def decide(offered: Iterable[Proposal], choices: State, seen: State, *, take_all: bool = False) -> Decided:
    """`choices` and `seen` by key: what was chosen, and the digest of what was shown.

    With `take_all`, everything that replaces no word of the adapter is taken, whatever was chosen beside it.
    """
    taken, kept, stale = [], [], []
    for one in offered:
        choice = choices.get(one.key)
        if take_all and choice != Choice.KEEP and not one.is_conflict:
            choice = Choice.TAKE
        if choice not in (Choice.TAKE, Choice.KEEP) or (choice == Choice.TAKE and not one.can_be_taken):
            continue
        if seen.get(one.key) != one.digest:
            stale.append(one)
        elif choice == Choice.TAKE:
            taken.append(one)
        else:
            kept.append(one)
    return Decided(tuple(taken), tuple(kept), tuple(stale))


def settled(known: State, decided: Decided) -> dict[str, Any]:
    """What the adapter knows of the original once they decided."""
    return apply(known, [one.difference for one in (*decided.taken, *decided.kept)])


def taken(mine: State, decided: Decided) -> dict[str, Any]:
    """The adapted plan with what was taken."""
    return apply(mine, [one.difference for one in decided.taken])


def touched(decided: Decided) -> set[str]:
    return {one.difference.part.name for one in decided.taken}
