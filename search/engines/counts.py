"""How many documents each value of each facet would give, in SQL that SQLite and PostgreSQL both read.

Everything is one statement, whatever is chosen: the total, the facets of which nothing is chosen, and once more each
facet of which something is chosen, counted as if it were not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.facets import TAKES_FROM

LANGUAGE = "langue"


@dataclass(frozen=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    params: tuple[Any, ...] = ()

    def __add__(self, other: "Sql") -> "Sql":
        return Sql(f"{self.text}{other.text}", self.params + other.params)


def marks(values: Any) -> str:
    return ", ".join(["%s"] * len(values))


def agrees(column: str, chosen: Mapping[str, frozenset[str]], *, but: str = "") -> Sql:
    """`AND …` for each facet of which something is chosen: the document has one of the values.

    `column` is the id of the document; the language is known of what matched, without looking it up.
    """
    sql = Sql("")
    for key, values in sorted(chosen.items()):
        wanted = sorted(values)
        if key == LANGUAGE and key != but:
            sql += Sql(f" AND m.language IN ({marks(wanted)})", tuple(wanted))
        elif key != but and values:
            sql += Sql(
                f" AND {column} IN (SELECT document_id FROM search_searchfacet"
                f" WHERE key = %s AND value IN ({marks(wanted)}))",
                (key, *wanted),
            )
    return sql


def totals(matched: Sql, chosen: Mapping[str, frozenset[str]]) -> Sql:
    """Rows (key, value, number), read by `read`. `matched` gives `id` and `language` of each document that matches."""
    hidden = [TAKES_FROM, *sorted({LANGUAGE} | {key for key, values in chosen.items() if values})]
    sql = Sql("WITH matched AS MATERIALIZED (") + matched + Sql(") ")
    sql += Sql("SELECT '' AS key, 'all' AS value, COUNT(*) AS number FROM search_searchdocument")
    sql += Sql(" UNION ALL SELECT '', 'right', COUNT(*) FROM matched AS m WHERE 1 = 1") + agrees("m.id", chosen)
    sql += _count(Sql(f"f.key NOT IN ({marks(hidden)})", tuple(hidden)), agrees("m.id", chosen))
    for key in hidden[1:]:
        if key != LANGUAGE:
            sql += _count(Sql("f.key = %s", (key,)), agrees("m.id", chosen, but=key))
    sql += Sql(" UNION ALL SELECT %s, m.language, COUNT(*) FROM matched AS m WHERE 1 = 1", (LANGUAGE,))
    return sql + agrees("m.id", chosen, but=LANGUAGE) + Sql(" GROUP BY m.language")


def _count(keys: Sql, filters: Sql) -> Sql:
    return (
        Sql(
            " UNION ALL SELECT f.key, f.value, COUNT(*) FROM matched AS m"
            " CROSS JOIN search_searchfacet AS f WHERE f.document_id = m.id AND "
        )
        + keys
        + filters
        + Sql(" GROUP BY f.key, f.value")
    )


@dataclass(frozen=True)
class Totals:
    """How many documents there are, how many are right, and how many each value of each facet would give."""

    documents: int
    right: int
    counts: Mapping[str, Mapping[str, int]]


def read(rows: list[tuple[str, str, int]]) -> Totals:
    general, counts = dict[str, int](), dict[str, dict[str, int]]()
    for key, value, number in rows:
        (counts.setdefault(key, {}) if key else general)[value] = number
    return Totals(general["all"], general["right"], counts)
