"""Take the picture of the README from a running demo: `make screenshot`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).with_name("screenshot.png")
STEP = "modules/mot-de-passe-solide/2/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def take(address: str) -> None:
    """A step with its exercise answered, as a visitor sees it on a laptop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1040, "height": 1400}, locale="fr-FR", reduced_motion="reduce")
        page.goto(f"{address}{STEP}", wait_until="networkidle")
        page.locator("form[data-exercise] [type=radio]").first.check()
        page.get_by_role("button", name="Vérifier").first.click()
        page.locator(".feedback").wait_for()
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1])
