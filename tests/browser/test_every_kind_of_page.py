"""One page of each type, and one step with each kind of block: accessible, valid, readable small and large."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checkers
from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS, NewContext, nothing_goes_wrong
from tests.browser.inventory import FIXED, page_types, step_blocks
from tests.browser.server import Server

KINDS = [*page_types(), *(f"step with {block}" for block in step_blocks()), *FIXED]
every_kind = pytest.mark.parametrize("kind", KINDS)

# What is wider than the window, or cut by a box that hides what does not fit.
TOO_WIDE = """() => {
  const wide = [], width = document.documentElement.clientWidth;
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    if (style.visibility === 'hidden' || !box.width || element.closest('.visually-hidden, .skip, .device__tab')) continue;
    // What an SVG draws outside its frame is cut on purpose.
    if (element.ownerSVGElement) continue;
    // The tab of a drawn browser cuts its title, as real ones do; a table or a drawn screen may scroll inside its own box.
    if (element.closest('[tabindex="0"], .scrolls') && !element.matches('[tabindex="0"], .scrolls')) continue;
    const cut = style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
    if (box.right > width + 1 || box.left < -1 || cut) wide.push(element.outerHTML.slice(0, 120));
  }
  return document.documentElement.scrollWidth > width ? ['the page scrolls sideways', ...wide] : wide;
}"""


TOO_LOW = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, textarea')]
  .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline' && !e.closest('.skip'))
  .filter(e => !(e.matches('[type=radio], [type=checkbox]') && e.labels.length))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.width && box.height < 43.5)
  .map(([e, box]) => `${Math.round(box.height)}px: ${e.outerHTML.slice(0, 140)}`)"""


@pytest.fixture
def address(kind: str, inventory: dict[str, str]) -> str:
    assert kind in inventory, f"the starter content shows no {kind}"
    return inventory[kind]


def opened(new_context: NewContext, address: str, **options: object) -> Page:
    page = new_context(**options).new_page()
    page.goto(address)
    return page


@pytest.mark.checkers
@every_kind
def test_a_page_is_sound(new_context, address, kind):
    """Opened once, on a small phone, then looked at in every way: opening is what takes the time."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    with nothing_goes_wrong(page) as watch:
        page.goto(address, wait_until="networkidle")
        if kind == "a page that does not exist":
            watch.problems = [problem for problem in watch.problems if "404" not in problem]
    found = {"cookies": page.context.cookies(), "too wide for 320 pixels": page.evaluate(TOO_WIDE)}
    page.set_viewport_size({"width": 360, "height": 740})
    found["targets lower than 44 pixels and in no sentence"] = page.evaluate(TOO_LOW)
    page.set_viewport_size({"width": 1280, "height": 800})
    found["axe"] = checkers.axe(page)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    found["too wide with text at 200 %"] = page.evaluate(TOO_WIDE)
    assert {judge: faults for judge, faults in found.items() if faults} == {}


@pytest.mark.checkers
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("step with ")])
def test_axe_finds_nothing_in_an_answered_exercise(new_context, address):
    page = opened(new_context, address)
    for form in page.locator("form[data-exercise]").all():
        form.locator("button[type=submit]:enabled").first.click()
        expect(page.locator("form[aria-busy]")).to_have_count(0)
    assert checkers.axe(page) == []


@pytest.mark.checkers
def test_every_kind_is_valid_html(site: Server, inventory: dict[str, str], tmp_path: Path):
    pages = {re.sub(r"\W+", "-", kind): site.get(inventory[kind])[1] for kind in KINDS if kind in inventory}
    checkers.save(pages, tmp_path)
    assert len(list(tmp_path.iterdir())) == len(pages)
    assert checkers.html_validate(tmp_path) == []
    assert checkers.vnu(tmp_path) == []


@pytest.mark.checkers
def test_the_checkers_see_a_fault(tmp_path: Path, new_context):
    faulty = "<!DOCTYPE html><html lang='fr'><head><title>x</title><body><img src='a.png'><p><div></div></p></html>"
    checkers.save({"faulty": faulty.encode()}, tmp_path)
    assert checkers.html_validate(tmp_path)
    assert checkers.vnu(tmp_path)
    page = new_context().new_page()
    page.set_content(faulty)
    assert any(violation.startswith("image-alt") for violation in checkers.axe(page))


@pytest.mark.checkers
@pytest.mark.parametrize("kind", ["home.HomePage", "learning.ModulePage", "step with single_choice", "carnet"])
def test_lighthouse_gives_100_to_accessibility(site: Server, address: str, tmp_path: Path):
    score, failing = checkers.lighthouse_accessibility(site.url + address, CHROMIUM, CHROMIUM_FLAGS, tmp_path)
    assert (score, failing) == (100, [])
