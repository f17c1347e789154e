"""The client, with the patience that a visitor has, and one kind of error for all that can go wrong."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import copy
from typing import Any, TypeVar

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.engines.base import EngineError, RefusedError
from search.engines.elasticsearch.address import Address

T = TypeVar("T")
# Seconds for a request that writes or compares: nobody is waiting for a page.
WRITING = 20
# Seconds for a request that an editor waits for; what does not pass is sent later.
HURRY = 1.5
# How many questions may wait at once for a server that does not answer.
WAITING = 16


NO_INDEX = "there is no index; `manage.py search_rebuild` makes one"


class NoIndexError(EngineError):
    """The server answers, and has no index of ours, or not the one that this version of the code reads."""


@contextmanager
def told_apart() -> Iterator[None]:
    """Raises `EngineError` for everything that a server, a network or a certificate can do wrong."""
    try:
        yield
    except ApiError as error:
        if error.meta.status == 404:
            raise NoIndexError(NO_INDEX) from error
        kind = RefusedError if error.meta.status == 400 else EngineError
        raise kind(f"{error.meta.status} {error}") from error
    except TransportError as error:
        causes = [str(cause) for cause in error.errors]
        raise EngineError(": ".join([str(error.message), *causes])) from error
    except OSError as error:
        raise EngineError(str(error) or repr(error)) from error
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise EngineError(f"an answer that makes no sense ({error!r})") from error


class Connection:
    """One for a process: its threads share it."""

    def __init__(self, address: Address) -> None:
        self.address = address
        # A second node is tried when there is one; both tries fit in the visitor's patience.
        retries = min(len(address.hosts) - 1, 1)
        options = address.options()
        self.reading = Elasticsearch(
            **options,
            request_timeout=address.patience / (retries + 1),
            max_retries=retries,
            retry_on_timeout=True,
            dead_node_backoff_factor=1,
            max_dead_node_backoff=10,
        )
        self.writing = Elasticsearch(
            **options, request_timeout=WRITING, max_retries=len(address.hosts), retry_on_timeout=False
        )
        self._threads = ThreadPoolExecutor(WAITING, thread_name_prefix="elasticsearch")

    def ask(self, index: str, body: dict[str, Any], *, patience: float | None = None) -> Any:
        """One question, answered in time or not at all, even when a name server or a slow trickle is to blame.

        `patience` in seconds, if it is less than a visitor's.
        """
        # Half an answer is no answer: facets would count wrong.
        parameters = {"allow_partial_search_results": "false"}
        asked = self._threads.submit(
            self.reading.perform_request,
            "POST",
            f"/{index}/_search",
            params=parameters,
            headers={"accept": "application/json", "content-type": "application/json"},
            body=body,
        )
        with told_apart():
            try:
                return asked.result(timeout=(patience or self.address.patience) + 0.05).body
            except TimeoutError:
                asked.cancel()
                raise

    def write(self, request: Callable[[Elasticsearch], T]) -> T:
        """What `request` makes of the answer, which it must not trust more than the network."""
        with told_apart():
            return request(self.writing)

    def in_a_hurry(self) -> "Connection":
        """The same, for somebody who waits while it writes."""
        hurried = copy(self)
        hurried.writing = self.writing.options(request_timeout=HURRY, max_retries=min(len(self.address.hosts) - 1, 1))
        return hurried

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.reading.close()
        self.writing.close()
