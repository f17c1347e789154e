"""How fast the search is with 1,000, 10,000 and 85,713 real French documents, beside what the database alone would take.

    python benchmarks/search_speed.py [--postgres postgres://…] [--sizes 1000,10000,85713]

CORPORA names the folder of the data. Everything of one size is measured in one go, one after the other, so that ratios hold
whatever else the machine does. The databases that are named are emptied.
"""

import argparse
import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "site"), str(Path(__file__).parent)]

from search_corpus import LOAD, Clock, again_with, fill, set_up, texts

SEVERAL = "préavis du contrat de travail", "congé maternité salarié", "durée du travail de nuit"


def measure(sizes: list[int]) -> None:
    set_up()
    from django.db import connection

    from search.engines import engine
    from search.models import SearchDocument, SearchWord

    source, clock, there = texts(*LOAD), Clock(), 0
    for size in sizes:
        started = time.perf_counter()
        there += len(fill(islice(source, size - there)))
        rate = there / (time.perf_counter() - started)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(
            f"\n{SearchDocument.objects.count()} documents, {engine().name}; {rate:.0f} written a second, words included"
        )
        common = SearchWord.objects.exclude(word__contains=" ").order_by("-documents", "word")
        for word in [row.word for row in common[:40] if len(row.word) > 4 and not row.word.isdigit()][:3]:
            _compare(clock, word)
        for typed in SEVERAL:
            _question(clock, typed)


def _compare(clock: Clock, word: str) -> None:
    from django.db import connection

    from search.engines import engine
    from search.models import SearchDocument
    from search.question import Alternative, Group, Question, choices
    from search.words import stem

    question = Question(typed=word, groups=(Group(word, (Alternative((word,)),)),), size=10)
    chosen = engine()
    matched, choice, there = chosen.matched(question, 1), choices(question), SearchDocument.objects.count()
    ranked = clock.best(lambda: chosen.best(question, matched, choice, there))
    whole = clock.best(lambda: chosen.search(question))
    raw = float("nan")
    if connection.vendor == "sqlite":

        def alone() -> None:
            with connection.cursor() as cursor:
                sql = "SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY rank LIMIT 10"
                cursor.execute(sql, [f'"{stem(word)}"'])
                cursor.fetchall()

        raw = clock.best(alone)
    print(
        f"  {word:14} {chosen.search(question).total:6} found: raw {1000 * raw:.1f} ms, ranked {1000 * ranked:.1f} ms"
        f" ({ranked / raw:.2f}), with every count {1000 * whole:.1f} ms ({whole / raw:.2f})"
    )


def _question(clock: Clock, typed: str) -> None:
    from search.engines import engine
    from search.question import Question
    from search.understanding import understand

    understood = clock.best(lambda: understand(typed))
    question = Question(typed=typed, groups=understand(typed))
    whole = clock.best(lambda: engine().search(question))
    total = engine().search(question).total
    print(f"  {typed}: {total} found in {1000 * whole:.1f} ms, understood in {1000 * understood:.1f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", default="")
    parser.add_argument("--sizes", default="1000,10000,85713")
    options = parser.parse_args()
    if os.environ.get("BENCH"):
        measure([int(size) for size in options.sizes.split(",")])
        return 0
    with tempfile.TemporaryDirectory() as folder:
        failed = again_with(f"sqlite:///{folder}/speed.sqlite3")
    if options.postgres:
        failed |= again_with(options.postgres)
    return failed


if __name__ == "__main__":
    sys.exit(main())
