"""Full text in PostgreSQL: configurations of our own, that drop accents, and columns that the database computes itself
(`search.fulltext`).

PostgreSQL has no notion of a rare word; `search.ranking` has, and puts in order the candidates that it finds: the best
titles, and the best bodies.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.db import connection, transaction

from search.engines.counts import Sql, agrees
from search.engines.database import CANDIDATES, DatabaseEngine, enough, languages
from search.fulltext import CONFIGURATIONS
from search.question import Alternative, Group, Question
from search.ranking import meaningful

D = "search_searchdocument"
# ts_rank divides by 1 + the logarithm of the length.
LENGTHS = 1


def configuration(language: str) -> str:
    """As `search.fulltext` gives it to the columns."""
    return CONFIGURATIONS.get(language, CONFIGURATIONS["fr"])


def query(groups: Sequence[Group], language: str) -> Sql:
    """A tsquery of the documents that have one of the groups; what people typed is only ever a parameter."""
    ways = dict.fromkeys(alternative for group in groups for alternative in group.alternatives)
    sql = Sql("(")
    for number, way in enumerate(ways):
        sql += Sql(" || " if number else "") + _way(way, language)
    return sql + Sql(")")


def _way(alternative: Alternative, language: str) -> Sql:
    if alternative.apart:
        words = " ".join(meaningful(alternative.words, language))
        return Sql("plainto_tsquery(%s::regconfig, %s)", (configuration(language), words))
    return Sql("phraseto_tsquery(%s::regconfig, %s)", (configuration(language), " ".join(alternative.words)))


class PostgresEngine(DatabaseEngine):
    name = "postgresql"

    @contextmanager
    def in_time(self, seconds: float) -> Iterator[None]:
        """Each statement has what the others left; the limit ends with the transaction, so it fits any pool."""
        end = monotonic() + seconds

        def limited(execute: Callable[..., Any], *statement: Any) -> Any:
            _limit(max(int(1000 * (end - monotonic())), 1))
            return execute(*statement)

        with transaction.atomic():
            with connection.execute_wrapper(limited):
                yield
            _limit("DEFAULT")

    def matched(self, question: Question, needed: int) -> Sql:
        if not question.groups:
            return Sql(f"SELECT id, language FROM {D}")
        queries = [
            Sql(f"SELECT id, language FROM {D} WHERE language = %s AND search_vector @@ ", (language,))
            + query([group], language)
            for language in languages()
            for group in question.groups
        ]
        return enough(queries, len(question.groups), needed)

    def candidates(
        self, question: Question, chosen: Mapping[str, frozenset[str]], rarities: Mapping[str, Sequence[float]]
    ) -> Sql:
        sql = Sql("")
        for vector in ("title_vector", "search_vector"):
            for language in self._languages(chosen):
                sql += Sql(" UNION " if sql.text else "") + Sql("(SELECT id FROM (")
                sql += self._found(question, chosen, language, vector, rarities[language])
                sql += Sql(f") AS {vector} ORDER BY score DESC, id LIMIT {CANDIDATES})")
        return sql

    def ranked(
        self, question: Question, chosen: Mapping[str, frozenset[str]], rarities: Mapping[str, Sequence[float]]
    ) -> Sql:
        sql = Sql("")
        for language in self._languages(chosen):
            sql += Sql(" UNION ALL " if sql.text else "")
            sql += self._found(question, chosen, language, "search_vector", rarities[language])
        return sql

    def _languages(self, chosen: Mapping[str, frozenset[str]]) -> list[str]:
        return sorted(chosen["langue"] & {*languages()})

    def _found(
        self,
        question: Question,
        chosen: Mapping[str, frozenset[str]],
        language: str,
        vector: str,
        rarities: Sequence[float],
    ) -> Sql:
        """What is right in one language and in one of the columns, with the sum of what each group scores."""
        sql = Sql("SELECT id, 0")
        for group, rare in zip(question.groups, rarities, strict=True):
            sql += Sql(f" + %s * ts_rank({vector}, ", (rare,)) + query([group], language) + Sql(f", {LENGTHS})")
        sql += Sql(f" AS score FROM {D} WHERE language = %s AND {vector} @@ ", (language,))
        sql += query(question.groups, language)
        if len(question.groups) > 1:
            sql += Sql(" AND id IN (SELECT id FROM matched)")
        return sql + agrees(f"{D}.id", chosen, but="langue")

    def titles(self, words: Sequence[Sequence[str]], language: str, limit: int) -> Sql:
        sql = Sql(f"SELECT page_id FROM {D} WHERE language = %s", (language[:2],))
        for ways in words:
            alternatives = tuple(Alternative((way,)) for way in ways)
            sql += Sql(" AND title_vector @@ ") + query([Group("", alternatives)], language[:2])
        return sql + Sql(" ORDER BY length(title_words), id LIMIT %s", (limit,))


def _limit(milliseconds: int | str) -> None:
    """Below Django, which would call this for this too."""
    with connection.connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout TO {milliseconds}")
