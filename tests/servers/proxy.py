"""A proxy on the way to a server, and all that can go wrong on the way."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

CHUNK = 65_536
GARBAGE = bytes(range(256)) * 4


class Mode(Enum):
    PASS = "everything passes"
    HANG = "connections open, nothing answers"
    REFUSE = "connections are refused, open ones break"
    GARBAGE = "what answers does not speak HTTP"
    PORTAL = "what answers is another site's page"
    ERROR = "what answers is a server that is ill"
    CUT = "answers break off before their end"


def _http(status: str, kind: str, body: bytes) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


ANSWERS = {
    Mode.GARBAGE: GARBAGE,
    Mode.PORTAL: _http("200 OK", "text/html", b"<!doctype html><title>Wi-Fi</title><p>Bienvenue"),
    Mode.ERROR: _http("503 Service Unavailable", "text/plain", b"overloaded"),
}


class Proxy:
    """Forwards `127.0.0.1:port` to an upstream port of this machine; `mode` and `delay` may change at any time."""

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.port = 0
        self.delay = 0.0
        self.requests = 0
        """How many pieces came from clients, whatever became of them."""
        self._mode = Mode.PASS
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._moving = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def mode(self) -> Mode:
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._wait_for(self._change(mode))

    def start(self) -> None:
        self._thread.start()
        self._wait_for(self._change(Mode.PASS))

    def stop(self) -> None:
        self._wait_for(self._change(Mode.REFUSE))
        self._wait_for(self._finish())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _wait_for(self, coroutine: Any) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(10)

    async def _change(self, mode: Mode) -> None:
        self._mode = mode
        if mode is Mode.HANG:
            self._moving.clear()
        else:
            self._moving.set()
        if mode is Mode.REFUSE:
            if self._server:
                self._server.close()
                self._server = None
            for writer in list(self._writers):
                writer.transport.abort()
        elif self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, reuse_address=True)
            self.port = self._server.sockets[0].getsockname()[1]

    async def _finish(self) -> None:
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        upstream: asyncio.StreamWriter | None = None
        try:
            up_reader, upstream = await asyncio.open_connection("127.0.0.1", self.upstream)
            self._writers.add(upstream)
            await asyncio.gather(self._questions(reader, upstream, writer), self._answers(up_reader, writer))
        except OSError:
            pass
        finally:
            for end in (writer, upstream):
                if end:
                    self._writers.discard(end)
                    end.transport.abort()

    async def _questions(
        self, reader: asyncio.StreamReader, upstream: asyncio.StreamWriter, client: asyncio.StreamWriter
    ) -> None:
        while piece := await reader.read(CHUNK):
            self.requests += 1
            await self._moving.wait()
            if self._mode in ANSWERS:
                client.write(ANSWERS[self._mode])
                await client.drain()
                if self._mode is Mode.GARBAGE:
                    raise ConnectionAbortedError
            else:
                upstream.write(piece)
                await upstream.drain()
        raise ConnectionAbortedError

    async def _answers(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        while piece := await reader.read(CHUNK):
            await asyncio.sleep(self.delay)
            await self._moving.wait()
            if self._mode is Mode.CUT:
                client.write(piece[:-10])
                await client.drain()
                raise ConnectionAbortedError
            if self._mode not in ANSWERS:
                client.write(piece)
                await client.drain()
        raise ConnectionAbortedError


@contextmanager
def proxy(upstream: int) -> Iterator[Proxy]:
    """A proxy to the server on this port."""
    between = Proxy(upstream)
    between.start()
    try:
        yield between
    finally:
        between.stop()
