"""PostgreSQL and Elasticsearch for the tests.

`python -m tests.servers start FOLDER --for PID` returns at once: the servers start while the first tests run, and end
with the process PID; `stop FOLDER` ends them sooner. `run FOLDER` stays in this terminal until Ctrl-C, for who writes
tests: in another one, `TEST_SERVERS=FOLDER pytest …`. `address FOLDER NAME` waits for a server and says where it is.
`missing` names the packages to install.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from tests.servers import available
from tests.servers.system import ServerError, alive, end

PID_FILE = "pid"


class Stop(Exception):  # noqa: N818 — not an error
    """Somebody asked for the end."""


def serve(folder: Path, only: list[str], until_exit_of: int | None) -> None:
    """Start each server, say where it is, wait for the end."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Stop

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    servers = available.servers(folder)
    for name in servers:
        available.clean(folder, name)
    try:
        for name, server in servers.items():
            if only and name not in only:
                continue
            try:
                server.start()
            except (ServerError, OSError) as error:
                available.tell(folder, name, error=str(error))
                print(error, flush=True)
            else:
                available.tell(folder, name, address=server.url)
                print(name, server.url, flush=True)
        while until_exit_of is None or alive(until_exit_of):
            time.sleep(0.5)
    except Stop:
        pass
    finally:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_IGN)
        for server in servers.values():
            server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.servers", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("verb", choices=["start", "run", "stop", "address", "missing"])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("name", nargs="?", help="of the server whose address is wanted")
    parser.add_argument("--for", type=int, dest="pid", help="stop when this process has ended")
    parser.add_argument("--only", action="append", default=[], help="start this server only; may be repeated")
    options = parser.parse_args()
    match options.verb:
        case "start":
            options.folder.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, "-m", "tests.servers", "run", options.folder, "--for", str(options.pid)]
            with (options.folder / "log").open("w") as log:
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
                )
            (options.folder / PID_FILE).write_text(str(process.pid))
        case "run":
            print(f"TEST_SERVERS={options.folder}", flush=True)
            serve(options.folder, options.only, options.pid)
        case "stop" if (options.folder / PID_FILE).exists():
            end(int((options.folder / PID_FILE).read_text()), patience=60)
        case "address":
            print(available.address(options.name, options.folder))
        case "missing":
            print("\n".join(available.missing()))


if __name__ == "__main__":
    os.umask(0o022)
    main()
