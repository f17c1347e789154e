"""Full text in the database file: SQLite's FTS5.

Two indexes on the stems of the read model, one of titles, one of titles and bodies. Triggers keep them in step with it
(`search.fulltext`), so that they never differ. FTS5 matches and finds candidates; `search.ranking` puts them in order.
"""

from collections.abc import Mapping, Sequence

from search.engines.counts import Sql, agrees
from search.engines.database import CANDIDATES, DatabaseEngine, enough, languages
from search.question import Group, Question
from search.ranking import stems_of

# The weights of the columns language, title, body: which language it is says nothing of how well a document answers.
BY_BODY, BY_TITLE = "bm25(search_text, 0, 1, 1)", "bm25(search_title, 0, 1)"


def phrase(stems: Sequence[str]) -> str:
    """Words that follow each other; they are letters and digits, quotes make them words whatever they are."""
    return '"' + " ".join(stem.replace('"', "") for stem in stems) + '"'


def any_of(groups: Sequence[Group], language: str, columns: str) -> str:
    """FTS5's expression of the documents of a language that have one of the groups."""
    ways = dict.fromkeys(
        phrase(stems_of(alternative, language)) for group in groups for alternative in group.alternatives
    )
    return f'language : "{language}" AND {{{columns}}} : ({" OR ".join(ways)})'


class SqliteEngine(DatabaseEngine):
    name = "sqlite"

    def matched(self, question: Question) -> Sql:
        if not question.groups:
            return Sql("SELECT id FROM search_searchdocument")
        queries = [
            Sql(
                "SELECT rowid AS id FROM search_text WHERE search_text MATCH %s",
                (any_of([group], language, "title_stems body_stems"),),
            )
            for language in languages()
            for group in question.groups
        ]
        return enough(question.groups, queries)

    def candidates(self, question: Question, matched: Sql, chosen: Mapping[str, frozenset[str]]) -> Sql:
        sql = Sql("WITH matched AS MATERIALIZED (") + matched + Sql(") ")
        parts = [
            Sql(f"SELECT * FROM (SELECT rowid FROM {table} WHERE {table} MATCH %s", (expression,))
            + filters
            + Sql(f" ORDER BY {rank} LIMIT {CANDIDATES})")
            for table, rank, expression, filters in self._ranked(question, chosen)
        ]
        for number, part in enumerate(parts):
            sql += part if not number else Sql(" UNION ALL ") + part
        return sql

    def _ranked(self, question: Question, chosen: Mapping[str, frozenset[str]]) -> list[tuple[str, str, str, Sql]]:
        """For titles and for bodies in each language: the index, its ranking, what it must match, what else filters."""
        found = []
        for language in sorted(chosen["langue"] & {*languages()}):
            for table, rank, columns in (
                ("search_title", BY_TITLE, "title_stems"),
                ("search_text", BY_BODY, "title_stems body_stems"),
            ):
                filters = agrees(f"{table}.rowid", chosen, but="langue")
                if len(question.groups) > 1:
                    filters = Sql(f" AND {table}.rowid IN (SELECT id FROM matched)") + filters
                found.append((table, rank, any_of(question.groups, language, columns), filters))
        return found

    def further(
        self,
        question: Question,
        matched: Sql,
        chosen: Mapping[str, frozenset[str]],
        without: list[int],
        limit: int,
        offset: int,
    ) -> Sql:
        sql = Sql("WITH matched AS MATERIALIZED (") + matched + Sql(") SELECT d.page_id FROM (")
        for number, (table, rank, expression, filters) in enumerate(self._ranked(question, chosen)[1::2]):
            sql += Sql(" UNION ALL " if number else "") + Sql(
                f"SELECT rowid AS id, {rank} AS score FROM {table} WHERE {table} MATCH %s",
                (expression,),
            )
            sql += filters
        listed = ", ".join(str(int(pk)) for pk in without)
        return sql + Sql(
            ") AS s JOIN search_searchdocument AS d ON d.id = s.id"
            f" WHERE s.id NOT IN ({listed}) ORDER BY s.score, s.id LIMIT %s OFFSET %s",
            (limit, offset),
        )

    def titles(self, words: Sequence[Sequence[str]], language: str, limit: int) -> Sql:
        each = " AND ".join("(" + " OR ".join(phrase([stem]) for stem in stems) + ")" for stems in words)
        return Sql(
            "SELECT d.page_id FROM search_title JOIN search_searchdocument AS d ON d.id = search_title.rowid"
            f" WHERE search_title MATCH %s ORDER BY {BY_TITLE}, d.id LIMIT %s",
            (f'language : "{language[:2]}" AND title_stems : ({each})', limit),
        )
