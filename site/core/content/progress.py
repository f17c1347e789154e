"""A line that says how far we are, on a terminal only."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
WIDTH = 30


class Progress:
    def __init__(self, stream: Any = None) -> None:
        self.stream = stream or sys.stderr
        self.shown = bool(getattr(self.stream, "isatty", lambda: False)())

    def over(self, items: Sequence[T], label: str) -> Iterator[T]:
        with self.bar(len(items), label) as tick:
            for item in items:
                yield item
                tick(1)

    @contextmanager
    def bar(self, total: int, label: str) -> Iterator[Callable[[int], None]]:
        done = 0

        def tick(count: int) -> None:
            nonlocal done
            done += count
            if self.shown and total:
                filled = WIDTH * min(done, total) // total
                self._write(f"\r{label} [{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}")

        try:
            yield tick
        finally:
            if self.shown and total:
                self._write("\n")

    def _write(self, text: str) -> None:
        getattr(self.stream, "_out", self.stream).write(text)
        self.stream.flush()
