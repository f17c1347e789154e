"""A real site with the starter content, a real browser, JavaScript on and off."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.editor import NOTE_BEGINNINGS, SignIn, enter
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

# ms. A slow machine takes its time; a fault takes it once.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


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
        contexts[-1].set_default_timeout(PATIENCE)
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


@pytest.fixture(scope="module")
def workshop(prepared_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A site of its own: what is written here is not for the other tests."""
    with running(prepared_site, tmp_path_factory.mktemp("workshop")) as server:
        yield server


@pytest.fixture
def sign_in(browser: Browser, workshop: Server) -> Iterator[SignIn]:
    """One of the demo's three people, on a computer of their own; `expecting` names a problem that is not one."""
    opened = []

    def on_a_computer(name: str, expecting: str | None = None) -> Page:
        context = browser.new_context(
            base_url=workshop.url, locale="fr-FR", reduced_motion="reduce", viewport={"width": 1500, "height": 1100}
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(NOTE_BEGINNINGS)
        page = context.new_page()
        opened.append((context, nothing_goes_wrong(page), expecting))
        enter(page, name)
        return page

    yield on_a_computer
    for context, _watch, _expecting in opened:
        context.close()
    problems = [
        problem
        for _context, watch, expecting in opened
        for problem in watch.problems
        if not (expecting and expecting in problem)
    ]
    assert not problems, problems


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


class nothing_goes_wrong:  # noqa: N801 — reads as a sentence
    """Fails the test if the page logged an error, or asked anything of another host."""

    def __init__(self, page: Page, ours: str = "http://127.0.0.1:") -> None:
        self.problems: list[str] = []
        self.ours = ours
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", self.note_error)
        page.on("request", self.note_third_party)

    def note_error(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"{message.text} ({message.location['url']})")

    def note_third_party(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith((self.ours, "data:", "blob:")):
            self.problems.append(f"asks another host: {url}")

    def __enter__(self) -> "nothing_goes_wrong":
        return self

    def __exit__(self, kind: type | None, *_details: object) -> None:
        if kind is None:
            assert not self.problems, self.problems
