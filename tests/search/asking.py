"""The sets of questions (see README.md), and what somebody who asks one is shown."""

import csv
from collections.abc import Iterator
from pathlib import Path

from search.answers import answers
from search.engines import engine
from search.models import SearchDocument
from search.question import Question
from search.understanding import understand

HERE = Path(__file__).parent
FIRST = 3


def files() -> list[Path]:
    return sorted(HERE.glob("questions*.tsv"))


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text().splitlines(), delimiter="\t"))


def shown(typed: str) -> list[str]:
    """The addresses in the order of the page: what answers at once, then the results."""
    groups = understand(typed)
    said = answers(typed, groups=groups)
    first = [said.word.url] if said.word else []
    first += [f"/competences/{said.competence.path}"] if said.competence else []
    hits = engine().search(Question(typed=typed, groups=groups)).hits
    documents = SearchDocument.objects.in_order(hit.page_id for hit in hits)
    return list(dict.fromkeys([*first, *(document.url for document in documents)]))


def missed(file: Path) -> Iterator[str]:
    """The questions of a set that have no right page among the first."""
    for row in rows(file):
        if not {*shown(row["question"])[:FIRST]} & {*row["right"].split()}:
            yield row["question"]
