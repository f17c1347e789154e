"""Whatever happens to Elasticsearch, visitors do not wait for it, and nothing that is published is lost."""

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client

from home.models import HomePage
from search.engines import database_engine
from search.engines.base import Results
from search.engines.fallback import FallbackEngine
from search.models import Push
from tests.factories import a_page
from tests.search.elasticsearch.conftest import Committed, a_site, found, opened, question, same
from tests.servers.distribution import versions
from tests.servers.fixtures import index_of
from tests.servers.node import Node
from tests.servers.proxy import Mode, Proxy, proxy
from tests.servers.system import until

pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.postgres,
    pytest.mark.skipif(not versions(), reason="no Elasticsearch"),
]
# Seconds. A server that hangs would keep a visitor for ever, production's patience is half a second; the rest is what a
# busy machine may need (`benchmarks/search_elasticsearch.py` measures on a quiet one).
AT_ONCE = 5
FAULTS = [Mode.HANG, Mode.REFUSE, Mode.GARBAGE, Mode.PORTAL, Mode.ERROR, Mode.CUT]


def database_name() -> str:
    """Of the engine that answers in its place."""
    return database_engine().name


def timed(site: FallbackEngine, *words: str) -> tuple[Results, float]:
    started = time.monotonic()
    results = site.search(question(*words))
    return results, time.monotonic() - started


def settled(between: Proxy) -> int:
    """How much was asked, once what a client still says when it leaves is counted too."""
    asked = between.requests
    time.sleep(0.3)
    return asked if between.requests == asked else settled(between)


def warm(site: FallbackEngine) -> None:
    """A server that has just started is too slow for visitors."""
    assert until(lambda: site.catching_up.attempt() and site.search(question("aide")).engine == "elasticsearch", 20)


@pytest.fixture
def between(search_url: str) -> Iterator[Proxy]:
    with proxy(urlsplit(search_url).port) as made:
        yield made


@pytest.fixture
def site(between: Proxy, search_url: str, home: HomePage, settings, monkeypatch) -> Iterator[FallbackEngine]:
    """A site that reaches Elasticsearch through the proxy, with the patience of production."""
    url = search_url.replace(f":{urlsplit(search_url).port}/", f":{between.port}/").replace(
        "patience=10", "patience=0.5"
    )
    with opened(url) as elastic:
        made = a_site(elastic, url, settings, monkeypatch)
        warm(made)
        yield made
        between.mode = Mode.PASS
        between.delay = 0


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_the_database_answers_and_what_was_missed_is_sent(
    site: FallbackEngine, between: Proxy, home: HomePage, committed: Committed, fault: Mode
) -> None:
    with committed():
        before, gone = a_page(home, "Imprimante"), a_page(home, "Souris")
    assert until(lambda: site.search(question("imprimante")).engine == "elasticsearch", 20)

    between.mode = fault
    results, seconds = timed(site, "imprimante")
    assert (results.engine, [hit.page_id for hit in results.hits]) == (database_name(), [before.pk])
    assert seconds < AT_ONCE
    # The next visitors do not wait.
    asked = settled(between)
    assert timed(site, "imprimante")[0].engine == database_name()
    assert settled(between) == asked

    with committed():
        during = a_page(home, "Clavier")
        gone.delete()
        before.title = "Numériseur"
        before.save_revision().publish()
    assert found(site, "clavier") == [during.pk]
    assert found(site, "souris") == found(site, "imprimante") == []
    assert Push.objects.count() == 3
    assert not site.catching_up.attempt()

    between.mode = Mode.PASS
    assert until(site.catching_up.attempt, 20)
    assert same(site.engine)
    assert until(lambda: site.search(question("clavier")).engine == "elasticsearch", 20)


def test_a_slow_server_is_not_waited_for(site: FallbackEngine, between: Proxy) -> None:
    between.delay = 2 * AT_ONCE
    results, seconds = timed(site, "aide")
    assert results.engine == database_name()
    assert seconds < AT_ONCE


def test_an_editor_does_not_wait_for_a_server_that_hangs(
    site: FallbackEngine, between: Proxy, home: HomePage, committed: Committed
) -> None:
    between.mode = Mode.HANG
    started = time.monotonic()
    with committed():
        a_page(home, "Un")
    assert time.monotonic() - started < AT_ONCE
    started = time.monotonic()
    with committed():
        a_page(home, "Deux")
    assert time.monotonic() - started < AT_ONCE


def test_what_is_not_sent_yet_is_asked_of_the_database(site: FallbackEngine, home: HomePage) -> None:
    page = a_page(home, "Imprimante")
    results = site.search(question("imprimante"))
    assert (results.engine, [hit.page_id for hit in results.hits]) == (database_name(), [page.pk])


def test_without_an_index_the_database_answers_and_the_log_says_what_to_do(
    site: FallbackEngine, caplog: pytest.LogCaptureFixture
) -> None:
    for index in site.engine.indexes.all():
        site.engine.indexes.drop(index)
    assert site.search(question("aide")).engine == database_name()
    assert "search_rebuild" in caplog.text


class TestANodeOfOurOwn:
    """One server, which is stopped, frozen and killed."""

    @pytest.fixture
    def site(self, own_node: Node, home: HomePage, worker_id: str, settings, monkeypatch) -> Iterator[FallbackEngine]:
        with opened(f"elasticsearch+{own_node.url}/{index_of(worker_id)}") as elastic:
            made = a_site(elastic, "elasticsearch", settings, monkeypatch)
            warm(made)
            yield made

    def publish_and_search(self, site: FallbackEngine, home: HomePage, committed: Committed, times: int) -> None:
        """What is published is on the page of results at once, whoever answers."""
        for _time in range(times):
            number = Push.objects.count() + len(home.get_children())
            with committed():
                page = a_page(home, f"Imprimante{number}")
            started = time.monotonic()
            shown = Client().get("/recherche/", {"q": f"imprimante{number}"})
            assert time.monotonic() - started < AT_ONCE
            assert shown.status_code == 200
            assert page.url in shown.content.decode()

    def test_frozen(self, site: FallbackEngine, own_node: Node, home: HomePage, committed: Committed) -> None:
        self.publish_and_search(site, home, committed, 2)
        own_node.freeze()
        try:
            self.publish_and_search(site, home, committed, 3)
        finally:
            own_node.thaw()
        assert until(site.catching_up.attempt, 20)
        assert same(site.engine)

    def test_killed_and_started_again(
        self, site: FallbackEngine, own_node: Node, home: HomePage, committed: Committed
    ) -> None:
        self.publish_and_search(site, home, committed, 2)
        own_node.kill()
        try:
            self.publish_and_search(site, home, committed, 3)
        finally:
            own_node.start()
        self.publish_and_search(site, home, committed, 1)
        assert until(site.catching_up.attempt, 30)
        assert same(site.engine)

    def test_stopped_and_started_again(
        self, site: FallbackEngine, own_node: Node, home: HomePage, committed: Committed
    ) -> None:
        own_node.stop()
        try:
            self.publish_and_search(site, home, committed, 3)
        finally:
            own_node.start()
        assert until(site.catching_up.attempt, 30)
        assert same(site.engine)


def test_one_of_three_nodes_is_killed_while_pages_are_published(
    three_nodes: list[Node], home: HomePage, worker_id: str, settings, monkeypatch, committed: Committed
) -> None:
    hosts = ",".join(f"127.0.0.1:{node.port}" for node in three_nodes)
    with opened(f"elasticsearch+http://{hosts}/{index_of(worker_id)}") as elastic:
        site = a_site(elastic, "elasticsearch", settings, monkeypatch)
        warm(site)
        [shard] = [
            shard
            for shard in three_nodes[0].ask("GET", f"/_cat/shards/{site.engine.indexes.alias}?format=json")
            if shard["prirep"] == "p"
        ]
        for number in range(30):
            if number == 10:
                # The one that takes the writes.
                three_nodes[int(shard["node"].removeprefix("node-"))].kill()
            with committed():
                page = a_page(home, f"Imprimante{number}")
            results, seconds = timed(site, f"imprimante{number}")
            assert [hit.page_id for hit in results.hits] == [page.pk]
            assert seconds < AT_ONCE
        assert until(site.catching_up.attempt, 60)
        assert same(site.engine)
        assert until(lambda: site.search(question("imprimante3")).engine == "elasticsearch", 20)
