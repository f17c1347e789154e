"""A real server of each version, an index of the test's own, and the pages of a small site."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from home.models import HomePage
from search import engines
from search.engines.elasticsearch import address
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.fallback import FallbackEngine

Committed = Callable[[], AbstractContextManager]


@pytest.fixture
def elastic(search_url: str) -> Iterator[ElasticsearchEngine]:
    """The engine alone, without the database behind it."""
    made = ElasticsearchEngine(address.read(search_url))
    yield made
    for index in made.indexes.all():
        made.indexes.drop(index)
    made.close()


@pytest.fixture
def site(elastic: ElasticsearchEngine, home: HomePage, settings, search_url: str, monkeypatch) -> FallbackEngine:
    """A site with SEARCH_URL, and the index that an operator made."""
    settings.SEARCH_URL = search_url
    whole = FallbackEngine(elastic, engines.database_engine, catch_up=False)
    monkeypatch.setattr(engines, "remote_engine", lambda _url: whole)
    elastic.rebuild(lambda _count: None)
    return whole


@pytest.fixture
def committed(django_capture_on_commit_callbacks) -> Committed:
    """`with committed(): …` — what follows a commit happens at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
