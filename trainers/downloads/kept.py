"""What was built is kept on disk, under a name made of all that it was built from: nothing stale is ever served.

The shelf is the cache `downloads` of the settings: bounded, shared by the processes of a machine, and lost without harm.
A visitor cannot invent a name, so the shelf holds at most a few files for each published page.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import caches

# As many builds may wait for their turn without meeting as there are lock files.
LOCKS = 64


def name_of(parts: Iterable[str]) -> str:
    """The name of what is built from these texts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()


def kept(name: str) -> bytes | None:
    """What was built under this name, if it is still there."""
    found: bytes | None = caches["downloads"].get(name)
    return found


def kept_or_built(name: str, build: Callable[[], bytes]) -> bytes:
    """The same bytes for everybody, built once however many people ask at the same time."""
    if (found := kept(name)) is not None:
        return found
    with _turn(name):
        if (found := kept(name)) is not None:
            return found
        built = build()
        caches["downloads"].set(name, built)
        return built


@contextmanager
def _turn(name: str) -> Iterator[None]:
    """One at a time for each name, in every process of the machine; a process that dies gives its turn back."""
    folder = Path(settings.VAR_DIR) / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{int(name[:8], 16) % LOCKS:02}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
