"""Questions written blind, on the starter content: the right page is among the first three, nearly always."""

import pytest
from django.core.management import call_command

from tests.search.asking import HERE, missed, rows

# The product promises 0.95 of questions that nobody has read. Those who work on the search have read these: they are what it
# holds. Each may only go up, and not by a synonym, nor a line of a page, for a question of a file (see README.md).
SHARES = {
    "questions.tsv": 0.98,
    "questions-2.tsv": 0.98,
    "questions-3.tsv": 0.98,
    "questions-4.tsv": 0.98,
    "questions-5.tsv": 0.96,
    "questions-6.tsv": 0.97,
    "questions-7.tsv": 0.95,
}


@pytest.mark.django_db
def test_the_right_page_is_among_the_first_three() -> None:
    call_command("load_frameworks", verbosity=0)
    call_command("import_content", verbosity=0)
    for name, share in SHARES.items():
        found = list(missed(HERE / name))
        asked = len(rows(HERE / name))
        assert asked - len(found) >= share * asked, (name, found)
