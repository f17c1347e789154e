"""Running other people's servers: on a free port, as somebody who is not root, until we say stop."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = os.geteuid() == 0
# Both servers refuse to run as root. This account is on every system and owns nothing.
ACCOUNT = "nobody"


class ServerError(Exception):
    """A server could not be prepared or started; says what to do about it."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def open_folder(path: Path) -> Path:
    """A folder that the servers' account owns; those above it let it pass."""
    path.mkdir(parents=True, exist_ok=True)
    if ROOT:
        shutil.chown(path, ACCOUNT)
        path.chmod(0o700)
        temporary = Path(tempfile.gettempdir())
        for above in path.parents:
            if above.is_relative_to(temporary) and above != temporary:
                above.chmod(above.stat().st_mode | 0o011)
    return path


def run(*command: str | Path, log: Path, timeout: float = 180, environment: Mapping[str, str] | None = None) -> None:
    """A command to its end, as the servers' account; what it says goes to `log`."""
    as_account = {"user": ACCOUNT, "extra_groups": []} if ROOT else {}
    with log.open("ab") as output:
        try:
            subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=dict(environment or {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}),
                cwd="/",
                timeout=timeout,
                check=True,
                **as_account,
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise ServerError(f"{error}\n{tail(log)}") from error


def tail(log: Path, lines: int = 30) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""


def alive(pid: int) -> bool:
    """Whether the process runs; one that has died but was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def end(pid: int, how: signal.Signals = signal.SIGTERM, patience: float = 30) -> None:
    """Ask the process to stop, and insist when it has not."""
    send(pid, how)
    send(pid, signal.SIGCONT)
    if not until(lambda: not alive(pid), patience):
        send(pid, signal.SIGKILL)
        until(lambda: not alive(pid), 10)


def send(pid: int, name: signal.Signals) -> None:
    if alive(pid):
        os.kill(pid, name)


def until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for the condition; false when it did not come true in time."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """What several processes want to prepare is prepared by the first one, while the others wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
