"""A real server of each version, an index of the test's own, and the pages of a small site."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from home.models import HomePage
from search import engines
from search.engines.elasticsearch import address
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.fallback import FallbackEngine
from search.models import Push
from search.question import Alternative, Group, Question

Committed = Callable[[], AbstractContextManager]


@contextmanager
def opened(url: str) -> Iterator[ElasticsearchEngine]:
    """The engine alone, without the database behind it; its indexes go at the end."""
    made = ElasticsearchEngine(address.read(url))
    try:
        yield made
        for index in made.indexes.all():
            made.indexes.drop(index)
    finally:
        made.close()


@pytest.fixture
def elastic(search_url: str) -> Iterator[ElasticsearchEngine]:
    with opened(search_url) as made:
        yield made


@pytest.fixture
def site(elastic: ElasticsearchEngine, home: HomePage, settings, search_url: str, monkeypatch) -> FallbackEngine:
    """A site with SEARCH_URL, and the index that an operator made."""
    return a_site(elastic, search_url, settings, monkeypatch)


def a_site(elastic: ElasticsearchEngine, url: str, settings, monkeypatch) -> FallbackEngine:
    settings.SEARCH_URL = url
    # Without its thread: the tests say when it catches up.
    whole = FallbackEngine(elastic, engines.database_engine, catch_up=False)
    monkeypatch.setattr(engines, "remote_engine", lambda _url: whole)
    elastic.rebuild(lambda _count: None)
    return whole


@pytest.fixture
def committed(django_capture_on_commit_callbacks) -> Committed:
    """`with committed(): …` — what follows a commit happens at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def question(*words: str, **fields) -> Question:
    return Question(groups=tuple(Group(word, (Alternative((word,)),)) for word in words), **fields)


def found(engine: ElasticsearchEngine | FallbackEngine, *words: str) -> list[int]:
    return [hit.page_id for hit in engine.search(question(*words)).hits]


def same(engine: ElasticsearchEngine) -> bool:
    """Whether the index is as the database, and nothing waits to be sent."""
    return not engine.differences() and not Push.objects.exists()
