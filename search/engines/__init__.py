"""The engines, behind `base.Engine`: the one of the database is always there, `SEARCH_URL` may name another."""

from functools import cache

from django.db import connection

from search.engines.base import Engine


def engine() -> Engine:
    """The engine that answers, chosen by `SEARCH_URL`; the database's by default."""
    return database_engine()


@cache
def database_engine() -> Engine:
    """The one that searches the read model where it is."""
    if connection.vendor == "postgresql":
        from search.engines.postgres import PostgresEngine

        return PostgresEngine()
    from search.engines.sqlite import SqliteEngine

    return SqliteEngine()
