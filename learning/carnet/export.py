"""A carnet as a file that its owner keeps, and back. The format is described in `docs/carnet-file.md`.

The three words are not in the file: whoever finds it can read the results, not open the carnet.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from learning.carnet.progress import Try

FORMAT = "pas-a-pas/carnet"
VERSION = 1
MAX_BYTES = 3_000_000
MAX_ROWS = 10_000
MAX_POINTS = 1000
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
_BLOCK_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


class NotACarnet(ValueError):  # noqa: N818
    """The file is something else, or is broken."""


class TooLarge(NotACarnet):
    """More than anybody can have done."""


@dataclass(frozen=True)
class Imported:
    """What a file holds; `ignored` counts the lines that make no sense."""

    tries: tuple[Try, ...]
    ignored: int


def to_document(tries: Iterable[Try], titles: Mapping[UUID, str], now: datetime) -> dict[str, Any]:
    """`titles` are there for people who open the file; they are not read back."""
    rows = list(tries)
    keys = dict.fromkeys(row.page_key for row in rows)
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.isoformat(),
        "modules": {str(key): titles[key] for key in keys if key in titles},
        "attempts": [
            {
                "page": str(row.page_key),
                "step": row.step_id,
                "exercise": row.exercise_id,
                "points": row.points,
                "out_of": row.out_of,
                "answered_at": row.answered_at.isoformat(),
            }
            for row in rows
        ],
    }


def from_bytes(content: bytes, now: datetime) -> Imported:
    """Read a file whose sender is unknown. Raises NotACarnet; a line that makes no sense is counted, never guessed."""
    if len(content) > MAX_BYTES:
        raise TooLarge
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotACarnet from error
    if not isinstance(document, dict) or document.get("format") != FORMAT or document.get("version") != VERSION:
        raise NotACarnet
    rows = document.get("attempts")
    if not isinstance(rows, list):
        raise NotACarnet
    if len(rows) > MAX_ROWS:
        raise TooLarge
    tries = [attempt for row in rows if (attempt := _attempt(row, now))]
    return Imported(tuple(tries), len(rows) - len(tries))


def _attempt(row: Any, now: datetime) -> Try | None:
    if not isinstance(row, dict):
        return None
    try:
        answered_at = datetime.fromisoformat(_text(row, "answered_at", 40))
        if answered_at.tzinfo is None:
            return None
        attempt = Try(
            UUID(_text(row, "page", 36)),
            _block(row, "step"),
            _block(row, "exercise"),
            _number(row, "points"),
            _number(row, "out_of"),
            answered_at.astimezone(UTC),
        )
    except (KeyError, ValueError, OverflowError):
        return None
    possible = 1 <= attempt.out_of <= MAX_POINTS and attempt.points <= attempt.out_of
    in_time = EARLIEST <= attempt.answered_at <= now + timedelta(days=1)
    return attempt if possible and in_time else None


def _text(row: dict[str, Any], name: str, longest: int) -> str:
    value = row[name]
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(name)
    return value


def _block(row: dict[str, Any], name: str) -> str:
    value = _text(row, name, 64)
    if not _BLOCK_ID.fullmatch(value):
        raise ValueError(name)
    return value


def _number(row: dict[str, Any], name: str) -> int:
    value = row[name]
    # True is an int in Python, not in a carnet.
    if type(value) is not int or value < 0:
        raise ValueError(name)
    return value
