"""What one process publishes, the others count at once."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection

from home.models import HomePage
from tests.factories import a_module, a_page

SCRIPT = Path(__file__).with_name("a_process.py")
ROOT = SCRIPT.parents[3]


class Process:
    """One process of a site whose database is a file."""

    def __init__(self, file: Path) -> None:
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{file}", "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment |= {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", "VAR_DIR": str(file.parent), "DEMO": "1"}
        self.running = subprocess.Popen(
            [sys.executable, SCRIPT], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def told(self, what: str, page: int = 0) -> list:
        """Its total and its counts, once it did so."""
        assert self.running.stdin
        assert self.running.stdout
        self.running.stdin.write(f"{what} {page}\n")
        self.running.stdin.flush()
        return json.loads(self.running.stdout.readline())

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_error: object) -> None:
        self.running.communicate()


@pytest.fixture
def processes(home: HomePage, tmp_path: Path) -> Iterator[list[Process]]:
    """Three, on a copy of the test's database."""
    if connection.vendor != "sqlite":
        pytest.skip("the copy of the database is SQLite's")
    a_page(home, "Aide")
    a_module(home, "Un module", minutes=5)
    # With what the test has not committed.
    (tmp_path / "site.sqlite3").write_bytes(connection.connection.serialize())
    with ExitStack() as stack:
        yield [stack.enter_context(Process(tmp_path / "site.sqlite3")) for _number in range(3)]


def test_what_one_process_changes_the_others_count_at_once(processes: list[Process], home: HomePage) -> None:
    first, second, third = processes
    page, module = home.get_children().get(title="Aide").pk, home.get_descendants().get(title="Un module").pk
    everything = first.told("ask")
    assert everything[0] == 3
    assert everything[1]["type"] == {"page": 2, "module": 1}
    assert second.told("ask") == third.told("ask") == everything
    for who, what, expected in (
        (first, "unpublish", {"page": 1, "module": 1}),
        (second, "publish", {"page": 2, "module": 1}),
        (third, "delete", {"page": 1, "module": 1}),
    ):
        told = who.told(what, page)
        assert told[1]["type"] == expected
        assert [other.told("ask") for other in processes] == [told] * 3
    told = second.told("unpublish", module)
    assert told[1]["type"] == {"page": 1}
    assert first.told("ask") == told
