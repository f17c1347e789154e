"""Questions written blind, on the starter content: the right page is among the first three, nearly always."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command

from search.answers import answers
from search.engines import database_engine
from search.models import SearchDocument
from search.question import Question
from search.understanding import understand

QUESTIONS = Path(__file__).parent / "questions.tsv"
# The product promises 0.95 and is not there yet: what is missed asks for a meaning that no word of the page has ("écrit trop
# petit"). This is what it holds; it may only go up, and not by adding a synonym for a question of the file.
SHARE, FIRST = 0.94, 3


def shown(typed: str) -> list[str]:
    """The addresses in the order of the page: what answers at once, then the results."""
    groups = understand(typed)
    said = answers(typed, groups=groups)
    first = [said.word.url] if said.word else []
    first += [f"/competences/{said.competence.path}"] if said.competence else []
    hits = database_engine().search(Question(typed=typed, groups=groups)).hits
    documents = SearchDocument.objects.in_order(hit.page_id for hit in hits)
    return list(dict.fromkeys([*first, *(document.url for document in documents)]))


@pytest.mark.django_db
def test_the_right_page_is_among_the_first_three() -> None:
    call_command("load_frameworks", verbosity=0)
    call_command("import_content", verbosity=0)
    rows = list(csv.DictReader(QUESTIONS.read_text().splitlines(), delimiter="\t"))
    missed = [row["question"] for row in rows if not {*shown(row["question"])[:FIRST]} & {*row["right"].split()}]
    assert len(missed) <= (1 - SHARE) * len(rows), missed
