"""A mediator writes a plan: five steps, with and without scripts, on a bad network, with a session that ends."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from core.pieces import in_batches
from tests.browser import checkers
from tests.browser.conftest import PATIENCE, nothing_goes_wrong
from tests.browser.editor import PASSWORD
from tests.browser.server import Server
from tests.browser.test_every_kind_of_page import TOO_WIDE
from tests.payloads import PAYLOADS

Sit = Callable[..., Page]
LIST = "/compte/seances/"
TRAPS = """window.fired = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => window.fired.push(name);"""


@pytest.fixture
def sit(browser: Browser, workshop: Server) -> Iterator[Sit]:
    """A mediator who signs in on a computer; `expecting` names problems that are not ones."""
    opened = []

    def on_a_computer(name: str = "mediatrice", expecting: tuple[str, ...] = (), **options: object) -> Page:
        defaults = {"base_url": workshop.url, "locale": "fr-FR", "reduced_motion": "reduce"}
        context = browser.new_context(**(defaults | options))
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        opened.append((context, nothing_goes_wrong(page), expecting))
        sign_in(page, name)
        return page

    yield on_a_computer
    for context, _watch, _expecting in opened:
        context.close()
    problems = [p for _c, watch, fine in opened for p in watch.problems if not any(word in p for word in fine)]
    assert not problems, problems


def sign_in(page: Page, name: str = "mediatrice") -> None:
    page.goto("/compte/connexion/")
    page.fill("[name=login]", f"{name}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/compte/connexion/" not in url)


def begin(page: Page) -> str:
    """A new plan; returns the address of its steps."""
    page.goto(f"{LIST}nouvelle/")
    page.get_by_role("button", name="Commencer").click()
    page.wait_for_url("**/sujet/")
    return page.url.removesuffix("sujet/")


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text("Enregistré à")


def title_of(page: Page, plan: str) -> str:
    page.goto(f"{plan}sujet/")
    return page.input_value("[name=title]")


def add_activity(page: Page, title: str, minutes: int) -> None:
    page.get_by_role("button", name="Ajouter une activité").click()
    row = page.locator(".row--activity").last
    expect(row.get_by_label("Titre")).to_have_value("")
    row.get_by_label("Titre").fill(title)
    row.get_by_label("Minutes").fill(str(minutes))
    row.get_by_label("Ce que vous faites").fill("Montrez, puis laissez **essayer**.")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_mediator_writes_a_plan_in_five_steps_and_sends_it(sit: Sit, javascript: bool, width: int):
    page = sit(java_script_enabled=javascript, viewport={"width": width, "height": 800})
    page.goto("/mediateurs/")
    page.get_by_role("link", name="Proposer une séance").click()
    page.get_by_role("button", name="Commencer").click()
    go_on = page.get_by_role("button", name="Enregistrer et continuer")
    title = f"Ranger ses photos ({width}{javascript})"
    page.get_by_label("Titre", exact=True).fill(title)
    page.get_by_label("Résumé").fill("On trie dix photos.")
    page.get_by_role("button", name="Ajouter un objectif").click()
    page.get_by_label("À la fin, la personne sait").fill("Trier dix photos")
    go_on.click()
    expect(page.get_by_role("heading", name="Pour qui")).to_be_visible()
    page.get_by_label("Parents").check()
    page.get_by_label("Durée totale").fill("30")
    page.get_by_label("Compétence", exact=True).select_option(index=3)
    go_on.click()
    expect(page.locator(".run-sum")).to_contain_text("0 minutes sur 30")
    add_activity(page, "Essayer", 20)
    add_activity(page, "Accueil", 10)
    page.get_by_role("button", name=re.compile("Monter.*Activité 2")).click()
    expect(page.locator(".row--activity").first.get_by_label("Titre")).to_have_value("Accueil")
    if javascript:
        expect(page.locator(".run-sum")).to_have_text("30 minutes : le compte est bon.")
    go_on.click()
    page.get_by_label("Matériel", exact=True).fill("Un ordinateur pour deux")
    page.get_by_role("button", name="Ajouter une feuille").click()
    page.locator(".row--handout").get_by_label("Titre").fill("Mon mémo")
    page.locator(".row--handout").get_by_label("Texte").fill("1. Je choisis.")
    go_on.click()
    page.get_by_label("CC BY 4.0").check()
    page.get_by_label("Mots-clés").fill("photo, tri")
    page.get_by_role("button", name="Relire et envoyer").click()
    expect(page.get_by_role("heading", name="Envoyer à la relecture")).to_be_visible()
    page.get_by_role("link", name="Voir l’aperçu").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".run")).to_contain_text("0:10")
    expect(page.locator(".handout")).to_contain_text("Je choisis.")
    page.get_by_role("link", name="Envoyer à la relecture").click()
    page.get_by_role("button", name="Envoyer à la relecture").click()
    expect(page.locator(".my-plan").filter(has_text=title)).to_contain_text("En relecture")


def test_what_is_typed_is_saved_by_itself_and_advised(sit: Sit):
    page = sit()
    plan = begin(page)
    page.fill("[name=title]", "Sans rien presser")
    page.get_by_role("button", name="Ajouter un objectif").click()
    page.get_by_label("À la fin, la personne sait").fill("Connaître les photos")
    saved(page)
    expect(page.locator(".row--objective .advice").first).to_contain_text("ne se voit pas")
    other = page.context.new_page()
    assert title_of(other, plan) == "Sans rien presser"


def test_without_a_network_words_stay_on_the_computer_then_leave(sit: Sit):
    page = sit(expecting=("ERR_INTERNET_DISCONNECTED",))
    plan = begin(page)
    page.context.set_offline(True)
    page.fill("[name=title]", "Écrit dans le train")
    expect(page.locator("[data-saved]")).to_have_text("Pas de connexion : gardé sur cet ordinateur.")
    # « Continuer » does not leave a page that is not kept.
    page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(page.locator("[data-saved]")).to_have_text("Pas de connexion : gardé sur cet ordinateur.")
    assert page.input_value("[name=title]") == "Écrit dans le train"
    page.context.set_offline(False)
    saved(page)
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert title_of(page, plan) == "Écrit dans le train"


def test_a_closed_tab_loses_nothing(sit: Sit):
    page = sit(expecting=("ERR_INTERNET_DISCONNECTED",))
    plan = begin(page)
    page.goto(f"{plan}deroule/")
    page.context.set_offline(True)
    add_activity(page, "Écrite sans réseau", 15)
    expect(page.locator("[data-saved]")).to_contain_text("Pas de connexion")
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{plan}deroule/")
    expect(again.locator(".row--activity")).to_have_count(0)
    expect(again.locator("[data-local]")).to_contain_text("gardé un texte plus récent")
    again.get_by_role("button", name="Le reprendre").click()
    saved(again)
    again.reload()
    expect(again.locator(".row--activity").get_by_label("Titre")).to_have_value("Écrite sans réseau")
    expect(again.locator("[data-local]")).to_be_hidden()


def test_a_session_that_ends_loses_nothing(sit: Sit, javascript: bool):
    page = sit(java_script_enabled=javascript, expecting=("401",))
    plan = begin(page)
    page.context.clear_cookies()
    page.fill("[name=title]", "Écrit trop longtemps")
    page.fill("[name=summary]", "Deux\nlignes.")
    if not javascript:
        page.get_by_role("button", name="Enregistrer et continuer").click()
        expect(page.get_by_role("heading", name="Connectez-vous de nouveau")).to_be_visible()
    else:
        expect(page.locator("[data-saved]")).to_contain_text("Vous n’êtes plus connecté")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Me connecter").first.click()
    tab = opened.value
    tab.fill("[name=login]", "mediatrice@demo.example")
    tab.fill("[name=password]", PASSWORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Vous êtes connecté")).to_be_visible()
    tab.close()
    if javascript:
        page.bring_to_front()
        page.evaluate("dispatchEvent(new Event('focus'))")
        saved(page)
    else:
        page.get_by_role("button", name="Enregistrer ce que j’ai écrit").click()
        expect(page.get_by_role("heading", name="Pour qui")).to_be_visible()
    assert title_of(page, plan) == "Écrit trop longtemps"
    assert page.input_value("[name=summary]") == "Deux\nlignes."


def test_two_tabs_that_write_the_same_field_are_compared(sit: Sit):
    page = sit(expecting=("409",))
    plan = begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("[name=title]", "Dans l’autre onglet")
    saved(other)
    page.fill("[name=title]", "Dans celui-ci")
    expect(page.locator("[data-saved]")).to_contain_text("a aussi changé ailleurs")
    page.get_by_role("button", name="Comparer les deux textes").click()
    expect(page.locator(".two-texts")).to_contain_text("Dans l’autre onglet")
    expect(page.locator(".two-texts")).to_contain_text("Dans celui-ci")
    page.get_by_role("button", name="Garder ce que je viens d’écrire").click()
    expect(page.locator("[name=title]")).to_have_value("Dans celui-ci")
    expect(page.locator("[data-local]")).to_be_hidden()
    assert title_of(page, plan) == "Dans celui-ci"


def test_the_other_text_is_kept_without_being_asked_again(sit: Sit):
    page = sit(expecting=("409",))
    begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("[name=title]", "Dans l’autre onglet")
    saved(other)
    page.fill("[name=title]", "Dans celui-ci")
    page.fill("[name=summary]", "Ici seulement.")
    page.get_by_role("button", name="Comparer les deux textes").click()
    page.get_by_role("button", name="Garder l’autre texte").click()
    expect(page.locator("[name=title]")).to_have_value("Dans l’autre onglet")
    expect(page.locator("[name=summary]")).to_have_value("Ici seulement.")
    expect(page.locator("[data-local]")).to_be_hidden()


def test_activities_are_moved_with_the_keyboard_and_by_dragging(sit: Sit):
    page = sit(viewport={"width": 1280, "height": 1400})
    plan = begin(page)
    page.goto(f"{plan}deroule/")
    for title in ("Une", "Deux", "Trois"):
        add_activity(page, title, 10)
    titles = page.locator(".row--activity").get_by_label("Titre")
    order = lambda: [title.input_value() for title in titles.all()]  # noqa: E731
    titles.last.focus()
    page.keyboard.press("Alt+ArrowUp")
    assert order() == ["Une", "Trois", "Deux"]
    expect(page.locator("#liste-activity [data-said]")).to_have_text("Place 2 sur 3.")
    assert page.evaluate("document.activeElement.value") == "Trois"
    grip = page.locator(".row--activity").first.locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    box, below = grip.bounding_box(), page.locator(".row--activity").nth(1).bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, below["y"] + below["height"] - 20, steps=8)
    page.mouse.up()
    assert order() == ["Trois", "Une", "Deux"]
    page.get_by_role("button", name=re.compile("Retirer.*Activité 2")).click()
    assert order() == ["Trois", "Deux"]
    page.get_by_role("button", name="Le remettre").click()
    page.get_by_role("button", name=re.compile("Dupliquer.*Activité 3")).click()
    assert order() == ["Trois", "Une", "Deux", "Deux"]
    saved(page)
    page.reload()
    assert order() == ["Trois", "Une", "Deux", "Deux"]


def test_signing_out_forgets_what_the_computer_kept(sit: Sit):
    page = sit(expecting=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED"))
    begin(page)
    page.context.set_offline(True)
    page.fill("[name=title]", "Pas encore parti")
    expect(page.locator("[data-saved]")).to_contain_text("Pas de connexion")
    page.route("**/sujet/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.context.set_offline(False)
    page.goto("/compte/")
    assert page.evaluate("Object.keys(localStorage).some(key => key.startsWith('contribution:'))")
    page.get_by_role("button", name="Me déconnecter").click()
    page.wait_for_url(lambda url: "/compte/" not in url)
    assert not page.evaluate("Object.keys(localStorage).some(key => key.startsWith('contribution:'))")


def test_nothing_hostile_runs_in_the_preview(sit: Sit):
    page = sit()
    plan = begin(page)
    line = " ".join(" ".join(PAYLOADS).split())
    page.fill("[name=title]", line[:250])
    page.fill("[name=summary]", line[300:590])
    saved(page)
    page.goto(f"{plan}deroule/")
    for some in in_batches(PAYLOADS, 60):
        add_activity(page, " ".join("".join(some).split())[:110], 5)
        page.locator(".row--activity").last.get_by_label("Ce que vous faites").fill("\n\n".join(some)[:5000])
    saved(page)
    page.add_init_script(TRAPS)
    for address in (f"{plan}apercu/", f"{plan}deroule/", LIST):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.fired") == []
    page.goto(f"{plan}apercu/")
    expect(page.locator(".run__activity")).to_have_count(4)


PAGES = ("sujet", "public", "deroule", "materiel", "partage", "apercu", "envoyer", "effacer")


@pytest.fixture
def full(sit: Sit) -> Callable[..., tuple[Page, list[str]]]:
    """A plan with one item of each kind, and the addresses of its pages."""

    def write(**options: object) -> tuple[Page, list[str]]:
        page = sit(**options)
        plan = begin(page)
        page.get_by_role("button", name="Ajouter un objectif").click()
        saved(page)
        page.goto(f"{plan}deroule/")
        add_activity(page, "Essayer", 20)
        saved(page)
        page.goto(f"{plan}materiel/")
        page.get_by_role("button", name="Ajouter une feuille").click()
        saved(page)
        return page, [*(f"{plan}{name}/" for name in PAGES), LIST, f"{LIST}nouvelle/"]

    return write


@pytest.mark.checkers
def test_axe_finds_nothing_where_a_plan_is_written(full):
    page, addresses = full()
    for address in addresses:
        page.goto(address)
        assert checkers.axe(page) == [], address


@pytest.mark.checkers
def test_the_pages_where_a_plan_is_written_are_valid(full, tmp_path):
    page, addresses = full()
    folder = tmp_path / "pages"
    folder.mkdir()
    pages = {address.rstrip("/").rpartition("/")[2]: page.request.get(address).body() for address in addresses}
    checkers.save(pages, folder)
    assert checkers.html_validate(folder) == []


@pytest.mark.parametrize("width", [320, 768])
def test_where_a_plan_is_written_fits_any_window(full, width):
    page, addresses = full(viewport={"width": width, "height": 700})
    for address in addresses:
        page.goto(address)
        assert page.evaluate(TOO_WIDE) == [], address
