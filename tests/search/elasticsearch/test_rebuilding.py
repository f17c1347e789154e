"""A new index is made beside the one that answers, and takes its place whole."""

import pytest

from home.models import HomePage
from search.engines.base import EngineError
from search.engines.elasticsearch import copying
from search.engines.elasticsearch import engine as engine_module
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.indexes import WRITES
from search.engines.fallback import FallbackEngine
from search.models import SearchDocument
from tests.factories import a_page
from tests.search.elasticsearch.conftest import Committed, found, same

pytestmark = pytest.mark.elasticsearch


class PowerCutError(Exception):
    pass


@pytest.fixture
def pages(site: FallbackEngine, home: HomePage, committed: Committed, monkeypatch) -> list[int]:
    monkeypatch.setattr(engine_module, "BATCH", 2)
    with committed():
        return [a_page(home, f"Imprimante {number}").pk for number in range(6)]


def test_an_interrupted_rebuild_goes_on_where_it_was(site: FallbackEngine, pages: list[int]) -> None:
    elastic, ticks = site.engine, []
    [old] = elastic.indexes.written()

    def cut(count: int) -> None:
        ticks.append(count)
        if sum(ticks) >= 4:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        elastic.rebuild(cut)
    # The old one still answers.
    assert len(found(elastic, "imprimante")) == 6
    begun = elastic.indexes.unfinished()
    assert begun
    ticks.clear()
    elastic.rebuild(ticks.append)
    # The home page is a document too: what was there is not written again.
    assert ticks[0] == 4
    assert sum(ticks) == SearchDocument.objects.count()
    assert elastic.indexes.written() == [begun]
    assert old != begun
    assert same(elastic)


def test_it_answers_and_follows_what_changes_all_along(
    site: FallbackEngine, home: HomePage, pages: list[int], committed: Committed
) -> None:
    answers: list[int] = []

    def change(_count: int) -> None:
        with committed():
            a_page(home, f"Imprimante {len(answers)} de plus")
            if len(answers) == 1:
                home.get_children().get(pk=pages[0]).specific.delete()
        answers.append(len(found(site, "imprimante")))

    site.rebuild(change)
    assert answers[0] == 7
    assert same(site.engine)
    assert len(found(site.engine, "imprimante")) == 6 + len(answers) - 1


def test_a_rebuild_begun_before_a_backup_was_restored_is_begun_again(site: FallbackEngine, pages: list[int]) -> None:
    begun = site.engine.indexes.create()
    future = SearchDocument.objects.get(page=pages[0])
    SearchDocument.objects.filter(pk=future.pk).update(version=1000)
    copying.send(site.engine.connection, [(pages[0], 1000)], [begun])
    SearchDocument.objects.filter(pk=future.pk).update(version=future.version)
    site.rebuild(lambda _count: None)
    assert begun not in site.engine.indexes.all()
    assert same(site.engine)


def test_what_is_not_ours_is_left_alone_and_what_is_older_goes(
    site: FallbackEngine, elastic: ElasticsearchEngine
) -> None:
    prefix = elastic.address.prefix
    older, foreign = f"{prefix}-00000000-1", f"{prefix}-prive-00000000-1"
    client = elastic.connection.writing
    client.indices.create(index=older, aliases={older + WRITES: {}})
    client.indices.create(index=foreign, aliases={foreign + WRITES: {}})
    try:
        elastic.rebuild(lambda _count: None)
        assert not client.indices.exists(index=older)
        assert client.indices.exists(index=foreign)
    finally:
        client.options(ignore_status=404).indices.delete(index=f"{older},{foreign}", ignore_unavailable=True)


def test_a_write_that_comes_after_its_index_went_makes_no_index(site: FallbackEngine, pages: list[int]) -> None:
    [index] = site.engine.indexes.written()
    site.engine.indexes.drop(index)
    with pytest.raises(EngineError):
        copying.send(site.engine.connection, [(pages[0], 1)], [index])
    assert site.engine.indexes.all() == {}
