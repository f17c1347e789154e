"""Faults of Elasticsearch under traffic: readers ask through gunicorn, editors publish, and the server is mistreated.

    python benchmarks/search_traffic.py [--seconds 6] [--readers 6] [--editors 2] [--workers 3] [--database postgres://…]

A node of its own behind a proxy is stopped, frozen, killed, answers rubbish and comes back; then the node of a cluster of three that
takes the writes is killed. Each time: how many pages were asked and how many failed, the slowest, whether what an editor had just
published was found at once, and whether the index is as the database when all is well again. Without a database, an SQLite file.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "site")]

from tests.servers.distribution import VERSIONS, versions
from tests.servers.node import Node, cluster, running
from tests.servers.proxy import Mode, Proxy, proxy
from tests.servers.system import free_port, until

QUESTIONS = ("mot+de+passe", "caf", "imprimente", "joindre+un+justificatif", "comment+faire+un+cv", "traverse", "")
# Seconds that a page may take before it counts as failed: far more than anybody waits.
GIVEN_UP = 20


@dataclass
class Seen:
    """What readers and editors saw during a fault."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    published: list[float] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)

    def tell(self, name: str) -> None:
        times = sorted(self.seconds) or [0.0]
        print(
            f"{name}: {len(times)} pages, {len(self.failures)} failed, middle {times[len(times) // 2]:.2f} s, slowest"
            f" {times[-1]:.2f} s; {len(self.published)} published, slowest {max(self.published, default=0):.2f} s,"
            f" {len(self.not_found)} not found at once",
            flush=True,
        )
        for failure in (*self.failures[:3], *self.not_found[:3]):
            print(f"    {failure}")


class Traffic:
    """Readers in threads of this process, asking the workers of gunicorn; editors in threads that publish as the site does."""

    def __init__(self, port: int, readers: int, editors: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.readers, self.editors = readers, editors
        self.seen = Seen()
        self._over = threading.Event()
        self._number = 0
        self._lock = threading.Lock()

    def get(self, path: str, seen: Seen) -> str:
        started = time.monotonic()
        try:
            with urllib.request.urlopen(f"{self.base}{path}", timeout=GIVEN_UP) as answer:
                text = answer.read().decode()
        except OSError as error:
            seen.failures.append(f"{path}: {error}")
            text = ""
        seen.seconds.append(time.monotonic() - started)
        return text

    def read(self) -> None:
        chance = random.Random(threading.get_ident())
        while not self._over.is_set():
            self.get(f"/recherche/?q={chance.choice(QUESTIONS)}", self.seen)

    def publish(self) -> None:
        from django.db import connections

        from home.models import HomePage, StandardPage

        home = HomePage.objects.order_by("path").first()
        while home and not self._over.is_set():
            with self._lock:
                self._number += 1
                name = f"Traverse{self._number}x"
                seen, started = self.seen, time.monotonic()
                # The tree of pages is written by one at a time, as everywhere in Wagtail.
                page = HomePage.objects.get(pk=home.pk).add_child(
                    instance=StandardPage(title=name, summary="Une page.")
                )
            page.save_revision().publish()
            seen.published.append(time.monotonic() - started)
            if name not in self.get(f"/recherche/?q={name}", seen):
                seen.not_found.append(name)
        connections.close_all()

    @contextmanager
    def flowing(self) -> Iterator[None]:
        threads = [threading.Thread(target=self.read) for _reader in range(self.readers)]
        threads += [threading.Thread(target=self.publish) for _editor in range(self.editors)]
        self._over.clear()
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def during(self, name: str, seconds: float, *changes: Callable[[], object]) -> None:
        """Each change under traffic, so many seconds apart."""
        self.seen = Seen()
        with self.flowing():
            for change in changes:
                change()
                time.sleep(seconds)
        self.seen.tell(name)
        self.compare()

    def compare(self) -> None:
        """Whether, when all is well again, nothing waits and the index is as the database."""
        from search.checking import read_model_differences
        from search.engines import engine
        from search.models import Push

        chosen: Any = engine()
        caught_up = until(chosen.catching_up.attempt, 60)
        differences, waiting = chosen.differences(), Push.objects.count()
        lost = read_model_differences()
        print(f"    caught up: {caught_up}; {waiting} waiting, index {differences}, read model {lost}", flush=True)


@contextmanager
def served(port: int, workers: int) -> Iterator[None]:
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "-b", f"127.0.0.1:{port}", "-w", str(workers)]
    process = subprocess.Popen([*command, "--log-level", "error"], stderr=subprocess.DEVNULL)
    try:
        if not until(lambda: _answers(port), 120):
            raise SystemExit("gunicorn does not answer")
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/recherche/", timeout=GIVEN_UP):
            return True
    except OSError:
        return False


def one_node(traffic: Traffic, node: Node, between: Proxy, seconds: float) -> None:
    def mode(wanted: Mode) -> Callable[[], None]:
        return lambda: setattr(between, "mode", wanted)

    traffic.during("all is well", seconds, lambda: None)
    traffic.during("stopped and started", seconds, node.stop, node.start)
    traffic.during("frozen (SIGSTOP) and thawed", seconds, node.freeze, node.thaw)
    traffic.during("killed (SIGKILL) and started", seconds, node.kill, node.start)
    for fault in (Mode.GARBAGE, Mode.HANG, Mode.CUT):
        traffic.during(f"proxy: {fault.value}", seconds, mode(fault), mode(Mode.PASS))
    traffic.during("restarted in mid-traffic", seconds, lambda: (node.stop(), node.start()))


def three_nodes(traffic: Traffic, nodes: list[Node], seconds: float) -> None:
    from search.engines import engine

    chosen: Any = engine()
    shards = nodes[0].ask("GET", f"/_cat/shards/{chosen.engine.indexes.alias}?format=json")
    primary = next(shard["node"] for shard in shards if shard["prirep"] == "p")
    traffic.during(
        "one of three nodes killed", seconds, lambda: None, nodes[int(primary.removeprefix("node-"))].kill, lambda: None
    )


def prepare() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from search.engines import engine

    call_command("migrate", verbosity=0)
    from home.models import HomePage

    if not HomePage.objects.exists():
        call_command("load_frameworks", verbosity=0)
        call_command("import_content", verbosity=0)
    engine().rebuild(lambda _count: None)


def run(options: argparse.Namespace) -> None:
    """In a process of its own for each SEARCH_URL, which Django keeps for good."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "nodes"
        with running(Node(versions()[0], where)) if options.part == "one" else nullcontext() as node:
            if node:
                with proxy(node.port) as between:
                    _name(f"http://127.0.0.1:{between.port}")
                    prepare()
                    with served(port, options.workers):
                        one_node(Traffic(port, options.readers, options.editors), node, between, options.seconds)
                return
        with cluster(VERSIONS[0], where) as nodes:
            _name("http://" + ",".join(f"127.0.0.1:{node.port}" for node in nodes))
            prepare()
            with served(port, options.workers):
                three_nodes(Traffic(port, options.readers, options.editors), nodes, options.seconds)


def _name(address: str) -> None:
    os.environ["SEARCH_URL"] = f"elasticsearch+{address}/traffic"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--readers", type=int, default=6)
    parser.add_argument("--editors", type=int, default=2)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--database", default="")
    parser.add_argument("--part", choices=["one", "three"], default="")
    options = parser.parse_args()
    if options.part:
        run(options)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for part in ("one", "three"):
            database = options.database or f"sqlite:///{folder}/{part}.sqlite3"
            environment = os.environ | {"DATABASE_URL": database, "DEBUG": "1", "DEMO": "1", "PYTHONPATH": ".:site"}
            environment |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
            if subprocess.run([sys.executable, *sys.argv, "--part", part], env=environment, check=False).returncode:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
