"""What a test asks for to have a real server; `tests/servers/__main__.py` says how they start."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection

from tests.servers import available
from tests.servers.distribution import VERSIONS, versions
from tests.servers.node import Node, cluster, running


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Only PostgreSQL can run what is for it alone: elsewhere it is not a test that is skipped, it is none."""
    if connection.vendor == "postgresql":
        return
    alien = [item for item in items if (marker := item.get_closest_marker("postgres")) and marker.kwargs.get("only")]
    if alien:
        config.hook.pytest_deselected(items=alien)
        items[:] = [item for item in items if item not in alien]


def elasticsearch_url(name: str, index: str) -> str:
    """What an operator would write in SEARCH_URL."""
    address = urlsplit(available.address(name))
    # A server that has just started on a busy machine is slow; what is too slow is tested on its own.
    options = {"patience": "10"}
    if address.scheme == "https":
        options["ca"] = str(Path(os.environ[available.VARIABLE]) / name / "conf" / "certificate.pem")
    return f"elasticsearch+{address.scheme}://{address.netloc}/{index}?{urlencode(options)}"


def index_of(worker_id: str) -> str:
    """A prefix of indexes that no other test has."""
    return f"{worker_id}-{uuid.uuid4().hex[:12]}"


@pytest.fixture(params=[version.major for version in versions()] or ["none"])
def search_url(request: pytest.FixtureRequest, worker_id: str) -> str:
    """SEARCH_URL of a server that other tests share, once for each version; the names of its indexes are our own."""
    if available.VARIABLE not in os.environ or not versions():
        pytest.skip("no Elasticsearch: see `python -m tests.servers --help`")
    return elasticsearch_url(f"elasticsearch-{request.param}", index_of(worker_id))


@pytest.fixture(scope="module")
def own_node() -> Iterator[Node]:
    """A node of the newest version that a test may stop, freeze or kill; it must leave it running."""
    version = (versions() or VERSIONS)[-1]
    with tempfile.TemporaryDirectory() as folder, running(Node(version, Path(folder) / "node")) as node:
        yield node


@pytest.fixture
def three_nodes() -> Iterator[list[Node]]:
    """A cluster that a test may mistreat."""
    with tempfile.TemporaryDirectory() as folder, cluster(VERSIONS[0], Path(folder) / "nodes") as nodes:
        yield nodes
