"""A circuit breaker: who does not answer is left alone for a while, so that the next visitors do not wait for it."""

import threading
import time
from collections.abc import Callable

SHORTEST, LONGEST = 1.0, 30.0


class Breaker:
    """Shared by the threads of a process. Closed: everybody may ask. Open: nobody, until one who tries when the time has
    come; each failure then doubles the time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._wait = 0.0
        self._until = 0.0

    @property
    def closed(self) -> bool:
        return not self._wait

    def allows(self) -> bool:
        """Whether the caller may ask; it must then say how it went. Open, only one caller may at a time."""
        with self._lock:
            if not self._wait:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._wait
            return True

    def failed(self) -> bool:
        """Whether it was closed until now."""
        with self._lock:
            first = not self._wait
            self._wait = min(max(self._wait * 2, SHORTEST), LONGEST)
            self._until = self._clock() + self._wait
            return first

    def succeeded(self) -> bool:
        """Whether it was open until now."""
        with self._lock:
            was_open = bool(self._wait)
            self._wait = 0.0
            return was_open
