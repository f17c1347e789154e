"""Blocks that a file brings, settled against those that the page has: what is the same stays the same, ids included.

A file rarely says ids. A block without one takes the id of the block it continues: the one with the same content,
else the one with the same beginning (a step's title, an exercise's instruction), else the one at the same rank among
those left. Progress and translations, which point to these ids, are kept. A block that continues none gets an id made
from the page's id and its place, so that two sites that
import the same file agree.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from wagtail import blocks

from core.content.block_writing import write
from core.content.context import Names, Writing

Item = dict[str, Any]


class Ids:
    """Ids for one page: never one that is already used there."""

    def __init__(self, page_key: uuid.UUID, used: Iterable[str]) -> None:
        self.page_key, self.used = page_key, set(used)

    def new(self, names: Names) -> str:
        path = "/".join(str(name) for name in names)
        for salt in range(len(self.used) + 1):
            made = str(uuid.uuid5(self.page_key, f"{path}#{salt}" if salt else path))
            if made not in self.used:
                break
        self.used.add(made)
        return made


def all_ids(raw: Any) -> Iterator[str]:
    """Every id in stored blocks."""
    if isinstance(raw, dict):
        if raw.get("id") and "value" in raw:
            yield raw["id"]
        for value in raw.values():
            yield from all_ids(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from all_ids(value)


def settle(block: blocks.Block, new: Any, old: Any, names: Names, ids: Ids, writing: Writing) -> Any:
    """`new` with its ids; parts written like those of `old` come back as they were there. `old` may be None."""
    if isinstance(block, blocks.StructBlock):
        old = old or {}
        return {
            name: settle(child, new[name], old.get(name), (*names, name), ids, writing)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return _settle_items(lambda _item: block.child_block, new, old or [], names, ids, writing)
    if isinstance(block, blocks.BaseStreamBlock):
        return _settle_items(lambda item: block.child_blocks[item["type"]], new, old or [], names, ids, writing)
    if old is not None and write(block, new, writing) == write(block, old, writing):
        return old
    return new


def _settle_items(
    block_of: Callable[[Item], blocks.Block], new: list[Item], old: list[Item], names: Names, ids: Ids, writing: Writing
) -> list[Item]:
    continued = _continued(block_of, new, old, writing)
    settled = []
    for n, item in enumerate(new):
        before = continued[n]
        here = (*names, n)
        value = settle(block_of(item), item["value"], before and before["value"], here, ids, writing)
        settled.append(item | {"value": value, "id": item["id"] or (before["id"] if before else ids.new(here))})
    return settled


def _continued(
    block_of: Callable[[Item], blocks.Block], new: Sequence[Item], old: Sequence[Item], writing: Writing
) -> list[Item | None]:
    """For each new item, the old one that it continues."""
    result: list[Item | None] = [None] * len(new)
    given = {item["id"] for item in new if item["id"]}
    left = [item for item in old if item["id"] not in given]
    for n, item in enumerate(new):
        if item["id"]:
            result[n] = next((o for o in old if o["id"] == item["id"] and o["type"] == item["type"]), None)
    if not left:
        return result
    written = {id(item): write(block_of(item), item["value"], writing) for item in (*new, *left)}
    for same in (lambda item: written[id(item)], lambda item: _beginning(written[id(item)]), lambda _item: None):
        waiting: dict[Any, list[Item]] = {}
        for item in left:
            waiting.setdefault((item["type"], repr(same(item))), []).append(item)
        for n, item in enumerate(new):
            candidates = waiting.get((item["type"], repr(same(item))))
            if candidates and result[n] is None and not item["id"]:
                result[n] = before = candidates.pop(0)
                left.remove(before)
    return result


def _beginning(written: Any) -> Any:
    """The first value of a struct: its title, its instruction."""
    return next(iter(written.values()), "") if isinstance(written, dict) else written
