"""The engines, behind `base.Engine`: the one of the database is always there, `SEARCH_URL` may name another."""

from functools import cache

from django.conf import settings
from django.db import connection

from search.engines.base import Engine


def engine() -> Engine:
    """The engine that answers, chosen by `SEARCH_URL`; the database's by default."""
    return remote_engine(settings.SEARCH_URL) if settings.SEARCH_URL else database_engine()


@cache
def remote_engine(url: str) -> Engine:
    """The one that `url` names, with the database's behind it; it connects when it is first asked."""
    from search.engines.elasticsearch import address
    from search.engines.elasticsearch.engine import ElasticsearchEngine
    from search.engines.fallback import FallbackEngine

    return FallbackEngine(ElasticsearchEngine(address.read(url)), database_engine)


@cache
def database_engine() -> Engine:
    """The one that searches the read model where it is."""
    if connection.vendor == "postgresql":
        from search.engines.postgres import PostgresEngine

        return PostgresEngine()
    from search.engines.sqlite import SqliteEngine

    return SqliteEngine()
