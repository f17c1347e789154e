"""The proxy does what its modes say: what the fault tests prove depends on it."""

import http.client
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.servers.proxy import Mode, Proxy, proxy


class Hello(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        # In one piece, as a server that does not stream.
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\nhello, the network")

    def log_message(self, *_details: object) -> None:
        pass


@pytest.fixture
def between() -> Iterator[Proxy]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hello)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    with proxy(server.server_port) as made:
        yield made
    server.shutdown()
    thread.join()
    server.server_close()


def ask(between: Proxy) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{between.port}/", timeout=0.5) as answer:
        return answer.read()


def test_everything_passes_by_default(between: Proxy) -> None:
    assert ask(between) == b"hello, the network"


def test_a_delay_is_a_delay(between: Proxy) -> None:
    between.delay = 0.2
    started = time.monotonic()
    assert ask(between) == b"hello, the network"
    assert time.monotonic() - started >= 0.2


@pytest.mark.parametrize(
    ("mode", "error"),
    [
        (Mode.HANG, TimeoutError),
        (Mode.REFUSE, OSError),
        (Mode.GARBAGE, http.client.BadStatusLine),
        (Mode.ERROR, OSError),
        (Mode.CUT, (http.client.HTTPException, OSError)),
    ],
)
def test_a_fault_shows_and_goes(between: Proxy, mode: Mode, error: type[Exception]) -> None:
    between.mode = mode
    with pytest.raises(error):
        ask(between)
    between.mode = Mode.PASS
    assert ask(between) == b"hello, the network"


def test_another_site_may_answer(between: Proxy) -> None:
    between.mode = Mode.PORTAL
    assert b"Wi-Fi" in ask(between)


def test_an_open_connection_breaks_too(between: Proxy) -> None:
    with socket.create_connection(("127.0.0.1", between.port), timeout=0.5) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(1000).endswith(b"hello, the network")
        between.mode = Mode.REFUSE
        assert client.recv(1000) == b""
