"""Full text in the database file: SQLite's FTS5.

Two indexes on the stems of the read model, one of titles, one of titles and bodies. Triggers keep them in step with it
(`search.fulltext`), so that they never differ. FTS5 matches and finds candidates; `search.ranking` puts them in order.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log
from time import monotonic

from django.db import connection

from search.engines.base import Differences
from search.engines.counts import Sql, agrees
from search.engines.database import CANDIDATES, DatabaseEngine, enough, languages
from search.fulltext import rebuild_sqlite, sqlite_is_whole
from search.models import SearchDocument
from search.question import Alternative, Group, Question
from search.ranking import stems_of
from search.words import stem

# The weights of the columns language, title, body: which language it is says nothing of how well a document answers.
TITLES, TEXTS = "search_title", "search_text"
BY_BODY, BY_TITLE = "bm25(search_text, 0, 1, 1)", "bm25(search_title, 0, 1)"

# After how many of its steps SQLite asks whether to go on: every few hundred microseconds.
STEPS = 20_000

# Words that more than half of the documents have: bm25 gives nothing for them, and the index of texts has titles too.
COMMON = log(2)


def phrase(stems: Sequence[str]) -> str:
    """Words that follow each other; they are letters and digits, quotes make them words whatever they are."""
    return '"' + " ".join(stem.replace('"', "") for stem in stems) + '"'


def _way(alternative: Alternative, language: str) -> str:
    stems = stems_of(alternative, language)
    return f"({' AND '.join(phrase([stem]) for stem in stems)})" if alternative.apart else phrase(stems)


def any_of(groups: Sequence[Group], language: str, columns: str) -> str:
    """FTS5's expression of the documents of a language that have one of the groups."""
    ways = dict.fromkeys(_way(alternative, language) for group in groups for alternative in group.alternatives)
    return f'language : "{language}" AND {{{columns}}} : ({" OR ".join(ways)})'


class SqliteEngine(DatabaseEngine):
    name = "sqlite"

    @contextmanager
    def in_time(self, seconds: float) -> Iterator[None]:
        """SQLite asks now and then whether to go on."""
        end = monotonic() + seconds
        connection.ensure_connection()
        connection.connection.set_progress_handler(lambda: monotonic() > end, STEPS)
        try:
            yield
        finally:
            connection.connection.set_progress_handler(None, 0)

    def matched(self, question: Question, needed: int) -> Sql:
        if not question.groups:
            return Sql("SELECT id, language FROM search_searchdocument")
        queries = [
            Sql(
                "SELECT rowid AS id, %s AS language FROM search_text WHERE search_text MATCH %s",
                (language, any_of([group], language, "title_stems body_stems")),
            )
            for language in languages()
            for group in question.groups
        ]
        return enough(queries, len(question.groups), needed)

    def candidates(
        self, question: Question, chosen: Mapping[str, frozenset[str]], rarities: Mapping[str, Sequence[float]]
    ) -> Sql:
        sql = Sql("")
        for table, rank, columns in ((TITLES, BY_TITLE, "title_stems"), (TEXTS, BY_BODY, "title_stems body_stems")):
            for language in self._languages(chosen):
                if table == TITLES and max(rarities[language]) < COMMON:
                    continue
                sql += Sql(" UNION " if sql.text else "") + Sql("SELECT id FROM (")
                sql += self._found(question, chosen, language, table, columns, "")
                sql += Sql(f" ORDER BY {rank} LIMIT {CANDIDATES})")
        return sql

    def ranked(
        self, question: Question, chosen: Mapping[str, frozenset[str]], rarities: Mapping[str, Sequence[float]]
    ) -> Sql:
        sql = Sql("")
        for language in self._languages(chosen):
            sql += Sql(" UNION ALL " if sql.text else "")
            sql += self._found(question, chosen, language, TEXTS, "title_stems body_stems", f", -{BY_BODY} AS score")
        return sql

    def _languages(self, chosen: Mapping[str, frozenset[str]]) -> list[str]:
        return sorted(chosen["langue"] & {*languages()})

    def _found(
        self,
        question: Question,
        chosen: Mapping[str, frozenset[str]],
        language: str,
        table: str,
        columns: str,
        also: str,
    ) -> Sql:
        """What is right in one language and in some columns."""
        expression = any_of(question.groups, language, columns)
        sql = Sql(f"SELECT rowid AS id{also} FROM {table} WHERE {table} MATCH %s", (expression,))
        if len(question.groups) > 1:
            # The plus sign: else FTS5 begins anew for each document, and counts again how rare each word is.
            sql += Sql(f" AND +{table}.rowid IN (SELECT id FROM matched)")
        return sql + agrees(f"+{table}.rowid", chosen, but="langue")

    def titles(self, words: Sequence[Sequence[str]], language: str, limit: int) -> Sql:
        stems = [dict.fromkeys(stem(word, language) for word in ways) for ways in words]
        each = " AND ".join("(" + " OR ".join(phrase([way]) for way in ways) + ")" for ways in stems)
        return Sql(
            "SELECT d.page_id FROM search_title JOIN search_searchdocument AS d ON d.id = search_title.rowid"
            f" WHERE search_title MATCH %s ORDER BY {BY_TITLE}, d.id LIMIT %s",
            (f'language : "{language[:2]}" AND title_stems : ({each})', limit),
        )

    def differences(self) -> Differences:
        """The indexes as a whole: SQLite does not say which of their rows is wrong."""
        if sqlite_is_whole(connection):
            return Differences()
        return Differences(stale=tuple(SearchDocument.objects.order_by("page_id").values_list("page_id", flat=True)))

    def rebuild(self, tick: Callable[[int], None]) -> None:
        rebuild_sqlite(connection)
        tick(SearchDocument.objects.count())
