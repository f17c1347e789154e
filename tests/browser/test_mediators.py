"""A mediator before and during a workshop: find a plan, read it, take pieces of it, run it. With and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, nothing_goes_wrong

LIST = "/mediateurs/seances/"


@pytest.fixture
def mediator(new_context: NewContext, javascript: bool) -> Page:
    return new_context(java_script_enabled=javascript).new_page()


def find(page: Page) -> None:
    """From the footer of the home page to a plan chosen by its level and its length."""
    page.goto("/")
    page.locator("footer a[href='/mediateurs/']").click()
    page.locator("#contenu").get_by_role("link", name="Toutes les séances").click()
    form = page.get_by_role("search", name="Choisir une séance")
    form.get_by_label("Niveau").select_option("debutant")
    form.get_by_label("Durée").select_option("120")
    form.get_by_label("Mots").fill("mot de passe")
    form.get_by_role("button", name="Chercher").click()
    expect(page.locator(".rooms__count")).to_have_text("1 séance")
    page.locator(".plan-list__title a").click()
    expect(page.locator("h1")).to_contain_text("mot de passe")


def test_a_mediator_finds_a_plan_and_runs_it(mediator: Page, javascript: bool):
    with nothing_goes_wrong(mediator):
        find(mediator)
        expect(mediator.locator(".plan-card")).to_contain_text("4 à 8 personnes")
        mediator.get_by_role("link", name="Animer la séance").click()
        activities = mediator.locator(".stage__activity")
        assert mediator.context.cookies() == []
        if not javascript:
            assert activities.count() == activities.filter(visible=True).count() > 3
            return
        expect(activities.filter(visible=True)).to_have_count(1)
        mediator.get_by_role("button", name="Démarrer").click()
        expect(mediator.locator("[data-elapsed]")).not_to_have_text("0:00")
        expect(mediator.get_by_text("S’ouvre aussi sans réseau")).to_be_visible()
        # The connection falls: nothing more is needed.
        mediator.context.set_offline(True)
        for number in range(2, activities.count() + 1):
            mediator.get_by_role("button", name="Activité suivante").click()
            expect(activities.filter(visible=True)).to_have_attribute("id", f"activite-{number}")
        expect(mediator.get_by_role("button", name="Activité suivante")).to_be_disabled()
        expect(mediator.locator(".stage__end")).to_be_visible()
        mediator.keyboard.press("ArrowLeft")
        expect(activities.filter(visible=True)).to_have_attribute("id", f"activite-{activities.count() - 1}")
        # The tab is reloaded, closed, opened again: still without a network.
        mediator.reload()
        expect(activities.filter(visible=True)).to_have_attribute("id", f"activite-{activities.count() - 1}")
        expect(mediator.locator(".stage__nav")).to_have_css("position", "sticky")
        again = mediator.context.new_page()
        again.goto(mediator.url)
        expect(again.locator(".stage__activity").filter(visible=True)).to_have_count(1)
        again.close()
        mediator.context.set_offline(False)
        mediator.reload()
        expect(activities.filter(visible=True)).to_have_attribute("id", f"activite-{activities.count() - 1}")
        expect(mediator.get_by_role("button", name="Pause")).to_be_visible()


def test_a_mediator_gathers_a_folder_and_prints_it(mediator: Page, javascript: bool):
    with nothing_goes_wrong(mediator):
        find(mediator)
        add = mediator.locator(".plan__actions .select")
        add.click()
        if javascript:
            expect(add).to_contain_text("Dans ma sélection (1)")
            mediator.goto(LIST)
            mediator.goto("/mediateurs/selection/")
        expect(mediator.locator(".selected li")).to_have_count(1)
        assert re.search(r"\?s=\d+$", mediator.url)
        mediator.get_by_label("Un module").select_option(index=0)
        mediator.get_by_role("button", name="Ajouter Un module").click()
        expect(mediator.locator(".selected li")).to_have_count(2)
        mediator.get_by_role("link", name="Imprimer le dossier").click()
        expect(mediator.locator(".folder__plan")).to_have_count(1)
        expect(mediator.locator(".paper-module")).to_have_count(1)
        mediator.go_back()
        mediator.locator(".selected__out").first.click()
        expect(mediator.locator(".selected li")).to_have_count(1)
        mediator.get_by_role("link", name="Tout retirer").click()
        expect(mediator.locator(".selected li")).to_have_count(0)


def copy(page: Page, piece: str) -> str:
    page.locator(f"[data-copy={piece}]").click()
    expect(page.locator(f"[data-copy={piece}]")).to_have_text("Copié")
    return page.evaluate("navigator.clipboard.readText()")


def test_a_piece_is_copied_as_clean_text_in_one_click(new_context: NewContext):
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    with nothing_goes_wrong(page):
        find(page)
        copied = copy(page, "materiel")
        assert copied.splitlines()[0] == "Le matériel"
        assert "- 2 dés à jouer par table." in copied.splitlines()
        activity = copy(page, "activite-3")
        assert "Fabriquer sa phrase de passe" in activity
        assert "1. Je lance deux dés." in activity.splitlines()
        assert "Copier" not in activity
        assert "<" not in activity
        assert "123456" in copy(page, "feuille-2")


@pytest.mark.parametrize(
    "address", [f"{LIST}mot-de-passe-solide/animer/", f"{LIST}?niveau=expert", "/mediateurs/selection/"]
)
@pytest.mark.parametrize("width", [320, 1280])
def test_the_rooms_fit_any_window(new_context: NewContext, address: str, width: int):
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    with nothing_goes_wrong(page):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_only_the_page_that_was_run_is_kept_and_j_ai_fini_takes_it_away(new_context: NewContext):
    page = new_context().new_page()
    find(page)
    plan = page.url
    page.get_by_role("link", name="Animer la séance").click()
    expect(page.get_by_text("S’ouvre aussi sans réseau")).to_be_visible()
    scopes = "navigator.serviceWorker.getRegistrations().then(all => all.map(one => new URL(one.scope).pathname))"
    address = plan.split("/", 3)[3]
    assert page.evaluate(scopes) == [f"/{address}animer/"]
    page.goto(plan)
    assert page.evaluate("navigator.serviceWorker.controller") is None
    # The same answer as « J’ai fini » gives, on the page where its button stands.
    page.goto("/carnet/")
    page.evaluate("fetch('/carnet/fini/', {method: 'POST'})")
    page.wait_for_function(f"{scopes}.then(all => all.length === 0)")
    assert page.evaluate("caches.keys()") == []
