"""Full text in the database file: SQLite's FTS5."""

from collections.abc import Callable, Sequence

from search.engines.base import Differences, Results
from search.question import Question


class SqliteEngine:
    name = "sqlite"
    remote = False

    def search(self, question: Question) -> Results:
        raise NotImplementedError

    def suggest(self, start: str, language: str, limit: int) -> Sequence[int]:
        raise NotImplementedError

    def flush(self) -> None:
        pass

    def differences(self) -> Differences:
        return Differences()

    def rebuild(self, tick: Callable[[int], None]) -> None:
        pass
