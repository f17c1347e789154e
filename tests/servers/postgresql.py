"""A PostgreSQL cluster of the tests' own: nothing of it outlives them, and no other one is touched."""

import re
import secrets
import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.system import ROOT, ServerError, end, free_port, open_folder, run

USER = "tests"
# Speed before safety: this data need not survive the machine.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "128MB",
}


def binaries() -> Path | None:
    """Where `initdb` is: in the newest version that Debian installed, or on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def _version(path: Path) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", str(path))]


@dataclass
class PostgreSQL:
    folder: Path
    port: int = field(default_factory=free_port)
    password: str = field(default_factory=secrets.token_urlsafe)

    @property
    def url(self) -> str:
        return f"postgres://{USER}:{self.password}@127.0.0.1:{self.port}/postgres"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        programs = binaries()
        if programs is None:
            raise ServerError("PostgreSQL is not installed (on Debian: apt-get install postgresql postgresql-contrib)")
        open_folder(self.folder)
        log = self.folder / "log"
        secret = self.folder / "password"
        secret.write_text(self.password)
        if ROOT:
            shutil.chown(secret, self.folder.owner())
        as_we_are = ["--username", USER, "--pwfile", secret, "--auth", "scram-sha-256"]
        run(programs / "initdb", "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8", *as_we_are, self.data, log=log)
        with (self.data / "postgresql.conf").open("a") as conf:
            settings = SETTINGS | {"port": str(self.port), "unix_socket_directories": str(self.folder)}
            conf.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        run(programs / "pg_ctl", "-w", "-D", self.data, "-l", self.folder / "server.log", "start", log=log)

    def stop(self) -> None:
        pid = self.data / "postmaster.pid"
        if pid.exists():
            # SIGINT is its "fast shutdown": it does not wait for clients.
            end(int(pid.read_text().split()[0]), signal.SIGINT)
