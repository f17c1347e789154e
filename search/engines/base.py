"""What an engine is: it answers a question with numbers of pages and with counts, nothing more.

What is shown comes from the read model, in the database, whichever engine answered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.question import Question


class EngineError(Exception):
    """The engine did not answer, or its answer makes no sense. Another one is asked."""


class RefusedError(EngineError):
    """The engine is well, and does not want this question."""


@dataclass(frozen=True)
class Piece:
    """A piece of an extract; `marked` when it is what was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Hit:
    page_id: int
    score: float = 0.0
    # Empty when the engine leaves highlighting to `search.extracts`.
    title: tuple[Piece, ...] = ()
    extract: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Results:
    """One page of hits. `counts` says for each facet how many documents each value would give.

    The values of a chosen facet are counted as if that facet were not chosen, so that its siblings stay in sight.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    # Words close to those that gave nothing, the best first.
    suggestions: tuple[str, ...] = ()
    engine: str = ""


class Engine(Protocol):
    """One of SQLite, PostgreSQL, Elasticsearch."""

    name: str
    # Whether it holds a copy, to which writes are pushed after the commit.
    remote: bool

    def search(self, question: Question) -> Results:
        """Raises `EngineError`, within a second."""
        ...

    def suggest(self, start: str, language: str, limit: int) -> Sequence[int]:
        """The pages whose title or other names have words that begin as those of `start`, the best first."""
        ...

    def flush(self) -> None:
        """Send what `search.models.Push` holds, and forget what arrived. Never raises; nothing to do without a copy."""
        ...

    def differences(self) -> "Differences":
        """How what the engine holds differs from the read model."""
        ...

    def rebuild(self, tick: Callable[[int], None]) -> None:
        """Write everything anew while questions are still answered; `tick` is told how many documents were written.

        Begun again after an interruption, it goes on where it was.
        """
        ...


@dataclass(frozen=True)
class Differences:
    """Numbers of pages: known to the read model and not to the engine, the reverse, and with another version."""

    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    # The highest version that the engine holds: above the clock's when the database was restored from a backup.
    newest: int = 0

    @property
    def pages(self) -> tuple[int, ...]:
        return (*self.missing, *self.extra, *self.stale)

    def __bool__(self) -> bool:
        return bool(self.pages)
