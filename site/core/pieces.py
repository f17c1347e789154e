"""Cutting texts into lines and rows into batches. Pure functions."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def lines_of(text: str) -> list[str]:
    """The lines that say something, without the spaces around them: what a field with « une chose par ligne » holds."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def in_batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """`items` in order, `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
