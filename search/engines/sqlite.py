"""Full text in the database file: SQLite's FTS5.

Two indexes on the stems of the read model, one of titles, one of titles and bodies. Triggers keep them in step with it
(`search.fulltext`), so that they never differ. FTS5 matches and finds candidates; `search.ranking` puts them in order.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, thread_time

from django.db import connection
from pyroaring import BitMap

from search.engines.base import Differences
from search.engines.database import CANDIDATES, Asked, DatabaseEngine, Sql, joined
from search.fulltext import rebuild_sqlite, sqlite_is_whole
from search.models import SearchDocument
from search.question import Alternative, Group
from search.ranking import stems_of
from search.words import stem

# The weights of the columns language, title, body: which language it is says nothing of how well a document answers.
TITLES, TEXTS = "search_title", "search_text"
TITLE, BODY = "title_stems", "title_stems body_stems"
BY_BODY, BY_TITLE = "bm25(search_text, 0, 1, 1)", "bm25(search_title, 0, 1)"
# After how many of its steps SQLite asks whether to go on: every few hundred microseconds.
STEPS = 20_000
# One document of so many is few: their rows are read, rather than the index of the order.
FEW = 20
# How many times longer than its work a question may take by the clock.
BUSY = 2


def phrase(stems: Sequence[str]) -> str:
    """Words that follow each other; they are letters and digits, quotes make them words whatever they are."""
    return '"' + " ".join(stem.replace('"', "") for stem in stems) + '"'


def _way(alternative: Alternative, language: str) -> str:
    stems = stems_of(alternative, language)
    return f"({' AND '.join(phrase([stem]) for stem in stems)})" if alternative.apart else phrase(stems)


def any_of(groups: Sequence[Group], language: str, columns: str, *, alone: bool) -> str:
    """FTS5's expression of the documents of a language that have one of the groups.

    `alone`: there is no other language. Naming one makes FTS5 read, and count, a word that every document has.
    """
    ways = dict.fromkeys(_way(alternative, language) for group in groups for alternative in group.alternatives)
    said = f"{{{columns}}} : ({' OR '.join(ways)})"
    return said if alone else f'language : "{language}" AND {said}'


class SqliteEngine(DatabaseEngine):
    name = "sqlite"

    @contextmanager
    def in_time(self, seconds: float) -> Iterator[None]:
        """SQLite asks now and then whether to go on. It works in this thread: what counts is what the question costs, not how
        much of a busy machine it gets, unless that is very little."""
        end, worked = monotonic() + BUSY * seconds, thread_time() + seconds
        connection.ensure_connection()
        connection.connection.set_progress_handler(lambda: thread_time() > worked or monotonic() > end, STEPS)
        try:
            yield
        finally:
            connection.connection.set_progress_handler(None, 0)

    def listing(self, group: Group, language: str, *, alone: bool) -> Sql:
        expression = any_of([group], language, BODY, alone=alone)
        return Sql("SELECT group_concat(rowid) FROM search_text WHERE search_text MATCH %s", (expression,))

    def among(self, column: str, documents: BitMap) -> Sql:
        return Sql(f"{column} IN (SELECT value FROM json_each(%s))", (json.dumps(list(documents)),))

    def sorted_among(self, asked: Asked) -> Sql:
        """Of many, the narrow index that has the order is read whole (the plus sign), not the row of each."""
        return self.among("+d.id" if len(asked.right) * FEW > asked.documents else "d.id", asked.right)

    def candidates(self, asked: Asked) -> Sql:
        right = None if asked.whole else asked.right
        # bm25 gives nothing for a word that more than half of the documents have, and the index of texts has titles too.
        rare = any(2 * len(documents) < asked.documents for documents in asked.found)
        # It ranks such a word badly: more of them are compared.
        most = asked.most if rare else CANDIDATES
        best = []
        for table, rank, columns in ((TITLES, BY_TITLE, TITLE), (TEXTS, BY_BODY, BODY)):
            for language in asked.languages:
                if table == TEXTS or rare:
                    sql = Sql("SELECT id FROM (") + self._found_in(asked, language, table, columns, right)
                    best.append(sql + Sql(f" ORDER BY {rank} LIMIT {most})"))
        return joined(" UNION ", best)

    def ranked(self, asked: Asked, documents: BitMap) -> Sql:
        score = f", -{BY_BODY} AS score"
        each = (self._found_in(asked, code, TEXTS, BODY, documents, score) for code in asked.languages)
        return joined(" UNION ALL ", each)

    def _found_in(
        self, asked: Asked, language: str, table: str, columns: str, among: BitMap | None, also: str = ""
    ) -> Sql:
        """What has one of the groups in one language and in some columns."""
        expression = any_of(asked.question.sought, language, columns, alone=asked.one_language)
        sql = Sql(f"SELECT rowid AS id{also} FROM {table} WHERE {table} MATCH %s", (expression,))
        if among is not None:
            # The plus sign: else FTS5 begins anew for each document, and counts again how rare each word is.
            sql += Sql(" AND ") + self.among(f"+{table}.rowid", among)
        return sql

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
