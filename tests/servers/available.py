"""Which servers a run of the tests has, and where they are."""

import json
import os
import shutil
from pathlib import Path

from tests.servers.distribution import VERSIONS, versions
from tests.servers.node import Node
from tests.servers.postgresql import PostgreSQL, binaries
from tests.servers.system import ServerError, until

# The folder that `python -m tests.servers start` filled.
VARIABLE = "TEST_SERVERS"


def servers(folder: Path) -> dict[str, PostgreSQL | Node]:
    """What this machine can run, first needed first. The oldest Elasticsearch is the secure one."""
    found: dict[str, PostgreSQL | Node] = {}
    if binaries():
        found["postgresql"] = PostgreSQL(folder / "postgresql")
    for version in versions():
        name = f"elasticsearch-{version.major}"
        found[name] = Node(version, folder / name, secure=version == VERSIONS[0])
    return found


def missing() -> list[str]:
    """Debian's packages to install so that every test can run."""
    wanted = {"postgresql": binaries(), "default-jdk-headless": shutil.which("javac"), "maven": shutil.which("mvn")}
    return [package for package, found in wanted.items() if not found]


def clean(folder: Path, name: str) -> None:
    """Forget what an earlier run left."""
    (folder / f"{name}.json").unlink(missing_ok=True)
    shutil.rmtree(folder / name, ignore_errors=True)


def tell(folder: Path, name: str, **message: str) -> None:
    """Written whole or not at all: others are waiting for it."""
    draft = folder / f"{name}.draft"
    draft.write_text(json.dumps(message))
    draft.rename(folder / f"{name}.json")


def address(name: str, folder: Path | None = None) -> str:
    """Where the server is, as soon as it answers."""
    told = (folder or Path(os.environ[VARIABLE])) / f"{name}.json"
    if not until(told.exists, 300):
        raise ServerError(f"{name} did not start: see {told.parent}/log")
    message = json.loads(told.read_text())
    if "error" in message:
        raise ServerError(message["error"])
    return message["address"]
