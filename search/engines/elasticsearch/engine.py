"""`base.Engine` over a server, or several, of Elasticsearch. What to do when none answers is `search.engines.fallback`'s."""

import logging
import time
from collections.abc import Callable, Sequence
from functools import cached_property

from django.db.models import F

from search.engines.base import Differences, EngineError, Results
from search.engines.elasticsearch import answer, copying, query
from search.engines.elasticsearch.address import Address
from search.engines.elasticsearch.connection import NO_INDEX, Connection, NoIndexError
from search.engines.elasticsearch.indexes import Indexes
from search.models import Clock, Push
from search.question import Question, is_empty, required

logger = logging.getLogger(__name__)
BATCH = 1000
# Seconds that a question which must be asked again has at least.
SHORTEST = 0.1


class ElasticsearchEngine:
    name = answer.NAME
    remote = True

    def __init__(self, address: Address) -> None:
        self.address = address

    @cached_property
    def connection(self) -> Connection:
        """Opened by the process that asks, not by the one that forks it."""
        return Connection(self.address)

    @cached_property
    def indexes(self) -> Indexes:
        return Indexes(self.connection)

    def search(self, question: Question) -> Results:
        started, needed = time.monotonic(), required(len(question.sought))
        results = self._search(question, needed, self.address.patience)
        if needed > 1 and is_empty(results.counts):
            # As the database does: where no page has enough of the words, one is enough.
            left = max(self.address.patience - (time.monotonic() - started), SHORTEST)
            results = self._search(question, 1, left)
        return results

    def _search(self, question: Question, needed: int, patience: float) -> Results:
        body = query.body(question, milliseconds=int(patience * 1000), needed=needed)
        return answer.results(self.connection.ask(self.indexes.alias, body, patience=patience))

    def suggest(self, start: str, language: str, limit: int) -> Sequence[int]:
        return answer.pages(self.connection.ask(self.indexes.alias, query.suggestions(start, language, limit)))

    def ping(self) -> None:
        self.connection.ask(self.indexes.alias, {"size": 0, "track_total_hits": False})

    def flush(self) -> None:
        try:
            self.send(hurry=True)
        except EngineError as error:
            logger.warning("Elasticsearch has yet to hear of %s pages: %s", Push.objects.count(), error)

    def send(self, *, hurry: bool = False) -> int:
        """Send what waits, and forget what arrived; returns how many pages. Raises `EngineError`."""
        waiting = list(Push.objects.sendable().values_list("page_id", "version"))
        if not waiting:
            return 0
        connection = self.connection.in_a_hurry() if hurry else self.connection
        indexes = Indexes(connection).written()
        if not indexes:
            raise NoIndexError(NO_INDEX)
        for start in range(0, len(waiting), BATCH):
            chunk = waiting[start : start + BATCH]
            refused = copying.send(connection, chunk, indexes)
            # It shows before it is forgotten: as long as a change waits, the database answers.
            Indexes(connection).refresh(self.indexes.alias)
            _forget(chunk, refused)
        return len(waiting)

    def differences(self) -> Differences:
        self.indexes.refresh(self.indexes.alias)
        return copying.compared(copying.held(self.connection, self.indexes.alias))

    def rebuild(self, tick: Callable[[int], None]) -> None:
        """Fill a new index, or the one that an interrupted rebuild left, then let it answer.

        Changes reach it as soon as it exists (`send`), so nothing is missed however long it takes.
        """
        index = self._begun() or self.indexes.create()
        known = copying.held(self.connection, index)
        tick(len(known))
        for _round in range(3):
            found = copying.compared(known)
            if not found:
                break
            self._fill(index, found, tick)
            self.indexes.refresh(index)
            known = copying.held(self.connection, index)
        self.indexes.answer_with(index)
        self.flush()

    def _begun(self) -> str | None:
        """What was begun goes on, unless it remembers a future that a restored backup lost."""
        index = self.indexes.unfinished()
        if index is None:
            return None
        self.indexes.refresh(index)
        newest = copying.compared(copying.held(self.connection, index)).newest
        if newest <= Clock.now():
            return index
        self.indexes.drop(index)
        return None

    def _fill(self, index: str, found: Differences, tick: Callable[[int], None]) -> None:
        now = Clock.now()
        pages = sorted(found.pages)
        for start in range(0, len(pages), BATCH):
            chunk = pages[start : start + BATCH]
            refused = copying.send(self.connection, [(page, now) for page in chunk], [index])
            for page, reason in refused.items():
                logger.error("Elasticsearch refuses page %s: %s", page, reason)
            tick(len(chunk))

    def close(self) -> None:
        self.connection.close()


def _forget(sent: list[copying.Change], refused: dict[int, str]) -> None:
    """Strike out what arrived. A page that changed meanwhile has another number, and stays."""
    arrived: dict[int, list[int]] = {}
    for page, version in sent:
        if page not in refused:
            arrived.setdefault(version, []).append(page)
    for version, pages in arrived.items():
        Push.objects.filter(version=version, page_id__in=pages).delete()
    for page, reason in refused.items():
        logger.error("Elasticsearch refuses page %s: %s", page, reason)
        Push.objects.filter(page_id=page).update(attempts=F("attempts") + 1, error=reason)
