"""A session plan from its author to everybody: written, read by a moderator, changed, accepted, found by the search."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PATIENCE, nothing_goes_wrong
from tests.browser.editor import PASSWORD, SignIn, comment_on, saved_by_itself
from tests.browser.server import Server

TITLE = "Ranger ses photos dans des albums"


@pytest.fixture
def mediator(browser: Browser, workshop: Server, javascript: bool) -> Page:
    """Signed in, on a computer of their own, with or without scripts."""
    context = browser.new_context(base_url=workshop.url, locale="fr-FR", java_script_enabled=javascript)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    with nothing_goes_wrong(page):
        page.goto("/compte/connexion/?next=/compte/seances/")
        page.get_by_label("Adresse e-mail").fill("mediatrice@demo.example")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        expect(page.get_by_role("heading", name="Mes séances")).to_be_visible()
        yield page
    context.close()


def go_on(page: Page, heading: str) -> None:
    """To the next step, once this one has settled."""
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def write(page: Page, title: str) -> int:
    """The five steps, with what cannot be done without; gives the number of the plan."""
    page.get_by_role("link", name="Proposer une séance").first.click()
    page.locator("#contenu form button[type=submit]").first.click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("Chacun retrouve ses photos en deux gestes.")
    go_on(page, "Pour qui")
    go_on(page, "Comment se passe la séance")
    if not page.locator("[name$='-mediator']:visible").count():
        page.get_by_role("button", name="Ajouter une activité").click()
    row = page.locator(".row--activity:visible").first
    row.locator("[name$='-title']").fill("Créer un album")
    row.locator("[name$='-mediator']").fill("Montrez le geste, puis passez dans les rangs.")
    go_on(page, "Que faut-il préparer")
    go_on(page, "Qui la signe")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Relire et envoyer").click()
    send = page.get_by_role("button", name="Envoyer à la relecture")
    expect(send).to_be_visible()
    number = re.search(r"/compte/seances/(\d+)/envoyer/", page.url)
    assert number
    send.click()
    expect(page.locator(".account-said")).to_contain_text("Vous recevrez un e-mail")
    return int(number[1])


def plan_in_list(page: Page, title: str) -> Locator:
    page.goto("/compte/seances/")
    return page.locator(".my-plan", has_text=title)


def open_to_read(page: Page, title: str) -> None:
    """From the first page of the admin to the plan that waits."""
    page.goto("/admin/relecture/?state=in_progress")
    page.get_by_role("link", name=title).click()
    expect(page.locator("#id_title")).to_have_value(title)


def answer_as_moderator(page: Page, action: str, comment: str = "") -> None:
    """« Demander des modifications » or « Approuver et Publier », in the menu of the editor's buttons."""
    page.locator("footer").get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name=action, exact=True).click()
    if comment:
        modal = page.locator(".modal.in, .modal.show")
        modal.locator("textarea").fill(comment)
        modal.locator("[type=submit]").click()
    expect(page.locator(".messages .success").first).to_be_visible()


def test_a_plan_goes_from_its_author_to_everybody(mediator: Page, sign_in: SignIn, javascript: bool):
    title = f"{TITLE} {'avec' if javascript else 'sans'} scripts"
    number = write(mediator, title)
    expect(plan_in_list(mediator, title)).to_contain_text("En relecture")

    moderator = sign_in("moderateur")
    expect(moderator.locator("main")).to_contain_text(re.compile("attend(ent)? une réponse"))
    open_to_read(moderator, title)
    block = moderator.locator("[data-contentpath=body] [data-contentpath]").first.get_attribute("data-contentpath")
    comment_on(moderator, "title", "Un titre plus court, peut-être.")
    comment_on(moderator, f"body.{block}.minutes", "C’est court pour créer un album.")
    saved_by_itself(moderator)
    answer_as_moderator(moderator, "Demander des modifications", "Une belle idée. Deux petites choses.")

    expect(plan_in_list(mediator, title)).to_contain_text("2 remarques vous attendent")
    mediator.goto(f"/compte/seances/{number}/sujet/")
    expect(mediator.locator(".remarks-top")).to_contain_text("Une belle idée")
    mediator.locator("[name=title]").fill(title.replace("Ranger ses", "Ses"))
    mediator.locator(".remark", has_text="plus court").get_by_role("button").click()
    mediator.get_by_role("button", name="C’est fait", exact=True).click()
    expect(mediator.locator("[name=title]")).to_have_value(title.replace("Ranger ses", "Ses"))
    mediator.locator(".remarks-top a", has_text="Minutes").click()
    remark = mediator.locator(".remark", has_text="C’est court")
    expect(remark).to_be_visible()
    remark.get_by_role("button").click()
    mediator.locator("[name=text]").fill("Dix minutes suffisent chez nous.")
    mediator.get_by_role("button", name="Répondre seulement").click()
    mediator.goto(f"/compte/seances/{number}/envoyer/")
    mediator.get_by_role("button", name="Envoyer à la relecture").click()

    open_to_read(moderator, title.replace("Ranger ses", "Ses"))
    expect(moderator.locator(".comment", has_text="plus court")).to_contain_text("✓ C’est fait.")
    answer_as_moderator(moderator, "Approuver et Publier")

    expect(plan_in_list(mediator, title.replace("Ranger ses", "Ses"))).to_contain_text("Publiée")
    mediator.goto("/recherche/?q=photos+albums")
    mediator.locator("#contenu").get_by_role("link", name=title.replace("Ranger ses", "Ses")).first.click()
    expect(mediator.locator("h1")).to_contain_text("photos dans des albums")
    expect(mediator.locator("#contenu")).to_contain_text("Mediatrice")
