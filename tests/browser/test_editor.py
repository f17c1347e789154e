"""The people who write, in the admin: a module from nothing to the public site, a path, the brand."""

import re

from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from home.colours import lightened
from tests.browser.conftest import nothing_goes_wrong
from tests.browser.editor import SignIn, field, save, saved_by_itself, settled
from tests.browser.server import Server

LONG = "Pour imprimer une lettre, cherchez d’abord le bouton qui se cache très souvent tout en haut à droite de la fenêtre."


def add_block(within: Locator, kind: str) -> None:
    """Add a block at the end of a stream; `kind` is what the editor reads."""
    page = within.page
    # By the keyboard: a pointer sometimes misses a button that moves while the block above it opens.
    within.locator("button.c-sf-add-button:visible").last.press("Enter")
    page.locator(".w-combobox__option:visible", has_text=re.compile(f"^{kind}$")).click()
    expect(page.locator(".w-combobox:visible")).to_have_count(0)


def add_item(within: Locator) -> None:
    within.locator("button.c-sf-add-button:visible").last.click()


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def choose_competence(page: Page, word: str) -> None:
    page.get_by_role("button", name="Ajouter un(e) compétence").click()
    modal = page.locator(".modal.in, .modal.show")
    modal.locator("[name=q]").fill(word)
    expect(modal.get_by_role("checkbox")).to_have_count(2)
    modal.get_by_role("checkbox").first.check()
    modal.get_by_role("button", name="Confirmer la sélection").click()
    expect(modal).to_have_count(0)


def write_first_step(page: Page) -> None:
    steps = page.locator("#panel-child-contenu-steps-content")
    add_item(steps)
    field(page, "steps-0-value-title").fill("Trouver le bouton")
    body = page.locator("[data-contentpath=body]").first
    add_block(body, "Texte")
    field(page, "steps-0-value-body-0-value").fill(LONG)
    add_block(body, "Astuce")
    field(page, "steps-0-value-body-1-value-text").fill("Appuyez sur **Ctrl** et **P**.")
    add_block(body, "Choix unique")
    choice = "steps-0-value-body-2-value-"
    field(page, choice + "instruction").fill("Où cliquez-vous ?")
    field(page, choice + "choices-0-value-text").fill("Sur l'imprimante")
    field(page, choice + "choices-0-value-right").check()
    field(page, choice + "choices-0-value-feedback").fill("Oui, elle imprime.")
    field(page, choice + "choices-1-value-text").fill("Sur la corbeille")


def write_second_step(page: Page) -> None:
    add_item(page.locator("#panel-child-contenu-steps-content"))
    field(page, "steps-1-value-title").fill("Essayer")
    add_block(page.locator("[data-contentpath=body]").last, "Texte à trous")
    gaps = "steps-1-value-body-0-value-"
    field(page, gaps + "instruction").fill("Complétez la phrase.")
    field(page, gaps + "text").fill("Je clique sur {1}.")
    field(page, gaps + "gaps-0-value-accepted-0-value").fill("imprimer")
    field(page, gaps + "gaps-0-value-feedback").fill("Le bouton s'appelle « Imprimer ».")


def preview(page: Page, mode: str) -> FrameLocator:
    """Open the live preview, and choose at once what it shows."""
    page.get_by_role("button", name="prévisualisation").click()
    page.select_option("#id_preview_mode", label=mode)
    return page.frame_locator("#w-preview-iframe")


def test_a_module_goes_from_nothing_to_the_public_site(sign_in: SignIn) -> None:
    page = sign_in("editrice")
    page.get_by_role("link", name="Écrire un module").click()
    settled(page)
    field(page, "title").fill("Imprimer une lettre")
    field(page, "summary").fill("Imprimez une lettre sur papier.")
    field(page, "objectives").fill("Imprimer une lettre.")
    saved_by_itself(page)
    choose_competence(page, "donnees personnelles")
    write_first_step(page)
    write_second_step(page)
    save(page)

    expect(page.locator(".messages")).to_contain_text("2 remarques sur le texte")
    tab(page, "Remarques")
    remarks = page.get_by_role("tabpanel", name="Remarques")
    expect(remarks).to_contain_text("Étape 1 : Une réponse n’a pas de retour")
    expect(remarks).to_contain_text("Étape 1 : Phrase longue")
    tab(page, "Contenu")

    shown = preview(page, "Étape 1 : Trouver le bouton")
    expect(shown.get_by_role("heading", name="Trouver le bouton")).to_be_visible()
    shown.get_by_label("Sur l’imprimante").check()
    shown.get_by_role("button", name="Vérifier").click()
    expect(shown.get_by_text("Oui, elle imprime.")).to_be_visible()
    shown.get_by_role("link", name="Étape suivante").click()
    expect(shown.get_by_role("heading", name="Essayer")).to_be_visible()

    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Soumettre à la relecture").click()
    expect(page.locator(".messages")).to_contain_text("soumise")
    assert page.request.get("/modules/imprimer-une-lettre/").status == 404
    review(sign_in("moderateur"))
    assert page.request.get("/modules/imprimer-une-lettre/").status == 200
    page.goto("/modules/imprimer-une-lettre/1/")
    expect(page.get_by_role("heading", name="Trouver le bouton")).to_be_visible()


def review(page: Page) -> None:
    """A moderator finds what waits on the first page, reads it, and publishes it with a word."""
    page.get_by_role("link", name="Imprimer une lettre").first.click()
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Approuver avec un commentaire").click()
    page.locator("[name=comment]").fill("Très clair, merci.")
    page.locator(".modal").get_by_role("button", name="Approuver").click()
    expect(page.locator(".messages .success")).to_be_visible()


def test_a_path_is_made_of_modules_chosen_together_and_put_in_order(sign_in: SignIn) -> None:
    page = sign_in("moderateur")
    page.get_by_role("link", name="Assembler un parcours").click()
    page.get_by_role("button", name="Choisissez une page").click()
    page.locator(".modal").get_by_role("link", name="Chercher un emploi").click()
    page.get_by_role("button", name="Créer").click()
    settled(page)
    field(page, "title").fill("Ma première lettre")
    field(page, "summary").fill("Écrire à un employeur.")
    field(page, "goal").fill("Envoyer une lettre.")
    page.get_by_role("button", name="Ajouter un(e) module").click()
    modal = page.locator(".modal.in, .modal.show")
    for name in ("Lire une offre", "Candidater par courriel"):
        modal.get_by_role("checkbox", name=re.compile(name)).check()
    modal.get_by_role("button", name="Confirmer la sélection").click()
    page.locator("#inline_child_path_modules-1").get_by_title("Monter").click()
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier").click()
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto("/parcours/chercher-un-emploi/ma-premiere-lettre/")
    order = page.get_by_role("main").get_by_role("listitem").get_by_role("link").all_inner_texts()
    assert [title for title in order if title[:4] in {"Lire", "Cand"}] == [
        "Lire une offre d’emploi",
        "Candidater par courriel",
    ]


def test_the_brand_is_set_in_the_admin_and_seen_by_everybody(
    sign_in: SignIn, browser: Browser, workshop: Server
) -> None:
    page = sign_in("administratrice")
    page.get_by_role("button", name="Paramètres").click()
    page.get_by_role("link", name="Identité du site").click()
    field(page, "name").fill("Le fil numérique")
    field(page, "cool").fill("#ffdd00")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Choisissez-la plus foncée.").first).to_be_visible()
    field(page, "cool").fill("#003189")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert colour_of_links(browser, workshop, "light") == "#003189"
    # The same blue, light enough for a dark page.
    assert colour_of_links(browser, workshop, "dark") == lightened("#003189")


def colour_of_links(browser: Browser, workshop: Server, scheme: str) -> str:
    context = browser.new_context(base_url=workshop.url, color_scheme=scheme, locale="fr-FR")
    page = context.new_page()
    with nothing_goes_wrong(page):
        page.goto("/")
        expect(page.locator(".brand")).to_contain_text("Le fil numérique")
        colour = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--cool')")
    context.close()
    return colour
