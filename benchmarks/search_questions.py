"""On our own content, how often the right page is among the first three, for each engine there is and each set of questions.

    python benchmarks/search_questions.py [--postgres postgres://…] [--elasticsearch elasticsearch+http://…] [--missed]

The sets are in `tests/search` (README.md says how each was written). The databases that are named are emptied.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "site"), str(Path(__file__).parent)]

from search_corpus import set_up, with_each


def measure(*, say_missed: bool) -> None:
    set_up(site=False)
    from django.core.management import call_command

    call_command("load_frameworks", verbosity=0)
    call_command("import_content", verbosity=0)
    from search.engines import engine
    from tests.search.asking import FIRST, files, missed, rows

    engine().rebuild(lambda _count: None)
    print(f"\n{engine().name}: questions with a right page among the first {FIRST}")
    total = right = 0
    for file in files():
        asked, found = len(rows(file)), list(missed(file))
        total, right = total + asked, right + asked - len(found)
        print(f"  {file.name}: {asked - len(found)} of {asked}")
        if say_missed:
            print("".join(f"    {question}\n" for question in found), end="")
    print(f"  in all: {right} of {total} ({100 * right / total:.1f} %)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", default="")
    parser.add_argument("--elasticsearch", default="")
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    if os.environ.get("BENCH"):
        measure(say_missed=options.missed)
        return 0
    return with_each(options, of_texts=False)


if __name__ == "__main__":
    sys.exit(main())
