"""What Elasticsearch costs: documents copied a second, and a question through the site against the bare request.

    CORPORA=folder python benchmarks/search_elasticsearch.py [--server elasticsearch+http://…/prefix] [--load]

Without a server it starts one of the tests' own. `--load` takes the large corpus. The bare request asks for the same hits, facets
and extracts, of the same client; what the site adds is to write the question, check that nothing waits, read the answer, and fetch
the documents that the page shows.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "site"), str(Path(__file__).parent)]

from search_corpus import CORPORA, LOAD, QUALITY, again_with, fill, no_texts, set_up, texts

ROUNDS = 5


def milliseconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - started)


def measure(large: bool) -> None:
    set_up()
    from search.engines import engine

    seconds = time.perf_counter()
    known = fill(texts(*LOAD) if large else texts(QUALITY))
    print(f"read model: {len(known) / (time.perf_counter() - seconds):.0f} documents a second")
    chosen = engine()
    seconds = time.perf_counter()
    chosen.rebuild(lambda _count: None)
    print(f"copy: {len(known) / (time.perf_counter() - seconds):.0f} documents a second, {len(known)} in all")
    compare(chosen)


def compare(chosen) -> None:
    from search.engines.elasticsearch import query
    from search.models import SearchDocument
    from search.question import Question
    from search.understanding import understand

    lines = (CORPORA / "search" / "queries-dev.tsv").read_text().splitlines()
    questions = [Question(typed=line.partition("\t")[2], groups=understand(line.partition("\t")[2])) for line in lines]
    elastic, raw, asked, shown = chosen.engine, [], [], []
    client, alias = elastic.connection.writing, elastic.indexes.alias
    for turn in range(ROUNDS + 2):
        for question in questions:
            body = query.body(question, milliseconds=5000)
            times = (
                milliseconds(lambda body=body: client.search(index=alias, body=body)),
                milliseconds(lambda question=question: chosen.search(question)),
                milliseconds(
                    lambda question=question: SearchDocument.objects.in_order(
                        hit.page_id for hit in chosen.search(question).hits
                    )
                ),
            )
            # The first turns warm the server up.
            if turn >= 2:
                for kept, value in zip((raw, asked, shown), times, strict=True):
                    kept.append(value)
    bare = statistics.median(raw)
    for name, kept in (("bare request", raw), ("through the site", asked), ("with the documents shown", shown)):
        value = statistics.median(kept)
        print(f"{name}: {value:.1f} ms, {value / bare:.2f} times the bare request")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", default="")
    parser.add_argument("--load", action="store_true")
    options = parser.parse_args()
    if os.environ.get("BENCH"):
        measure(options.load)
        return 0
    if no_texts():
        return 0
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/elasticsearch.sqlite3"
        if options.server:
            return again_with(database, options.server)
        from tests.servers.distribution import versions
        from tests.servers.node import Node, running

        # With both compilers, as in production.
        with running(Node(versions()[-1], Path(folder) / "node", heap="1g", options="")) as node:
            return again_with(database, f"elasticsearch+{node.url}/bench?patience=5")


if __name__ == "__main__":
    sys.exit(main())
