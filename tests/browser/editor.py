"""Somebody who writes, in the admin."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

PASSWORD = "pas-a-pas"
# Two seconds after a form is there, Wagtail notes how it begins; a form that it moves in the page is noted again.
NOTE_BEGINNINGS = """
let noted = false;
addEventListener('w-unsaved:ready', () => { if (!noted) window.beginnings = (window.beginnings ?? 0) + 1 });
addEventListener('w-unsaved:watch-edits', () => { noted = true; if (window.beginnings) window.beginnings -= 1 });
"""
SignIn = Callable[..., Page]


def enter(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=login]", f"{name}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Que voulez-vous faire")).to_be_visible()


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}']")


def settled(page: Page) -> None:
    """Wait until Wagtail takes what is typed for a change: before that, it takes it for the form's beginning."""
    page.wait_for_function("() => window.beginnings === 0")


def press_save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer le brouillon").click(no_wait_after=True)


def saved_by_itself(page: Page) -> None:
    expect(page.locator("#w-autosave-indicator")).to_have_attribute("data-w-autosave-state-value", "saved")


def save(page: Page) -> None:
    press_save(page)
    expect(page.locator(".messages .success")).to_be_visible()
    settled(page)


def comment_box(page: Page, path: str) -> Locator:
    """Opened beside a field, as Wagtail's editor does it; the caret is in it."""
    inside = page.locator("form[data-edit-form]")
    for name in path.split("."):
        inside = inside.locator(f"[data-contentpath='{name}']").first
    inside.hover()
    inside.locator("[data-comment-add]").first.click()
    box = page.locator(".comment--mode-creating.comment--focused")
    expect(box.locator("textarea")).to_be_focused()
    return box


def comment_on(page: Page, path: str, text: str) -> None:
    box = comment_box(page, path)
    box.locator("textarea").fill(text)
    keep_comment(box)
    expect(page.locator(".comment", has_text=text)).to_be_visible()


def keep_comment(box: Locator) -> None:
    """By the keyboard: the box may still be on its way to its place when a pointer would meet it."""
    box.get_by_role("button", name="Commenter").press("Enter")
    expect(box).to_have_count(0)
