"""A visitor who has only a keyboard."""

import re

from playwright.sync_api import Page, expect

# What a screen reader would call the focused element, simply put.
FOCUSED_NAME = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return '';
  const label = e.labels && e.labels.length ? e.labels[0].innerText : '';
  return (e.getAttribute('aria-label') || label || e.innerText || e.value || '').replace(/\\s+/g, ' ').trim();
}"""
FOCUS_IS_VISIBLE = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  const marked = [e, ...(e.labels || [])].some(x => {
    const s = getComputedStyle(x);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
  });
  return seen && marked;
}"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, name: str) -> None:
        """Press Tab until something called `name` has the focus, which one must be able to see."""
        seen: list[str] = []
        for _press in range(150):
            self.page.keyboard.press("Tab")
            current = plain(self.page.evaluate(FOCUSED_NAME))
            if plain(name) in current:
                assert self.page.evaluate(FOCUS_IS_VISIBLE), f"nothing shows that {name!r} has the focus"
                return
            seen.append(current)
        raise AssertionError(f"Tab never reaches {name!r}; it goes through {list(dict.fromkeys(seen))}")

    def follow(self, name: str) -> None:
        """Go to a link and press Enter."""
        self.go_to(name)
        before = self.page.url
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: url != before)

    def press_button(self, name: str) -> None:
        self.go_to(name)
        self.page.keyboard.press("Enter")

    def choose(self, exercise: str, text: str) -> None:
        """Go to the radio buttons of an exercise and move with the arrows to the answer called `text`."""
        group = self.page.locator(f"#exercice-{exercise} input[type=radio]")
        for _press in range(150):
            if group.and_(self.page.locator(":focus")).count():
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _arrow in range(group.count() + 1):
            if plain(text) in plain(self.page.evaluate(FOCUSED_NAME)):
                expect(self.page.locator(":focus")).to_be_checked()
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no answer is called {text!r}")


def plain(text: str) -> str:
    """Without what typography changes between the source and the page."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip().lower()
