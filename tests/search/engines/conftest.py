"""Every engine in turn: the database's, and a real Elasticsearch of each version."""

import os
from collections.abc import Iterator, Sequence

import pytest

from search.engines import database_engine
from search.engines.base import Engine, Results
from search.engines.elasticsearch import address, copying
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.models import Clock, SearchDocument
from search.question import Question
from tests.servers import available
from tests.servers.distribution import versions
from tests.servers.fixtures import elasticsearch_url, index_of

ELASTICSEARCH = [pytest.param(f"elasticsearch-{v.major}", marks=pytest.mark.elasticsearch) for v in versions()]


class UpToDate(ElasticsearchEngine):
    """Holds what the read model holds when it is asked: nothing is committed in these tests, so nothing is pushed."""

    # What copying before each answer asks of the database; the engine itself asks nothing.
    queries_of_the_test = 4

    def search(self, question: Question) -> Results:
        self._copy()
        return super().search(question)

    def suggest(self, start: str, language: str, limit: int) -> Sequence[int]:
        self._copy()
        return super().suggest(start, language, limit)

    def _copy(self) -> None:
        [index] = self.indexes.written()
        pages = {*SearchDocument.objects.values_list("page_id", flat=True), *copying.held(self.connection, index)}
        now = Clock.now()
        assert copying.send(self.connection, [(page, now) for page in pages], [index]) == {}
        self.indexes.refresh(index)


@pytest.fixture(params=["database", *ELASTICSEARCH])
def engine(request: pytest.FixtureRequest, db: None, worker_id: str) -> Iterator[Engine]:
    if request.param == "database":
        yield database_engine()
        return
    if available.VARIABLE not in os.environ:
        pytest.skip("no Elasticsearch: see `python -m tests.servers --help`")
    made = UpToDate(address.read(elasticsearch_url(request.param, index_of(worker_id))))
    made.rebuild(lambda _count: None)
    yield made
    for index in made.indexes.all():
        made.indexes.drop(index)
    made.close()
