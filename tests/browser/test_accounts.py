"""Mediators, in a real browser: from signing up to the second step, with the letters that they receive."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import checkers
from tests.browser.conftest import nothing_goes_wrong
from tests.browser.server import Server, running
from tests.browser.test_every_kind_of_page import TOO_WIDE

PASSWORD = "Trois-fleurs-bleues-7"
DEMO_PASSWORD = "pas-a-pas"
Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def village(prepared_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A site of its own. A key belongs to a host name, and an address made of numbers is none: `localhost`."""
    with running(prepared_site, tmp_path_factory.mktemp("village"), host="localhost") as server:
        yield server


@pytest.fixture
def computer(browser: Browser, village: Server) -> Iterator[Enter]:
    """A computer of somebody's own; what goes wrong on it fails the test."""
    opened: list[tuple[BrowserContext, nothing_goes_wrong]] = []

    def turn_on(**options: object) -> Page:
        defaults = {"base_url": village.url, "locale": "fr-FR", "reduced_motion": "reduce"}
        context = browser.new_context(**(defaults | options))
        context.set_default_timeout(15_000)
        page = context.new_page()
        opened.append((context, nothing_goes_wrong(page, ours="http://localhost:")))
        return page

    yield turn_on
    problems = [problem for _context, watch in opened for problem in watch.problems]
    for context, _watch in opened:
        context.close()
    assert not problems, problems


def letters(village: Server) -> str:
    """Everything that was sent: the demo writes its e-mails in its log."""
    return (village.folder / "server.log").read_text(encoding="utf-8")


def link(village: Server, address: str, path: str) -> str:
    """The last link of this kind that was sent to `address`."""
    for _second in range(50):
        sent = [letter for letter in letters(village).split("Subject: ") if f"To: {address}" in letter]
        found = [match for letter in sent for match in re.findall(rf"http://localhost:\d+{path}[^\s\"<]+", letter)]
        if found:
            return found[-1]
        time.sleep(0.2)
    raise AssertionError(f"no letter to {address}: {letters(village)[-2000:]}")


def sign_in(page: Page, email: str, password: str = DEMO_PASSWORD) -> None:
    page.goto("/compte/connexion/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.get_by_role("button", name="Me connecter").click()


def code_of(secret: str) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def sign_up(page: Page, village: Server, email: str, name: str = "Silva") -> None:
    page.goto("/")
    page.get_by_role("link", name="me connecter").click()
    page.get_by_role("link", name="Créer mon compte").click()
    page.fill("[name=first_name]", "Ana")
    page.fill("[name=last_name]", name)
    page.fill("[name=email]", email)
    page.fill("[name=password1]", "bonjour")
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.get_by_text("Ce mot de passe se devine trop vite")).to_be_visible()
    expect(page.locator("[name=email]")).to_have_value(email)
    page.fill("[name=password1]", PASSWORD)
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.get_by_role("heading", name="Regardez vos e-mails")).to_be_visible()
    page.goto(link(village, email, "/compte/adresse/verification/"))
    page.get_by_role("button", name="Oui, c’est la mienne").click()
    if "/connexion/" in page.url:
        sign_in(page, email, PASSWORD)
    page.wait_for_url("**/compte/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_one_signs_up_joins_an_epn_and_is_accepted(computer: Enter, village: Server, javascript: bool) -> None:
    page = computer(java_script_enabled=javascript)
    name = "Silva" if javascript else "Sousa"
    email = f"{name.lower()}@exemple.fr"
    sign_up(page, village, email, name)
    coordinator = computer(java_script_enabled=javascript)
    sign_in(coordinator, "coordinateur@demo.example")
    where = coordinator.locator(".account-choices strong").inner_text()
    page.get_by_role("link", name="Rejoindre mon EPN").click()
    page.get_by_label("Nom du lieu ou commune").fill(where.partition(" (")[0].upper())
    page.get_by_role("main").get_by_role("button", name="Chercher").click()
    page.locator(".account-choices a").first.click()
    page.fill("[name=function]", "Médiatrice numérique")
    page.fill("[name=message]", "J'arrive lundi.")
    page.get_by_role("button", name="Envoyer ma demande").click()
    expect(page.locator(".account-said")).to_contain_text("Votre demande est partie")
    expect(page.get_by_text("Votre demande attend une réponse.")).to_be_visible()

    coordinator.reload()
    coordinator.get_by_role("link", name="Voir les demandes").click()
    coordinator.get_by_role("link", name=f"Répondre à Ana {name}").click()
    expect(coordinator.get_by_text("J’arrive lundi.")).to_be_visible()
    coordinator.get_by_role("button", name="Accepter").click()
    expect(coordinator.locator(".account-said")).to_contain_text("acceptée")
    assert link(village, email, "/compte/")
    page.reload()
    expect(page.get_by_text("Vous en faites partie.")).to_be_visible()
    coordinator.get_by_role("link", name=f"Retirer du lieu : Ana {name}").click()
    coordinator.get_by_role("button", name="Retirer du lieu").click()


def test_a_telephone_gives_the_second_step(computer: Enter, village: Server) -> None:
    page = computer()
    sign_up(page, village, "totp@exemple.fr")
    page.get_by_role("link", name="Régler la sécurité").click()
    page.get_by_role("link", name="Installer l’application").click()
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Confirmer").click()
    page.get_by_text("Je ne peux pas montrer le carré").click()
    secret = page.locator(".account-secret").inner_text()
    expect(page.locator(".account-code svg")).to_be_visible()
    page.fill("[name=code]", code_of(secret))
    page.get_by_role("button", name="Mettre en service").click()
    expect(page.get_by_role("heading", name="Mes codes de secours")).to_be_visible()
    assert page.locator(".account-codes li").count() == 10
    assert "Subject: Application de codes en service" in letters(village)

    other = computer()
    sign_in(other, "totp@exemple.fr", PASSWORD)
    expect(other.get_by_role("heading", name="Encore une vérification")).to_be_visible()
    other.fill("[name=code]", code_of(secret))
    other.get_by_role("button", name="Me connecter").click()
    expect(other.get_by_role("heading", name="Mon compte")).to_be_visible()


def with_a_key(page: Page) -> None:
    """Plug a key into this browser: it answers at once, as a finger would."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    automatic = {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options | automatic})


def test_a_key_opens_the_account_without_a_password(computer: Enter, village: Server) -> None:
    page = computer()
    with_a_key(page)
    sign_up(page, village, "cle@exemple.fr")
    page.goto("/compte/securite/cles/ajouter/")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Confirmer").click()
    page.fill("[name=name]", "Mon téléphone")
    page.get_by_role("button", name="Ajouter cette clé").click()
    expect(page.get_by_role("heading", name="Mes codes de secours")).to_be_visible()
    page.goto("/compte/securite/cles/")
    expect(page.get_by_role("rowheader", name="Mon téléphone")).to_be_visible()

    page.goto("/compte/")
    page.get_by_role("button", name="Me déconnecter").click()
    page.goto("/compte/connexion/?next=/compte/securite/")
    page.get_by_role("button", name="Utiliser ma clé").click()
    expect(page.get_by_role("heading", name="Sécurité de mon compte")).to_be_visible()

    # The key is the second step too, after a password.
    page.goto("/compte/")
    page.get_by_role("button", name="Me déconnecter").click()
    sign_in(page, "cle@exemple.fr", PASSWORD)
    page.get_by_role("button", name="Utiliser ma clé").click()
    expect(page.get_by_role("heading", name="Mon compte")).to_be_visible()


def test_without_its_key_a_browser_says_so_and_the_password_still_serves(computer: Enter) -> None:
    page = computer()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    page.goto("/compte/connexion/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no key here')) }")
    page.get_by_role("button", name="Utiliser ma clé").click()
    expect(page.get_by_text("La clé n’a pas répondu")).to_be_visible()
    sign_in(page, "mediatrice@demo.example")
    expect(page.get_by_role("heading", name="Mon compte")).to_be_visible()


def test_a_password_can_be_read_again_before_it_is_sent(computer: Enter) -> None:
    page = computer()
    page.goto("/compte/connexion/")
    page.fill("[name=password]", "pas-a")
    show = page.get_by_role("button", name="Montrer")
    show.click()
    expect(page.locator("[name=password]")).to_have_attribute("type", "text")
    expect(show).to_have_attribute("aria-pressed", "true")


PAGES = {
    "": ["connexion/", "creer/", "mot-de-passe/oublie/", "adresse/verification/", "adresse/verification/faux/"],
    "administratrice": [
        *("", "nom/", "adresse/", "mot-de-passe/", "securite/", "securite/cles/", "effacer/", "deconnexion/"),
        *("rejoindre/?q=a", "rejoindre/?autre=1", "demandes/", "confirmer/"),
    ],
}


def send_empty(page: Page) -> None:
    """Send the form as it is, so that its errors show."""
    button = page.locator("main form[method=post] button[type=submit]:visible").first
    if button.count():
        button.click()
        page.wait_for_load_state()


@pytest.mark.checkers
@pytest.mark.parametrize("who", PAGES)
def test_axe_and_a_small_screen_find_nothing_wrong(computer: Enter, who: str) -> None:
    page = computer(viewport={"width": 320, "height": 640})
    if who:
        sign_in(page, f"{who}@demo.example")
        page.wait_for_url("**/compte/")
    found = {}
    for address in PAGES[who]:
        page.goto(f"/compte/{address}")
        found[address] = checkers.axe(page) + page.evaluate(TOO_WIDE)
    for address in ("connexion/", "creer/") if not who else ("mot-de-passe/", "rejoindre/?autre=1"):
        page.goto(f"/compte/{address}")
        send_empty(page)
        expect(page.locator(".field__error").first).to_be_visible()
        found[f"{address} with errors"] = checkers.axe(page) + page.evaluate(TOO_WIDE)
    assert not {address: problems for address, problems in found.items() if problems}


@pytest.mark.checkers
def test_every_page_is_valid_html(computer: Enter, tmp_path: Path) -> None:
    sources = {}
    for who, addresses in PAGES.items():
        page = computer()
        if who:
            sign_in(page, f"{who}@demo.example")
            page.wait_for_url("**/compte/")
        for address in addresses:
            name = re.sub(r"\W+", "-", f"{who}-{address}")
            sources[name] = page.request.get(f"/compte/{address}").body()
    checkers.save(sources, tmp_path)
    assert checkers.html_validate(tmp_path) == []
    assert checkers.vnu(tmp_path) == []
