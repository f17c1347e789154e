"""The indexes of a prefix, and which of them answers.

An index is named after the hash of its settings, and a number. The alias `prefix-hash` says which one answers: a new one
is filled beside it, then the alias moves. An alias of each index's own is what is written to: unlike the index, it is never
made by a write that comes too late, with fields that the server would guess.
"""

from datetime import UTC, datetime
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.schema import HASH, MAPPINGS, SETTINGS

WRITES = "-writes"


class Indexes:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.family = f"{connection.address.prefix}-"
        # What answers.
        self.alias = f"{self.family}{HASH}"

    def all(self) -> dict[str, set[str]]:
        """Every index of the prefix, those of other versions of the code too, with its aliases."""

        def ask(client: Elasticsearch) -> dict[str, set[str]]:
            found = client.indices.get_alias(index=f"{self.family}*", allow_no_indices=True)
            return {name: set(about["aliases"]) for name, about in found.items()}

        known = self._connection.write(ask)
        # Another prefix may begin with ours: what is ours has the alias that we gave it.
        return {name: aliases for name, aliases in known.items() if name + WRITES in aliases and self._ours(name)}

    def _ours(self, name: str) -> bool:
        parts = name.removeprefix(self.family).split("-")
        return len(parts) == 2 and len(parts[0]) == len(HASH)

    def written(self) -> list[str]:
        """Those that a change must reach: the one that answers, and one that is being filled."""
        return sorted(name for name in self.all() if name.startswith(f"{self.alias}-"))

    def unfinished(self) -> str | None:
        """One that was begun and never answered."""
        found = [name for name, aliases in self.all().items() if self.alias not in aliases]
        return max((name for name in found if name.startswith(f"{self.alias}-")), default=None)

    def create(self) -> str:
        name = f"{self.alias}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        aliases: dict[str, Any] = {name + WRITES: {}}
        self._connection.write(
            lambda client: client.indices.create(
                index=name, settings={"index": SETTINGS}, mappings=MAPPINGS, aliases=aliases
            )
        )
        return name

    def drop(self, name: str) -> None:
        self._connection.write(lambda client: client.options(ignore_status=404).indices.delete(index=name))

    def answer_with(self, name: str) -> None:
        """From now on this one answers, in one move; the others of the prefix go."""
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.alias}}]
        actions += [{"remove_index": {"index": other}} for other in self.all() if other != name]
        self._connection.write(lambda client: client.indices.update_aliases(actions=actions))

    def refresh(self, name: str) -> None:
        """What was written shows."""

        def ask(client: Elasticsearch) -> None:
            client.options(ignore_status=404).indices.refresh(index=name)

        self._connection.write(ask)
