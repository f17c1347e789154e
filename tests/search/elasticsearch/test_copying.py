"""The copy is right whatever happens to the messages: lost, repeated, late, in any order."""

import pytest

from home.models import HomePage
from search.checking import repair_engine
from search.engines.base import Differences
from search.engines.elasticsearch import copying, indexes
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.schema import MAPPINGS
from search.engines.fallback import FallbackEngine
from search.models import Clock, Push, SearchDocument
from tests.factories import a_page
from tests.search.elasticsearch.conftest import Committed, found, same

pytestmark = pytest.mark.elasticsearch


def test_what_is_published_is_found_at_once(site: FallbackEngine, home: HomePage, committed: Committed) -> None:
    with committed():
        page = a_page(home, "Imprimante")
    assert found(site.engine, "imprimantes") == [page.pk]
    assert same(site.engine)


def test_what_changes_and_what_goes_is_followed(site: FallbackEngine, home: HomePage, committed: Committed) -> None:
    with committed():
        page, other = a_page(home, "Imprimante"), a_page(home, "Souris")
    with committed():
        page.title = "Clavier"
        page.save_revision().publish()
        other.delete()
    assert found(site.engine, "imprimante") == found(site.engine, "souris") == []
    assert found(site.engine, "clavier") == [page.pk]
    assert same(site.engine)


def test_what_is_undone_is_never_sent(site: FallbackEngine, home: HomePage, committed: Committed) -> None:
    with committed():
        page = a_page(home, "Imprimante")
    with committed():
        page.unpublish()
        page.save_revision().publish()
    assert found(site.engine, "imprimante") == [page.pk]
    assert same(site.engine)


def test_an_old_message_that_comes_late_changes_nothing(
    site: FallbackEngine, home: HomePage, committed: Committed
) -> None:
    with committed():
        page = a_page(home, "Imprimante")
    elastic, index = site.engine, site.engine.indexes.written()
    old = SearchDocument.objects.get(page=page.pk)
    with committed():
        page.title = "Clavier"
        page.save_revision().publish()
    # The row as another process had read it before the change.
    new_version = SearchDocument.objects.get(page=page.pk).version
    SearchDocument.objects.filter(pk=old.pk).update(title="Imprimante", version=old.version)
    assert copying.send(elastic.connection, [(page.pk, old.version)], index) == {}
    SearchDocument.objects.filter(pk=old.pk).update(title="Clavier", version=new_version)
    elastic.indexes.refresh(elastic.indexes.alias)
    assert found(elastic, "clavier") == [page.pk]
    assert found(elastic, "imprimante") == []


def test_a_deletion_that_comes_before_an_older_write_wins(
    site: FallbackEngine, home: HomePage, committed: Committed
) -> None:
    with committed():
        page = a_page(home, "Imprimante")
    elastic, index = site.engine, site.engine.indexes.written()
    row = SearchDocument.objects.get(page=page.pk)
    copying.send(elastic.connection, [(page.pk, row.version)], index)
    SearchDocument.objects.filter(pk=row.pk).update(page_id=home.pk)
    copying.send(elastic.connection, [(page.pk, row.version + 1)], index)
    SearchDocument.objects.filter(pk=row.pk).update(page_id=page.pk)
    copying.send(elastic.connection, [(page.pk, row.version)], index)
    elastic.indexes.refresh(elastic.indexes.alias)
    assert found(elastic, "imprimante") == []


def test_a_message_that_comes_twice_changes_nothing(site: FallbackEngine, home: HomePage, committed: Committed) -> None:
    with committed():
        page = a_page(home, "Imprimante")
    version = SearchDocument.objects.get(page=page.pk).version
    Push.objects.create(page_id=page.pk, version=version)
    site.flush()
    assert same(site.engine)


def test_a_message_that_is_lost_is_noticed_and_mended(
    site: FallbackEngine, home: HomePage, committed: Committed
) -> None:
    with committed():
        kept, changed, gone = a_page(home, "Souris"), a_page(home, "Clavier"), a_page(home, "Imprimante")
    changed.title = "Fichier"
    changed.save_revision().publish()
    gone.delete()
    added = a_page(home, "Dossier")
    Push.objects.all().delete()
    differences = site.differences()
    assert (differences.missing, differences.extra, differences.stale) == ((added.pk,), (gone.pk,), (changed.pk,))
    with committed():
        repair_engine(differences)
    assert same(site.engine)
    assert found(site.engine, "souris") == [kept.pk]


def test_a_restored_backup_is_older_than_the_copy_and_still_wins(
    site: FallbackEngine, home: HomePage, committed: Committed
) -> None:
    with committed():
        page = a_page(home, "Imprimante")
    for title in ("Clavier", "Souris"):
        with committed():
            page.title = title
            page.save_revision().publish()
    # What the database was before its last writes.
    SearchDocument.objects.filter(page=page.pk).update(title="Imprimante", version=1)
    Clock.objects.update(number=1)
    assert site.differences().stale == (page.pk,)
    with committed():
        repair_engine(site.differences())
    assert same(site.engine)
    assert found(site.engine, "imprimante") == [page.pk]


def test_a_change_during_a_push_is_sent_by_the_next(site: FallbackEngine, home: HomePage, monkeypatch) -> None:
    page = a_page(home, "Imprimante")
    send = copying.send

    def interrupted(*arguments):
        refused = send(*arguments)
        page.title = "Clavier"
        page.save_revision().publish()
        return refused

    monkeypatch.setattr(copying, "send", interrupted)
    site.flush()
    assert Push.objects.filter(page_id=page.pk).exists()
    monkeypatch.setattr(copying, "send", send)
    site.flush()
    assert found(site.engine, "clavier") == [page.pk]
    assert same(site.engine)


def test_a_document_that_is_refused_does_not_hold_up_the_others(
    elastic: ElasticsearchEngine, home: HomePage, monkeypatch, caplog: pytest.LogCaptureFixture
) -> None:
    # A server that takes only titles that are numbers.
    fields = MAPPINGS["properties"] | {"sorted_title": {"type": "integer"}}
    monkeypatch.setattr(indexes, "MAPPINGS", MAPPINGS | {"properties": fields})
    elastic.rebuild(lambda _count: None)
    bad, good = a_page(home, "Imprimante"), a_page(home, "2026")
    for page in (bad, good):
        Push.objects.create(page_id=page.pk, version=SearchDocument.objects.get(page=page.pk).version)
    for _attempt in range(Push.ATTEMPTS):
        elastic.flush()
    assert found(elastic, "2026") == [good.pk]
    [refused] = Push.objects.all()
    assert refused.page_id == bad.pk
    assert "sorted_title" in refused.error
    # It is given up until it changes, so that it does not keep the engine from answering.
    assert not Push.objects.sendable().exists()
    assert f"refuses page {bad.pk}" in caplog.text


def test_nothing_differs_in_an_empty_site(site: FallbackEngine) -> None:
    assert site.differences() == Differences()
