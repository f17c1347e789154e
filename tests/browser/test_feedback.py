"""« Je l’ai animée », « Signaler un problème »: told, read by everybody, corrected, settled. With and without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checkers
from tests.browser.server import Server, run
from tests.browser.test_contributing import Sit, sit
from tests.browser.test_every_kind_of_page import TOO_WIDE

__all__ = ["sit"]
PLANS = "/mediateurs/seances/"
# The starter content belongs to nobody.
OWNED = """
from accounts.models import User
from trainers.models import PlanPage
PlanPage.objects.filter(slug={slug!r}).update(owner=User.objects.get(email="mediatrice@demo.example"))
"""


def goes_to_the_form(page: Page, slug: str) -> None:
    page.goto(f"{PLANS}{slug}/")
    page.locator("#essais").get_by_role("link", name="Je l’ai animée").click()
    expect(page.get_by_role("heading", level=1, name="Je l’ai animée")).to_be_visible()


def tells(page: Page, minutes: str, worked: str = "") -> None:
    page.get_by_label("Quel jour ?").fill("2026-03-12")
    page.get_by_label("Combien de personnes sont venues ?").fill("8")
    page.get_by_label("Combien de minutes a-t-elle duré, en vrai ?").fill(minutes)
    page.get_by_label("Ce qui a marché").fill(worked)
    page.get_by_role("button", name="Publier").click()


def reports(page: Page, slug: str, text: str) -> None:
    page.goto(f"{PLANS}{slug}/")
    page.locator("#essais").get_by_role("link", name="Signaler un problème").click()
    page.get_by_label("Un lien ne marche plus").check()
    page.get_by_label("Expliquez en une phrase").fill(text)
    page.get_by_role("button", name="Envoyer").click()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_mediator_says_how_a_session_went_corrects_it_and_takes_it_back(sit: Sit, javascript: bool, width: int):
    page = sit(java_script_enabled=javascript, viewport={"width": width, "height": 800})
    slug = "mot-de-passe-solide"
    goes_to_the_form(page, slug)
    tells(page, minutes="2", worked="Les dés font rire.")
    errors = page.locator("#erreurs")
    expect(errors).to_be_focused()
    errors.get_by_role("link", name="de 5 à 600").click()
    expect(page.get_by_label("Combien de minutes")).to_be_focused()
    expect(page.get_by_label("Ce qui a marché")).to_have_value("Les dés font rire.")
    page.get_by_label("Combien de minutes").fill("110")
    page.get_by_role("button", name="Publier").click()
    expect(page.locator(".account-said")).to_contain_text("publié sur la page de la séance")

    # The demo's people have run others.
    mine = page.locator(".told__one", has_text="Fabriquer un mot de passe")
    mine.locator(".told__title a").click()
    told = page.locator("#essais")
    expect(told.locator(".trials__sum")).to_contain_text("Testée 1 fois : 1 h 50, 8 personnes.")
    expect(told).to_contain_text("Les dés font rire.")
    expect(told).not_to_contain_text("Mediatrice")

    page.goto("/compte/essais/")
    mine.get_by_role("link", name="Corriger").click()
    page.get_by_label("Combien de personnes").fill("6")
    page.get_by_label("Montrer mon nom").check()
    page.get_by_role("button", name="Enregistrer").click()
    page.goto(f"{PLANS}{slug}/")
    expect(told.locator(".trials__sum")).to_contain_text("6 personnes")
    expect(told).to_contain_text("Mediatrice")

    page.goto("/compte/essais/")
    mine.get_by_role("link", name="Effacer").click()
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(".account-said")).to_contain_text("effacé")
    page.goto(f"{PLANS}{slug}/")
    expect(told).to_contain_text("Personne n’a encore dit")


def test_a_visitor_reports_a_problem_and_the_author_settles_it(sit: Sit, workshop: Server, javascript: bool):
    slug = {True: "premiere-piece-jointe", False: "reconnaitre-un-message-frauduleux"}[javascript]
    run("manage.py", "shell", "-c", OWNED.format(slug=slug), folder=workshop.folder)
    page = sit(java_script_enabled=javascript, expecting=("422",))
    visitor = page.context.browser.new_context(base_url=workshop.url, locale="fr-FR", java_script_enabled=javascript)
    reader = visitor.new_page()
    text = f"Le lien du quiz ne répond plus ({slug})."
    reports(reader, slug, "")
    reader.locator("#erreurs").get_by_role("link", name="Écrivez une phrase").click()
    expect(reader.get_by_label("Expliquez en une phrase")).to_be_focused()
    reader.get_by_label("Expliquez en une phrase").fill(text)
    reader.get_by_role("button", name="Envoyer").click()
    expect(reader.get_by_text("Votre message est arrivé.")).to_be_visible()
    assert visitor.cookies() == []
    visitor.close()

    page.goto("/compte/")
    page.get_by_role("link", name=re.compile("^Voir les? .*problèmes? signalés?")).click()
    row = page.locator(".told__one").filter(has_text=text)
    row.get_by_role("link", name="C’est réglé").click()
    page.get_by_role("button", name="C’est réglé").click()
    expect(page.locator(".account-said")).to_contain_text("C’est noté.")
    expect(row).to_contain_text("Réglé le")


@pytest.mark.checkers
def test_judges_find_nothing_wrong_with_the_pages(sit: Sit, workshop: Server, tmp_path: Path):
    slug = "chercher-une-offre-d-emploi"
    run("manage.py", "shell", "-c", OWNED.format(slug=slug), folder=workshop.folder)
    page = sit(viewport={"width": 320, "height": 640}, expecting=("422",))
    goes_to_the_form(page, slug)
    form = page.url
    tells(page, minutes="110", worked="Les dés font rire.")
    corrects = page.get_by_role("link", name="Corriger").first.get_attribute("href")
    reports(page, slug, "Le lien ne répond plus.")
    page.goto("/compte/problemes/")
    settles = page.get_by_role("link", name="C’est réglé").first.get_attribute("href")
    page.goto(f"{PLANS}{slug}/")
    adapts = page.get_by_role("link", name="Adapter", exact=True).get_attribute("href")
    public = f"{PLANS}{slug}/"
    addresses = [public, f"{public}signaler/", f"{public}signaler/merci/", form, "/compte/essais/", corrects]
    addresses += [f"{corrects}effacer/", "/compte/problemes/", settles, adapts, "/compte/seances/"]
    found, sources = {}, {}
    for address in addresses:
        page.goto(address)
        found[address] = checkers.axe(page) + page.evaluate(TOO_WIDE)
        sources[re.sub(r"\W+", "-", address)] = page.request.get(address).body()
    # And each form with what is wrong in it.
    for address, button in ((form, "Publier"), (f"{public}signaler/", "Envoyer")):
        page.goto(address)
        with page.expect_navigation() as answered:
            page.get_by_role("button", name=button).click()
        expect(page.locator("#erreurs")).to_be_visible()
        found[f"{address} with errors"] = checkers.axe(page) + page.evaluate(TOO_WIDE)
        sources[re.sub(r"\W+", "-", f"{address} errors")] = answered.value.body()
    assert not {address: problems for address, problems in found.items() if problems}
    checkers.save(sources, tmp_path)
    assert checkers.html_validate(tmp_path) == []
    assert checkers.vnu(tmp_path) == []
