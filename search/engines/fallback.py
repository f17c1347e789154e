"""A remote engine, and the database's when the remote one cannot be trusted to answer, or to know everything."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol, TypeVar

from django.db import DatabaseError, connections
from django.utils import timezone

from search.engines.base import Differences, Engine, EngineError, RefusedError, Results
from search.engines.breaker import Breaker
from search.models import Push
from search.question import Question

logger = logging.getLogger(__name__)
T = TypeVar("T")
# What waits for longer than this was missed by whoever wrote it: somebody else sends it.
MISSED = timedelta(seconds=5)
# Seconds between two tries to reach an engine that is away.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0


class Remote(Engine, Protocol):
    """An engine that holds a copy."""

    def send(self, *, hurry: bool = False) -> int:
        """Send what waits; returns how many pages. Raises `EngineError`."""
        ...

    def ping(self) -> None:
        """Raises `EngineError` when it would not answer a question."""
        ...


class FallbackEngine:
    """Answers with the remote engine when it is well and has heard of every change; else with the database's."""

    remote = True

    def __init__(self, engine: Remote, database: Callable[[], Engine], *, catch_up: bool = True) -> None:
        self.engine = engine
        self.name = engine.name
        self.breaker = Breaker()
        self._database = database
        self.catching_up = CatchUp(self, on=catch_up)

    def search(self, question: Question) -> Results:
        return self._ask(lambda engine: engine.search(question))

    def suggest(self, start: str, language: str, limit: int) -> Sequence[int]:
        return self._ask(lambda engine: engine.suggest(start, language, limit))

    def _ask(self, request: Callable[[Engine], T]) -> T:
        if not self._is_behind() and self._may_ask():
            try:
                found = request(self.engine)
            except RefusedError:
                logger.exception("%s refuses a question", self.name)
            except EngineError as error:
                self.failed(error)
            else:
                self.succeeded()
                return found
        return request(self._database())

    def _is_behind(self) -> bool:
        """A page that has just been published, or taken away, is shown as it is, though the copy does not know yet."""
        oldest = Push.objects.sendable().values_list("created_at", flat=True).first()
        if oldest is None:
            return False
        if oldest < timezone.now() - MISSED:
            self.catching_up.begin()
        return True

    def _may_ask(self) -> bool:
        if not self.breaker.closed:
            self.catching_up.begin()
        return self.breaker.allows()

    def flush(self) -> None:
        if self._may_ask():
            try:
                if self.engine.send(hurry=True):
                    self.succeeded()
            except EngineError as error:
                self.failed(error)

    def failed(self, error: EngineError) -> None:
        if self.breaker.failed():
            logger.warning("%s does not answer, the database does: %s", self.name, error)
        self.catching_up.begin()

    def succeeded(self) -> None:
        if self.breaker.succeeded():
            logger.warning("%s answers again", self.name)

    def differences(self) -> Differences:
        return self.engine.differences()

    def rebuild(self, tick: Callable[[int], None]) -> None:
        self.engine.rebuild(tick)


class CatchUp:
    """One thread a process, while the engine is away or has something to hear: no visitor waits to see if it is back."""

    def __init__(self, engine: FallbackEngine, *, on: bool) -> None:
        self._engine = engine
        self._on = on
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        with self._lock:
            if self._on and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._run, name="search-catch-up", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        pause, done = FIRST_PAUSE, False
        while not done:
            try:
                done = self.attempt()
            except DatabaseError:
                # The database has troubles of its own. Whoever finds that something waits begins again.
                logger.exception("What %s missed was not sent", self._engine.name)
                done = True
            finally:
                connections.close_all()
            if not done:
                time.sleep(pause)
                pause = min(pause * 1.5, LONGEST_PAUSE)

    def attempt(self) -> bool:
        """Send what waits; whether the engine is well and nothing waits any more."""
        try:
            # Quick to tell when it is still away, and that there is an index.
            self._engine.engine.ping()
            self._engine.engine.send()
        except EngineError as error:
            self._engine.failed(error)
            return False
        self._engine.succeeded()
        return not Push.objects.sendable().exists()
