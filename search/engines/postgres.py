"""Full text in PostgreSQL: configurations of our own, that drop accents, and columns that the database computes itself
(`search.fulltext`).

PostgreSQL has no notion of a rare word; `search.ranking` has, and puts in order the candidates that it finds: the best
titles, and the best bodies.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from time import monotonic
from typing import Any

from django.db import connection, transaction
from pyroaring import BitMap

from search.engines.counts import LANGUAGE, having
from search.engines.database import Asked, DatabaseEngine, Sql, joined
from search.fulltext import CONFIGURATIONS
from search.question import Alternative, Group
from search.ranking import meaningful

D = "search_searchdocument"
TITLE, TEXT = "title_vector", "search_vector"
# How many bodies are weighed, at most: PostgreSQL reads a whole text to weigh it, and a very common word is in most of them.
WEIGHED = 2000
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


def weighed(asked: Asked) -> BitMap:
    """The documents whose bodies are compared: first those that have most of the groups; of too many, some everywhere.

    A title is compared in any case, and totals and counts are of everything.
    """
    pool = BitMap()
    for needed in range(len(asked.found), 0, -1):
        more = (having(asked.found, needed) & asked.right) - pool
        room = WEIGHED - len(pool)
        if len(more) > room:
            return pool | more[:: ceil(len(more) / room)] if room else pool
        pool |= more
    return pool


class PostgresEngine(DatabaseEngine):
    name = "postgresql"

    @contextmanager
    def in_time(self, seconds: float) -> Iterator[None]:
        """Each statement has what the others left; the limit ends with the transaction, so it fits any pool."""
        end = monotonic() + seconds

        def limited(execute: Callable[..., Any], *statement: Any) -> Any:
            _set(f"statement_timeout TO {max(int(1000 * (end - monotonic())), 1)}")
            return execute(*statement)

        with transaction.atomic():
            # Compiling a long question takes longer than answering it.
            _set("jit TO off")
            with connection.execute_wrapper(limited):
                yield
            _set("statement_timeout TO DEFAULT")

    def listing(self, group: Group, language: str, *, alone: bool) -> Sql:
        sql = Sql(f"SELECT string_agg(id::text, ',') FROM {D} WHERE search_vector @@ ") + query([group], language)
        return sql if alone else sql + Sql(" AND language = %s", (language,))

    def among(self, column: str, documents: BitMap) -> Sql:
        return Sql(f"{column} = ANY(%s::bigint[])", (list(documents),))

    def candidates(self, asked: Asked) -> Sql:
        pool, best = weighed(asked), []
        for code in asked.languages:
            said = Sql(f" WHERE language = %s AND {TITLE} @@ ", (code,)) + query(asked.question.sought, code)
            if not asked.whole:
                said += Sql(" AND ") + self.among("id", asked.right)
            best.append(self._scored(asked, code, TITLE, asked.rarities[code]) + said)
            said = Sql(" WHERE ") + self.among("id", pool & asked.sets[LANGUAGE][code])
            best.append(self._scored(asked, code, TEXT, asked.rarities[code]) + said)
        return joined(
            " UNION ",
            (
                Sql("(SELECT id FROM (") + sql + Sql(f") AS b{number} ORDER BY score DESC, id LIMIT {asked.most})")
                for number, sql in enumerate(best)
            ),
        )

    def ranked(self, asked: Asked, documents: BitMap) -> Sql:
        pool = weighed(asked) & documents
        each = [
            self._scored(asked, code, TEXT, asked.rarities[code])
            + Sql(" WHERE ")
            + self.among("id", pool & asked.sets[LANGUAGE][code])
            for code in asked.languages
        ]
        others = Sql("SELECT unnest(%s::bigint[]) AS id, -1 AS score", (list(documents - pool),))
        return joined(" UNION ALL ", [*each, others])

    def _scored(self, asked: Asked, language: str, vector: str, rarities: Sequence[float]) -> Sql:
        """The `id`s with the sum of what each group scores in one of the columns."""
        scores = [
            Sql(f"%s * ts_rank({vector}, ", (rare,)) + query([group], language) + Sql(f", {LENGTHS})")
            for group, rare in zip(asked.question.sought, rarities, strict=True)
        ]
        return Sql("SELECT id, ") + joined(" + ", scores) + Sql(f" AS score FROM {D}")

    def titles(self, words: Sequence[Sequence[str]], language: str, limit: int) -> Sql:
        sql = Sql(f"SELECT page_id FROM {D} WHERE language = %s", (language[:2],))
        for ways in words:
            alternatives = tuple(Alternative((way,)) for way in ways)
            sql += Sql(" AND title_vector @@ ") + query([Group("", alternatives)], language[:2])
        return sql + Sql(" ORDER BY length(title_words), id LIMIT %s", (limit,))


def _set(setting: str) -> None:
    """For the rest of the transaction; below Django, which would call `limited` for this too."""
    with connection.connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {setting}")
