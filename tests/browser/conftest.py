"""A real site with the starter content, a real browser, JavaScript on and off."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.server import Server, prepared, running

# Playwright's loop stays alive in this thread between tests; tests of this worker that use the database must not mind.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Debian's Chromium, or another one named by the environment.
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def prepared_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that `make demo` fills, made once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    return prepared(shared if worker_id == "master" else shared.parent)


@pytest.fixture(scope="session")
def site(prepared_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """This worker's own copy of the site, served as the demo serves it."""
    with running(prepared_site, tmp_path_factory.mktemp("site")) as server:
        yield server


@pytest.fixture(scope="session")
def inventory(prepared_site: Path) -> dict[str, str]:
    """The address of one page of each kind: see `tests.browser.inventory`."""
    return json.loads((prepared_site / "inventory.json").read_text())["addresses"]


@pytest.fixture(scope="session")
def walk(prepared_site: Path) -> dict[str, Any]:
    """A path to walk, with a question on the way: see `tests.browser.inventory`."""
    return json.loads((prepared_site / "inventory.json").read_text())["walk"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(browser: Browser, site: Server) -> Iterator[NewContext]:
    """Another computer: no cookie, no cache. Closed when the test ends."""
    contexts: list[BrowserContext] = []

    def open_context(**options: object) -> BrowserContext:
        defaults = {
            "base_url": site.url,
            "locale": "fr-FR",
            "viewport": {"width": 1280, "height": 800},
            # No smooth scrolling: what has the focus is in view at once.
            "reduced_motion": "reduce",
        }
        contexts.append(browser.new_context(**(defaults | options)))
        contexts[-1].set_default_timeout(10_000)
        return contexts[-1]

    yield open_context
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context: NewContext) -> Iterator[Page]:
    """A page that reports what went wrong in it: script errors, refused resources, third parties."""
    page = new_context().new_page()
    with nothing_goes_wrong(page):
        yield page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


class nothing_goes_wrong:  # noqa: N801 — reads as a sentence
    """Fails the test if the page logged an error, or asked anything of another host."""

    def __init__(self, page: Page) -> None:
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", lambda message: self.problems.append(message.text) if message.type == "error" else None)
        page.on("request", self.note_third_party)

    def note_third_party(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.problems.append(f"asks another host: {url}")

    def __enter__(self) -> "nothing_goes_wrong":
        return self

    def __exit__(self, kind: type | None, *_details: object) -> None:
        if kind is None:
            assert not self.problems, self.problems
