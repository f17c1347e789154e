"""TLS and keys, with a server that asks for them."""

import os

import pytest

from search.engines.base import EngineError
from search.engines.elasticsearch import address
from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.search.elasticsearch.conftest import opened
from tests.servers import available
from tests.servers.distribution import VERSIONS
from tests.servers.fixtures import elasticsearch_url, index_of

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def secure_url(worker_id: str) -> str:
    """Of the version whose server asks for TLS and a password."""
    if available.VARIABLE not in os.environ:
        pytest.skip("no Elasticsearch: see `python -m tests.servers --help`")
    return elasticsearch_url(f"elasticsearch-{VERSIONS[0].major}", index_of(worker_id))


def refused(url: str) -> str:
    engine = ElasticsearchEngine(address.read(url))
    with pytest.raises(EngineError) as told:
        engine.ping()
    engine.close()
    return str(told.value)


def test_a_key_opens_what_it_was_made_for(secure_url: str, db: None) -> None:
    with opened(secure_url) as admin:
        admin.rebuild(lambda _count: None)
        rights = {"names": [f"{admin.address.prefix}-*"], "privileges": ["all"]}
        roles = {"search": {"cluster": ["monitor"], "indices": [rights]}}
        key = admin.connection.writing.security.create_api_key(name="search", role_descriptors=roles)
        with_key = secure_url.replace("tests:tests-only@", f"{key['encoded'].replace('=', '%3D')}@")
        with opened(with_key) as engine:
            engine.ping()
            engine.rebuild(lambda _count: None)
            assert not engine.differences()
        assert "401" in refused(secure_url.replace("tests-only", "wrong"))


def test_a_certificate_of_somebody_else_is_refused(secure_url: str) -> None:
    without = secure_url.partition("&ca=")[0]
    assert "certificate" in refused(without).lower()
