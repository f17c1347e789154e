"""Nobody waits for a question that the database has no time for."""

import time

import pytest
from django.db import OperationalError, connection

from home.models import HomePage
from search.engines import database_engine
from search.engines.base import EngineError
from search.engines.database import LAST_PATIENCE, PATIENCE, DatabaseEngine, Sql
from search.models import SearchDocument
from search.question import Alternative, Group, Question, simpler
from tests.factories import a_page

pytestmark = pytest.mark.postgres
# What a busy machine adds, in seconds.
BUSY = 3
ENDLESS = {
    "postgresql": "SELECT '' FROM pg_sleep(60)",
    "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n",
}
TWO_WAYS = Group("imprimante", (Alternative(("imprimante",)), Alternative(("machine",), 0.7)))


class Endless(type(database_engine())):
    """The engine of the database, which never ends with some questions."""

    simple_too = False

    def listing(self, group: Group, language: str, *, alone: bool) -> Sql:
        if self.simple_too or len(group.alternatives) > 1:
            return Sql(ENDLESS[connection.vendor])
        return super().listing(group, language, alone=alone)


def test_a_question_that_takes_too_long_is_asked_in_fewer_words(home: HomePage) -> None:
    a_page(home, "Imprimante")
    started = time.monotonic()
    results = Endless().search(Question(typed="imprimante", groups=(TWO_WAYS,)))
    assert results.total == 1
    assert PATIENCE <= time.monotonic() - started < PATIENCE + LAST_PATIENCE + BUSY
    # And the connection is as it was.
    assert SearchDocument.objects.count() == 1


def test_one_that_takes_too_long_all_the_same_is_an_error_soon(home: HomePage) -> None:
    a_page(home, "Imprimante")
    engine = Endless()
    engine.simple_too = True
    started = time.monotonic()
    with pytest.raises(EngineError):
        engine.search(Question(typed="imprimante", groups=(TWO_WAYS,)))
    assert time.monotonic() - started < PATIENCE + LAST_PATIENCE + BUSY
    assert SearchDocument.objects.count() == 1


def test_the_limit_ends_with_the_question(home: HomePage) -> None:
    engine = database_engine()
    assert isinstance(engine, DatabaseEngine)
    with engine.in_time(0.05):
        pass
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_sleep(0.1)")
        else:
            cursor.execute(
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 900000) SELECT COUNT(*) FROM n"
            )
        assert cursor.fetchone()


def test_what_takes_too_long_within_the_limit_is_stopped(home: HomePage) -> None:
    engine = database_engine()
    assert isinstance(engine, DatabaseEngine)
    with pytest.raises(OperationalError), engine.in_time(0.05), connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])


def test_a_simpler_question_keeps_its_longest_words_as_they_were_typed() -> None:
    def group(word: str) -> Group:
        return Group(word, (Alternative((word,)), Alternative((f"{word}s",), 0.5)))

    asked = Question(groups=tuple(map(group, ("un", "petit", "dossier", "de", "candidature"))))
    assert [g.alternatives for g in simpler(asked).groups] == [
        (Alternative((word,)),) for word in ("petit", "dossier", "candidature")
    ]
