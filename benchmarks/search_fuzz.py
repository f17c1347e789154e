"""Ten thousand addresses that nobody sane would write, asked of the search page, its suggestions and its API.

    python benchmarks/search_fuzz.py [--number 10000] [--seed 1] [--postgres postgres://…] [--elasticsearch elasticsearch+http://…]

For each engine: the statuses, the slowest, what is wrong — a status that no reader should see — and what took more than two seconds,
with how much of it this process used: the rest is the server's, or a busy machine's. The same seed asks the same. In the server
that is named, PostgreSQL gets a database of its own, for as long as it lasts.
"""

import argparse
import logging
import os
import secrets
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from heapq import nlargest
from itertools import cycle
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "site"), str(Path(__file__).parent)]

import psycopg
from search_corpus import again_with

# What each may answer; the addresses are dealt out among them in turn.
PAGES = {
    "/recherche/": {200},
    "/api/v1/recherche/": {200, 400},
    "/en/recherche/": {200},
    "/recherche/suggestions/": {200},
}
# Seconds.
TOO_LONG = 2.0


def ask(number: int, seed: int) -> int:
    import django
    from django.conf import settings

    # As a site that runs, without what a developer is shown; nothing was collected: a page names its static files as they are.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    logging.getLogger("django.request").setLevel(logging.ERROR)
    from django.core.management import call_command
    from django.test import Client

    from search import api
    from search.engines import engine
    from tests.search.fuzz import queries

    for command in (["migrate"], ["load_frameworks"], ["import_content"]):
        call_command(*command, verbosity=0)
    chosen = engine()
    chosen.rebuild(lambda _count: None)
    api.QUESTIONS = api.Limit("fuzz", per_source=10**9, overall=10**9)
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    began, statuses = time.perf_counter(), defaultdict[str, Counter[int]](Counter)
    times: list[tuple[float, str]] = []
    wrong: list[str] = []
    for query, (path, expected) in zip(queries(number, seed), cycle(PAGES.items()), strict=False):
        started, used = time.perf_counter(), time.process_time()
        status = client.get(path, QUERY_STRING=query).status_code
        seconds, used = time.perf_counter() - started, time.process_time() - used
        statuses[path][status] += 1
        times.append((seconds, f"({used:.2f} s of our own) {path}?{query[:160]}"))
        if status not in expected:
            wrong.append(f"{status} {seconds:.2f} s ({used:.2f} s of our own) {path}?{query[:500]}")
    middle = sorted(seconds for seconds, _address in times)[len(times) // 2]
    whole = time.perf_counter() - began
    print(f"{chosen.name}: {number} addresses in {whole:.0f} s, {1000 * middle:.0f} ms each in the middle")
    for path, counted in statuses.items():
        print(f"  {path}: " + ", ".join(f"{counted[status]} × {status}" for status in sorted(counted)))
    for seconds, address in nlargest(3, times):
        print(f"  slowest: {seconds:.2f} s {address!a}")
    print(f"  more than {TOO_LONG:.0f} s: {sum(seconds > TOO_LONG for seconds, _address in times)}")
    print(f"  wrong: {len(wrong)}")
    for line in wrong[:20]:
        print(f"    {line!a}")
    return 1 if wrong else 0


@contextmanager
def a_database(server: str) -> Iterator[str]:
    """A new database in a server of PostgreSQL, for as long as it is used."""
    name = f"fuzz_{secrets.token_hex(4)}"
    with psycopg.connect(server.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", default="")
    parser.add_argument("--elasticsearch", default="")
    options = parser.parse_args()
    if os.environ.get("BENCH"):
        return ask(options.number, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        failed = again_with(f"sqlite:///{folder}/fuzz.sqlite3")
        if options.postgres:
            with a_database(options.postgres) as url:
                failed |= again_with(url)
        if options.elasticsearch:
            failed |= again_with(f"sqlite:///{folder}/elastic.sqlite3", options.elasticsearch)
    return failed


if __name__ == "__main__":
    sys.exit(main())
