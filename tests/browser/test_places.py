"""Finding a place, by keyboard alone, with JavaScript and without; near oneself, after a click only."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, nothing_goes_wrong
from tests.browser.keyboard import Keyboard

LYON = {"latitude": 45.764043, "longitude": 4.835659}


@pytest.fixture
def visitor(new_context: NewContext, javascript: bool) -> Page:
    return new_context(java_script_enabled=javascript).new_page()


def test_a_visitor_finds_the_nearest_place_and_its_hours(visitor):
    with nothing_goes_wrong(visitor):
        keyboard = Keyboard(visitor)
        visitor.goto("/")
        keyboard.follow("Lieux")
        expect(visitor.locator("h1")).to_contain_text("Les lieux")
        visitor.locator("#ville").focus()
        visitor.keyboard.type("Roanne")
        visitor.keyboard.press("Enter")
        expect(visitor).to_have_url(re.compile(r"/lieux/\?ville=Roanne#resultats$"))
        first = visitor.locator(".place-line").first
        expect(first).to_contain_text("Maison de quartier des Glycines")
        expect(first).to_contain_text(re.compile(r"à (moins de )?\d+\skm"))
        expect(first).to_contain_text("plus d’un an")
        keyboard.follow("Maison de quartier des Glycines")
        expect(visitor.locator("h1")).to_have_text("Maison de quartier des Glycines")
        expect(visitor.locator(".hours tr")).to_have_count(7)
        assert visitor.context.cookies() == []


def test_choices_narrow_the_list_and_can_be_given_up(visitor):
    keyboard = Keyboard(visitor)
    visitor.goto("/lieux/")
    everything = visitor.locator("#resultats-t").inner_text()
    visitor.locator("summary", has_text="Plus de choix").click()
    visitor.get_by_label("Illettrisme").check()
    visitor.get_by_label("Gratuit", exact=True).check()
    keyboard.press_button("Chercher")
    expect(visitor).to_have_url(re.compile(r"\?besoin=illettrisme&prix=gratuit(#resultats)?$"))
    narrowed = visitor.locator("#resultats-t").inner_text()
    assert narrowed != everything
    visitor.locator(".places__choices a", has_text="Illettrisme").click()
    expect(visitor).to_have_url(re.compile(r"/lieux/\?prix=gratuit(#resultats)?$"))
    visitor.locator(".places__choices a", has_text="Gratuit").click()
    expect(visitor.locator("#resultats-t")).to_have_text(everything)


def test_a_departement_of_the_map_is_a_link(visitor):
    visitor.goto("/lieux/")
    link = visitor.locator('.places-map__areas a[aria-label^="Finistère"]')
    link.focus()
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(re.compile(r"\?departement=29$"))
    expect(visitor.locator(".place-line")).to_have_count(2)
    visitor.locator(".places-map__pin").first.click()
    expect(visitor.locator(".crumbs")).to_contain_text("Finistère")


def test_the_points_of_the_map_fall_in_their_departement(new_context):
    page = new_context().new_page()
    page.goto("/lieux/?departement=38", wait_until="networkidle")
    inside = page.evaluate(
        """() => { const here = document.querySelector('.places-map__here').getBoundingClientRect();
        return [...document.querySelectorAll('.places-map__pin circle')].map(pin => pin.getBoundingClientRect())
          .map(box => [box.x + box.width / 2, box.y + box.height / 2])
          .map(([x, y]) => x > here.left && x < here.right && y > here.top && y < here.bottom) }"""
    )
    assert inside == [True, True]


def test_the_position_is_asked_for_after_a_click_and_sent_alone(new_context):
    context = new_context(geolocation=LYON, permissions=["geolocation"])
    page = context.new_page()
    page.add_init_script(
        "const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation); window.asked = 0;"
        "navigator.geolocation.getCurrentPosition = (...given) => { window.asked++; ask(...given) };"
    )
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto("/lieux/")
    page.fill("#ville", "Brest")
    assert page.evaluate("window.asked") == 0
    page.get_by_role("button", name="Autour de moi").click()
    expect(page).to_have_url(re.compile(r"/lieux/\?position=45\.76,4\.84#resultats$"))
    expect(page.locator("#resultats-t")).to_contain_text("autour de vous")
    expect(page.locator(".place-line").first).to_contain_text("Lyon")
    # Rounded to about a kilometre, and nothing with it.
    assert [url for url in sent if "4.8356" in url or ("position" in url and "Brest" in url)] == []
    assert context.cookies() == []


def test_who_refuses_to_give_their_position_is_told_what_to_do(new_context):
    page = new_context(permissions=[]).new_page()
    page.goto("/lieux/")
    page.get_by_role("button", name="Autour de moi").click()
    expect(page.locator("[data-near-says]")).to_contain_text("Écrivez votre ville", timeout=20_000)


def test_without_javascript_nobody_is_offered_what_cannot_work(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/lieux/")
    expect(page.get_by_role("button", name="Autour de moi")).to_have_count(0)


def test_the_page_of_a_place_prints_on_one_sheet(new_context):
    page = new_context().new_page()
    page.goto("/lieux/mediatheque-des-trois-ponts-lyon/")
    page.emulate_media(media="print")
    expect(page.locator(".hours")).to_be_visible()
    expect(page.locator(".place__map")).to_be_hidden()
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
