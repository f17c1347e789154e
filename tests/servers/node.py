"""One Elasticsearch node: alone, or one of a cluster."""

import base64
import json
import os
import shutil
import signal
import ssl
import subprocess
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.servers.distribution import Version, distribution, jdk
from tests.servers.system import ServerError, end, free_port, open_folder, run, send, until

USER, PASSWORD = "tests", "tests-only"
# bcrypt of the password above, as the server's file of users wants it.
HASHED = "$2b$10$Sh3iCRHAfIG52JOIMexhkunONqb12KIrorSQSh5wn5OLg2EnVYFYu"
# Ready in half the time; a benchmark wants the other compiler too.
QUICK_START = "-XX:TieredStopAtLevel=1"


@dataclass
class Node:
    """A node in `folder`. A secure one speaks TLS and wants a password or a key."""

    version: Version
    folder: Path
    secure: bool = False
    heap: str = "384m"
    options: str = QUICK_START
    settings: dict[str, Any] = field(default_factory=lambda: {"discovery.type": "single-node"})
    port: int = field(default_factory=free_port)
    transport_port: int = field(default_factory=free_port)

    @property
    def certificate(self) -> Path:
        """Of the node and of its authority: it signed itself."""
        return self.folder / "conf" / "certificate.pem"

    @property
    def url(self) -> str:
        return f"https://{USER}:{PASSWORD}@127.0.0.1:{self.port}" if self.secure else f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns when the node answers."""
        home = distribution(self.version)
        conf = self.folder / "conf"
        if not conf.exists():
            self._configure(home, conf)
        java = jdk(self.version)
        environment = {
            "PATH": os.environ["PATH"],
            "ES_JAVA_HOME": str(java),
            "ES_JAVA_OPTS": f"-Xms{self.heap} -Xmx{self.heap} {self.options}",
            "ES_PATH_CONF": str(conf),
            "ES_TMPDIR": str(self.folder / "data"),
        }
        program = home / "bin" / "elasticsearch"
        log = self.folder / "log"
        run(program, "--daemonize", "--pidfile", self._pid_file, log=log, environment=environment)
        if not until(self.healthy, 60):
            raise ServerError(f"{self.url} does not answer\n{log.read_text()[-3000:]}")

    def _configure(self, home: Path, conf: Path) -> None:
        open_folder(self.folder)
        shutil.copytree(home / "config", conf)
        settings = {
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": self.transport_port,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "xpack.security.enabled": self.secure,
            # The disk of a developer may well be nearly full.
            "cluster.routing.allocation.disk.threshold_enabled": False,
        }
        if self.secure:
            settings |= {f"xpack.security.http.ssl.{name}": value for name, value in self._certify(conf).items()}
            (conf / "users").write_text(f"{USER}:{HASHED}\n")
            (conf / "users_roles").write_text(f"superuser:{USER}\n")
        # JSON is YAML too.
        (conf / "elasticsearch.yml").write_text(json.dumps(settings | self.settings))
        for name in ("data", "logs", "conf"):
            open_folder(self.folder / name)
        for path in conf.rglob("*"):
            shutil.chown(path, self.folder.owner())

    def _certify(self, conf: Path) -> dict[str, Any]:
        names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
        files = ["-keyout", conf / "key.pem", "-out", conf / "certificate.pem"]
        kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"]
        subprocess.run(["openssl", "req", *kind, *names, *files], capture_output=True, check=True)
        return {"enabled": True, "key": "key.pem", "certificate": "certificate.pem"}

    @property
    def _pid_file(self) -> Path:
        return self.folder / "data" / "pid"

    @property
    def pid(self) -> int:
        return int(self._pid_file.read_text())

    def ask(self, method: str, path: str, body: Any = None, timeout: float = 5) -> Any:
        """What the node answers, without the client that the product uses."""
        request = urllib.request.Request(f"{self.url.replace(f'{USER}:{PASSWORD}@', '')}{path}", method=method)  # noqa: S310
        context = None
        if self.secure:
            context = ssl.create_default_context(cafile=str(self.certificate))
            request.add_header("Authorization", "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode())
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=timeout, context=context) as answer:  # noqa: S310 — our own server
            return json.load(answer)

    def healthy(self, status: str = "yellow", nodes: int = 1) -> bool:
        try:
            health = self.ask("GET", "/_cluster/health")
        except (OSError, ValueError):
            return False
        return health["status"] in {status, "green"} and health["number_of_nodes"] >= nodes

    def stop(self) -> None:
        if self._pid_file.exists():
            end(self.pid)

    def kill(self) -> None:
        """Power cut."""
        pid = self.pid
        send(pid, signal.SIGKILL)
        until(lambda: not self.healthy(), 10)
        self._pid_file.unlink(missing_ok=True)

    def freeze(self) -> None:
        """It still accepts connections, and never answers."""
        send(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        send(self.pid, signal.SIGCONT)


@contextmanager
def running(node: Node) -> Iterator[Node]:
    try:
        node.start()
        yield node
    finally:
        node.stop()


@contextmanager
def cluster(version: Version, folder: Path, size: int = 3, **options: Any) -> Iterator[list[Node]]:
    """Nodes that know each other, in folders under `folder`."""
    nodes = [Node(version, folder / f"node-{number}", **options) for number in range(size)]
    for number, node in enumerate(nodes):
        node.settings = {
            "cluster.name": folder.name,
            "node.name": f"node-{number}",
            "discovery.seed_hosts": [f"127.0.0.1:{other.transport_port}" for other in nodes],
            "cluster.initial_master_nodes": [f"node-{other}" for other in range(size)],
        }
    with ExitStack() as stack:
        for node in nodes:
            stack.callback(node.stop)
        _start_together(nodes)
        if not until(lambda: nodes[0].healthy("green", nodes=size), 120):
            raise ServerError(f"{size} nodes in {folder} do not find each other")
        yield nodes


def _start_together(nodes: list[Node]) -> None:
    with ThreadPoolExecutor(len(nodes)) as pool:
        for started in [pool.submit(node.start) for node in nodes]:
            started.result()
