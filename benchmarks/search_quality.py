"""How well the search puts French pages in order: nDCG@10 on questions that people judged, for each engine there is.

    python benchmarks/search_quality.py [--postgres postgres://…] [--elasticsearch elasticsearch+http://…]

CORPORA names the folder of the data (`search/corpus-service-public-2019.jsonl.gz`, `queries-dev.tsv`, `qrels-dev.txt`). The gain of
a page is 2^judgement - 1; a page that nobody judged has none. Two halves of the questions are told apart: what is gained on one
and not on the other is luck. The databases that are named are emptied.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from math import log2
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "site"), str(Path(__file__).parent)]

from search_corpus import CORPORA, QUALITY, fill, set_up, texts, with_each


def questions(name: str) -> list[tuple[str, str]]:
    lines = (CORPORA / "search" / f"queries-{name}.tsv").read_text().splitlines()
    return [(number, typed) for number, _tab, typed in (line.partition("\t") for line in lines if line)]


def judgements(name: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (CORPORA / "search" / f"qrels-{name}.txt").read_text().splitlines():
        number, _zero, identifier, grade = line.split()
        found[number][identifier] = int(grade)
    return found


def ndcg(shown: list[str], judged: dict[str, int], most: int = 10) -> float:
    def gain(grades: list[int]) -> float:
        return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:most]))

    ideal = gain(sorted(judged.values(), reverse=True))
    return gain([judged.get(identifier, 0) for identifier in shown]) / ideal if ideal else 0.0


def measure(name: str) -> None:
    set_up()
    from search.engines import engine
    from search.question import Question
    from search.understanding import understand

    started = time.perf_counter()
    known = fill(texts(QUALITY))
    chosen = engine()
    chosen.rebuild(lambda _count: None)
    print(f"{len(known) / (time.perf_counter() - started):.0f} documents written a second")
    judged, scores, seconds = judgements(name), [], 0.0
    for number, typed in questions(name):
        started = time.perf_counter()
        results = chosen.search(Question(typed=typed, groups=understand(typed)))
        seconds += time.perf_counter() - started
        score = ndcg([known.get(hit.page_id, "") for hit in results.hits], judged[number])
        scores.append(score)
        if os.environ.get("VERBOSE"):
            print(f"{score:.2f} {results.total:5} {typed}")
    halves = [sum(scores[half::2]) / len(scores[half::2]) for half in (0, 1)]
    print(
        f"{chosen.name}: nDCG@10 {sum(scores) / len(scores):.3f} (halves {halves[0]:.3f} {halves[1]:.3f}),"
        f" {len(scores)} questions, {1000 * seconds / len(scores):.0f} ms each"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", default="")
    parser.add_argument("--elasticsearch", default="")
    parser.add_argument("--questions", default="dev")
    options = parser.parse_args()
    if os.environ.get("BENCH"):
        measure(options.questions)
        return 0
    return with_each(options)


if __name__ == "__main__":
    sys.exit(main())
