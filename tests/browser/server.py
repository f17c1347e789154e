"""The site under test: prepared once by the demo's own command, then served by each worker from its own copy."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Server:
    url: str
    folder: Path

    def get(self, address: str) -> tuple[int, bytes]:
        """What a client without a browser receives."""
        try:
            with urllib.request.urlopen(self.url + address) as response:  # noqa: S310 — our own server
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "DATABASE_URL", "SECRET_KEY"}}
    paths = os.pathsep.join((str(ROOT), str(ROOT / "site")))
    ours = {"DEMO": "1", "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": paths}
    return kept | ours | more


def prepared(shared: Path) -> Path:
    """The demo's folder, made by the first worker that asks while the others wait.

    PREPARED_SITE names a folder to keep between runs, for who writes these tests: nothing in it is renewed.
    """
    folder = Path(os.environ.get("PREPARED_SITE", shared / "prepared-site"))
    with (shared / "prepared-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "inventory.json").exists():
            folder.mkdir(exist_ok=True)
            run("manage.py", "demo", "--no-server", folder=folder)
            # Blocks that the starter content does not show.
            run("manage.py", "import_content", "--racine", "tests/browser/content", folder=folder)
            (folder / "inventory.json").write_text(run("-m", "tests.browser.inventory", folder=folder))
    return folder


def run(*command: str, folder: Path) -> str:
    result = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@contextmanager
def running(prepared_folder: Path, folder: Path, host: str = "127.0.0.1") -> Iterator[Server]:
    """Serve a copy of the prepared site from `folder` on a free port, under one of the names of this machine."""
    for path in prepared_folder.iterdir():
        if path.name == "static":
            (folder / "static").symlink_to(path)
        elif path.is_dir():
            shutil.copytree(path, folder / path.name)
        else:
            shutil.copy2(path, folder / path.name)
    port = free_port()
    server = Server(f"http://{host}:{port}", folder)
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
        "--no-control-socket",
    ]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(folder, BASE_URL=server.url), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_for(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(10)


def wait_for(server: Server, process: subprocess.Popen) -> None:
    for _attempt in range(300):
        assert process.poll() is None, (server.folder / "server.log").read_text()
        try:
            if server.get("/sante/")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site does not answer: " + (server.folder / "server.log").read_text())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
