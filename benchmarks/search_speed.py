"""How fast the search is with 1,000, 10,000 and 85,713 real French documents, beside what the engine alone would take.

    python benchmarks/search_speed.py [--postgres postgres://…] [--elasticsearch elasticsearch+http://…] [--sizes 1000,10000,85713]

CORPORA names the folder of the data. Each measure is the best of several goes, one of each in turn, so that ratios hold whatever
else the machine does. The bare request is the engine's own ranking of the same word, ten documents: `ORDER BY rank` of FTS5,
`ts_rank` of PostgreSQL; for Elasticsearch it has the page's facets and extracts. A slope is that of the logarithm of the
time against that of the number of documents: 0 does not grow, 1 grows as much as they do. The databases that are named are emptied.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from itertools import islice
from math import log
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from urllib.parse import quote

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "site"), str(Path(__file__).parent)]

from search_corpus import LOAD, fill, set_up, texts, with_each

if TYPE_CHECKING:
    from search.engines.base import Results
    from search.question import Question

# Words of the law: the first is in nearly every text, the others in a half to a third.
COMMON = "article", "travail", "conditions"
QUESTIONS = "préavis du contrat de travail", "congé maternité salarié", "durée du travail de nuit", "apprantissage"
ROUNDS = 7
Times = dict[str, float]


def measure(sizes: list[int]) -> None:
    set_up()
    from django.db import connection

    from search.engines import engine

    chosen, source, there, found = engine(), texts(*LOAD), 0, dict[int, Times]()
    for size in sizes:
        number, started = size - there, time.perf_counter()
        there += len(fill(islice(source, number)))
        written, started = number / (time.perf_counter() - started), time.perf_counter()
        chosen.rebuild(lambda _count: None)
        indexed = there / (time.perf_counter() - started)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"\n{chosen.name}, {there} documents; a second: {written:.0f} written, {indexed:.0f} indexed anew")
        found[there] = measured(calls())
        show(found[there])
    if len(found) > 1:
        slopes(found)


def show(times: Times) -> None:
    for name, seconds in times.items():
        alone = times.get(f"{name.partition(':')[0]}: bare")
        ratio = f", {seconds / alone:.2f} times the bare request" if alone and not name.endswith("bare") else ""
        print(f"  {name}: {1000 * seconds:.1f} ms{ratio}")


def measured(todo: Mapping[str, Callable[[], object]]) -> Times:
    """The seconds of the best go of each, all of them in turn; of this process where all is done in it, as with SQLite."""
    from django.db import connection

    from search.engines import engine

    alone = connection.vendor == "sqlite" and not engine().remote
    clock = time.process_time if alone else time.perf_counter
    best = dict.fromkeys(todo, float("inf"))
    for _round in range(ROUNDS):
        for name, call in todo.items():
            started = clock()
            call()
            best[name] = min(best[name], clock() - started)
    return best


def calls() -> dict[str, Callable[[], object]]:
    """What is measured, by name; what is before the colon is compared with its bare request."""
    from django.test import Client

    from search.engines import engine
    from search.question import Alternative, Group, Question
    from search.understanding import understand

    client, todo = Client(SERVER_NAME="localhost"), dict[str, Callable[[], object]]()

    def page(address: str) -> Callable[[], object]:
        def call() -> None:
            # A page that is refused would be a fast one.
            status = client.get(address).status_code
            if status != 200:
                raise SystemExit(f"{address}: {status}")

        return call

    def both(name: str, address: str) -> None:
        """The page, and what the site does of it: what grows of the one and not of the other is the engine's."""
        todo[name] = page(address)
        todo[f"{name}, the engine aside"] = aside(todo[name])

    for word in COMMON:
        question = Question(typed=word, groups=(Group(word, (Alternative((word,)),)),), size=10)
        todo[f"{word}: bare"] = bare(question)
        if ranked := ranking(question):
            todo[f"{word}: ranked"] = ranked
        todo[f"{word}: ranked, total and every count"] = lambda question=question: engine().search(question)
        both(f"{word}: page", f"/recherche/?q={quote(word)}")
    for typed in QUESTIONS:
        todo[f"{typed}, understood"] = lambda typed=typed: understand(typed)
        asked = Question(typed=typed, groups=understand(typed))
        todo[f"{typed}, answered"] = lambda asked=asked: engine().search(asked)
        both(f"{typed}, page", f"/recherche/?q={quote(typed)}")
    both("without words, page", "/recherche/?tri=titre")
    both("the latest, page", "/recherche/?tri=recent&theme=t1&theme=t2")
    both("API", "/api/v1/recherche/?q=travail")
    todo["suggestions, two letters"] = page("/recherche/suggestions/?q=co")
    todo["suggestions, two words"] = page("/recherche/suggestions/?q=contrat+de+tra")
    return todo


class Answered:
    """An engine that remembers its answers."""

    def __init__(self) -> None:
        self.given = dict[str, "Results"]()

    def search(self, question: "Question") -> "Results":
        from search.engines import engine

        key = repr(question)
        if key not in self.given:
            self.given[key] = engine().search(question)
        return self.given[key]


def aside(call: Callable[[], object]) -> Callable[[], object]:
    """The same with the answer of the engine already there."""
    answered = Answered()

    def without_engine() -> None:
        with patch("search.finding.engine", lambda: answered):
            call()

    without_engine()
    return without_engine


def bare(question) -> Callable[[], object]:
    """What the engine alone takes."""
    from django.db import connection

    from search.engines import engine
    from search.words import stem

    [group] = question.groups
    if engine().remote:
        from search.engines.elasticsearch import query

        elastic, body = engine().engine, query.body(question, milliseconds=5000)
        return lambda: elastic.connection.writing.search(index=elastic.indexes.alias, body=body)
    if connection.vendor == "sqlite":
        sql = "SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY rank LIMIT 10"
        params = [f'"{stem(group.typed)}"']
    else:
        sql = (
            "SELECT id FROM search_searchdocument WHERE search_vector @@ plainto_tsquery('pas_a_pas_fr', %s)"
            " ORDER BY ts_rank(search_vector, plainto_tsquery('pas_a_pas_fr', %s)) DESC LIMIT 10"
        )
        params = [group.typed] * 2

    def call() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()

    return call


def ranking(question) -> Callable[[], object] | None:
    """The ten best without the total nor the counts; Elasticsearch gives all at once."""
    from search import sets
    from search.engines import engine
    from search.engines.database import Asked, DatabaseEngine

    chosen = engine()
    if not isinstance(chosen, DatabaseEngine):
        return None
    known = sets.read()
    found, rarity = chosen.found(question, known)
    return lambda: chosen.best(Asked(question, known, found, rarity, found[0]))


def slopes(found: Mapping[int, Times]) -> None:
    print("\nHow the times grow (log-log slope):")
    sizes = sorted(found)
    for name in found[sizes[0]]:
        times = [found[size][name] for size in sizes]
        slope = statistics.linear_regression([log(size) for size in sizes], [log(value) for value in times]).slope
        print(f"  {slope:5.2f} {name}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", default="")
    parser.add_argument("--elasticsearch", default="")
    parser.add_argument("--sizes", default="1000,10000,85713")
    options = parser.parse_args()
    if os.environ.get("BENCH"):
        measure([int(size) for size in options.sizes.split(",")])
        return 0
    return with_each(options)


if __name__ == "__main__":
    sys.exit(main())
