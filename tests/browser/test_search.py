"""Searching, by keyboard and by mouse, with JavaScript and without: the address always says what is shown."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checkers
from tests.browser.conftest import NewContext, nothing_goes_wrong
from tests.browser.keyboard import Keyboard
from tests.browser.server import ROOT, Server


@pytest.fixture
def reader(new_context: NewContext, javascript: bool) -> Page:
    return new_context(java_script_enabled=javascript).new_page()


def list_title(page: Page):
    return page.locator("#total")


def choose(page: Page, box: str, javascript: bool) -> None:
    """Tick a box; without a script, then ask for the results."""
    page.locator(box).check()
    if not javascript:
        page.get_by_role("button", name="Voir les résultats").click()


def test_from_the_home_page_to_a_result_and_back(reader, javascript):
    with nothing_goes_wrong(reader):
        reader.goto("/")
        keyboard = Keyboard(reader)
        keyboard.go_to("Que voulez-vous apprendre")
        reader.keyboard.type("mot de passe")
        reader.keyboard.press("Enter")
        reader.wait_for_url("**/recherche/?q=mot+de+passe")
        before = list_title(reader).inner_text()

        choose(reader, "#f-type-module", javascript)
        reader.wait_for_url("**/recherche/?q=mot+de+passe&type=module*")
        expect(list_title(reader)).not_to_have_text(before)
        expect(reader.locator("#f-type-mot")).to_be_visible()
        after = list_title(reader).inner_text()

        reader.get_by_role("link", name="Choisir un mot de passe solide").click()
        expect(reader.locator("h1")).to_contain_text("mot de passe solide")
        reader.go_back()
        expect(list_title(reader)).to_have_text(after)
        expect(reader.locator("#f-type-module")).to_be_checked()
        reader.go_back()
        reader.wait_for_url("**/recherche/?q=mot+de+passe")
        expect(list_title(reader)).to_have_text(before)
        expect(reader.locator("#f-type-module")).not_to_be_checked()
        assert reader.context.cookies() == []


def test_a_chip_and_a_page_keep_the_address_right(reader):
    reader.goto("/recherche/?type=mot&niveau=&tri=pertinence")
    reader.get_by_role("link", name="Page suivante").click()
    reader.wait_for_url("**/recherche/?type=mot&page=2")
    expect(reader.locator(".pages span")).to_contain_text("Page 2")
    reader.get_by_role("link", name=re.compile("Enlever")).click()
    reader.wait_for_url(re.compile(r"/recherche/$"))
    expect(reader.locator("#f-type-mot")).not_to_be_checked()
    expect(reader.locator(".chips")).to_have_count(0)


def test_choosing_by_keyboard_keeps_the_focus_and_says_how_many(page):
    page.goto("/recherche/")
    status = page.locator("#trouve [role=status]")
    before = status.inner_text()
    page.locator("#f-type-module").focus()
    page.keyboard.press("Space")
    expect(status).not_to_have_text(before)
    expect(page.locator("#f-type-module")).to_be_focused()
    expect(page).to_have_title(re.compile("Recherche"))
    page.get_by_role("link", name=re.compile("Enlever")).press("Enter")
    expect(status).to_have_text(before)
    expect(list_title(page)).to_be_focused()


def test_an_order_is_followed_at_once(page):
    page.goto("/recherche/?type=module")
    page.get_by_label("Dans l’ordre").select_option("duree")
    page.wait_for_url("**/recherche/?type=module&tri=duree")
    expect(page.locator("#f-type-module")).to_be_checked()


def test_on_a_telephone_the_facets_wait_and_lead_to_the_list(new_context):
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto("/recherche/")
    expect(page.locator("#f-type-module")).to_be_hidden()
    page.get_by_text("Affiner").click()
    page.locator("#f-type-module").check()
    page.wait_for_url("**/recherche/?type=module")
    expect(page.locator("#f-type-module")).to_be_visible()
    page.get_by_role("link", name=re.compile("Voir les .* résultats")).click()
    expect(page.locator("#f-type-module")).to_be_hidden()
    expect(list_title(page)).to_be_in_viewport()


def test_nothing_is_kept_on_the_computer(page):
    page.goto("/recherche/")
    page.locator("#f-type-module").check()
    page.wait_for_url("**type=module")
    page.go_back()
    expect(page.locator("#f-type-module")).not_to_be_checked()
    assert page.evaluate("() => Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert page.context.cookies() == []


def test_the_box_is_a_combobox(page):
    page.goto("/modules/")
    box = page.get_by_role("combobox", name="Rechercher sur le site")
    options = page.get_by_role("option")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("mot de p")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-controls", page.get_by_role("listbox").get_attribute("id"))
    expect(page.locator(".search-box [role=status]")).to_contain_text("propositions")
    assert box.get_attribute("aria-activedescendant") is None

    count = options.count()
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(count - 1).get_attribute("id"))
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("mot de p")
    expect(box).to_have_attribute("aria-expanded", "false")

    page.keyboard.type("a")
    expect(options.first).to_be_visible()
    title = options.first.inner_text().splitlines()[0].strip()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(title, ignore_case=True)


def test_enter_without_a_choice_searches_what_was_typed(page):
    page.goto("/modules/")
    box = page.get_by_role("combobox")
    box.press_sequentially("mot de passe")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    page.wait_for_url("**/recherche/?q=mot+de+passe")


def test_leaving_the_box_closes_its_list_and_the_mouse_chooses(page):
    page.goto("/modules/")
    box, options = page.get_by_role("combobox"), page.get_by_role("option")
    box.press_sequentially("mot")
    expect(options.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options).to_have_count(0)
    box.press("End")
    box.press_sequentially(" de p")
    expect(options.first).to_be_visible()
    options.first.click()
    expect(page).not_to_have_url(re.compile("/modules/$"))


def test_a_search_box_that_gets_no_answer_still_searches(new_context):
    page = new_context().new_page()
    page.route("**/suggestions/**", lambda route: route.fulfill(status=500, body="oops"))
    page.goto("/modules/")
    box = page.get_by_role("combobox")
    with page.expect_response("**/suggestions/**"):
        box.press_sequentially("mot")
    expect(page.get_by_role("option")).to_have_count(0)
    box.press("Enter")
    page.wait_for_url("**/recherche/?q=mot")


@pytest.mark.checkers
def test_axe_finds_nothing_in_an_open_list_nor_after_a_choice(new_context):
    page = new_context().new_page()
    page.goto("/recherche/")
    page.locator("#f-type-module").check()
    page.wait_for_url("**type=module")
    page.locator("#affiner details").evaluate_all("all => all.forEach(details => { details.open = true; })")
    # The order of the list is a combobox too, with options of its own.
    page.locator("#chercher").press_sequentially("mot")
    expect(page.locator("#propositions").get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert checkers.axe(page) == []


def test_the_scripts_are_small(site: Server):
    """The box is on almost every page; htmx is on the search page alone."""
    assert len((ROOT / "static/js/search-box.js").read_bytes()) <= 3 * 1024
    assert b"htmx" in site.get("/recherche/")[1]
    for address in ("/", "/modules/", "/glossaire/"):
        assert b"htmx" not in site.get(address)[1]


def test_a_printed_list_is_only_a_list(page, tmp_path: Path):
    page.goto("/recherche/?type=module")
    page.emulate_media(media="print")
    for hidden in (".site-header", ".search-box", ".facets", ".site-footer", ".pages"):
        assert all(not part.is_visible() for part in page.locator(hidden).all()), hidden
    expect(page.locator(".result__address").first).to_be_visible()
    expect(page.locator(".result__address").first).to_contain_text("/modules/")
