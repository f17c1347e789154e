"""Typing, commenting and saving by hand while a draft saves itself, choosing a preview while another is on its way."""

import re
import sqlite3
from collections.abc import Callable

from playwright.sync_api import APIResponse, Page, Request, Route, expect

from tests.browser.editor import (
    SignIn,
    comment_box,
    comment_on,
    field,
    keep_comment,
    press_save,
    saved_by_itself,
    settled,
)
from tests.browser.server import Server

MODULE = "SELECT min(page_ptr_id) FROM learning_modulepage"
SUMMARY = "SELECT summary FROM learning_modulepage ORDER BY page_ptr_id LIMIT 1"
PAGES = "SELECT count(*) FROM wagtailcore_page WHERE draft_title = 'Écrire une lettre'"
COMMENTS = "SELECT group_concat(text, '|') FROM (SELECT text FROM wagtailcore_comment ORDER BY id)"
REPLIES = "SELECT group_concat(text, '|') FROM wagtailcore_commentreply"
NEWS = re.compile("/admin/editing-sessions/")


def ask(server: Server, question: str) -> int | str:
    with sqlite3.connect(server.folder / "demo.sqlite3") as database:
        return database.execute(question).fetchone()[0]


def is_automatic(request: Request) -> bool:
    return request.method == "POST" and request.headers["accept"] == "application/json"


def is_by_hand(request: Request) -> bool:
    return request.method == "POST" and request.is_navigation_request()


class SlowAnswers:
    """The server answers what is `chosen`, and the browser learns it only when told."""

    def __init__(self, page: Page, chosen: Callable[[Request], bool]) -> None:
        self.page, self.chosen = page, chosen
        self.held: list[tuple[Route, APIResponse]] = []
        self.order: list[str] = []
        page.on("request", lambda request: self.order.append("by hand") if is_by_hand(request) else None)
        page.route(re.compile("/admin/pages/"), self.hold)

    def hold(self, route: Route) -> None:
        if self.chosen(route.request):
            self.held.append((route, route.fetch(max_redirects=0)))
        else:
            route.fallback()

    def wait(self) -> None:
        """Until the server has answered."""
        for _try in range(300):
            if self.held:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("nothing was asked of the server")

    def arrive(self) -> None:
        self.chosen = lambda _request: False
        self.order.append("automatic")
        for route, response in self.held:
            route.fulfill(response=response)


def open_a_module(page: Page, server: Server) -> None:
    page.goto(f"/admin/pages/{ask(server, MODULE)}/edit/")
    settled(page)


def is_busy(page: Page) -> None:
    """The click was taken, and the button says so."""
    expect(page.locator("button.button-longrunning-active")).to_be_disabled()


def test_a_new_page_saved_by_hand_during_its_first_automatic_save_is_one_page(
    sign_in: SignIn, workshop: Server
) -> None:
    page = sign_in("editrice")
    page.get_by_role("link", name="Écrire un module").click()
    settled(page)
    answers = SlowAnswers(page, is_automatic)
    field(page, "title").fill("Écrire une lettre")
    field(page, "summary").fill("Écrivez une lettre.")
    answers.wait()
    field(page, "objectives").fill("Ce que personne n’a encore enregistré.")
    press_save(page)
    is_busy(page)
    answers.arrive()
    expect(page.locator(".messages .success")).to_be_visible()
    assert answers.order == ["automatic", "by hand"]
    assert ask(workshop, PAGES) == 1
    expect(page).to_have_url(re.compile("/edit/$"))
    expect(field(page, "objectives")).to_have_value("Ce que personne n’a encore enregistré.")


def test_a_page_published_during_an_automatic_save_is_published_after_it(sign_in: SignIn, workshop: Server) -> None:
    page = sign_in("moderateur")
    open_a_module(page, workshop)
    answers = SlowAnswers(page, is_automatic)
    field(page, "summary").fill("Publié juste après.")
    answers.wait()
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier").click()
    is_busy(page)
    answers.arrive()
    expect(page.locator(".messages .success")).to_contain_text("publié")
    assert answers.order == ["automatic", "by hand"]
    assert ask(workshop, SUMMARY) == "Publié juste après."


def test_no_automatic_save_leaves_after_a_save_by_hand(sign_in: SignIn, workshop: Server) -> None:
    page = sign_in("editrice")
    open_a_module(page, workshop)
    automatic: list[Request] = []
    page.on("request", lambda request: automatic.append(request) if is_automatic(request) else None)
    answers = SlowAnswers(page, is_by_hand)
    field(page, "summary").fill("Tapé, et enregistré aussitôt.")
    press_save(page)
    answers.wait()
    # Wagtail looks at the form every half second, and sends it half a second after the last change.
    page.wait_for_timeout(2500)
    answers.arrive()
    expect(page.locator(".messages .success")).to_be_visible()
    assert automatic == []


def test_the_draft_goes_on_saving_itself_after_a_save_by_hand(sign_in: SignIn, workshop: Server) -> None:
    page = sign_in("editrice")
    open_a_module(page, workshop)
    for text in ("D’abord.", "Ensuite."):
        field(page, "summary").fill(text)
        saved_by_itself(page)
        press_save(page)
        expect(page.locator(".messages .success")).to_be_visible()
        settled(page)


def test_somebody_who_learns_that_another_has_saved_is_asked_before_saving(sign_in: SignIn, workshop: Server) -> None:
    page, other = sign_in("editrice", expecting="400"), sign_in("moderateur")
    # The news of others comes every ten seconds: not before the end of this.
    page.route(NEWS, lambda _route: None)
    open_a_module(page, workshop)
    open_a_module(other, workshop)
    field(other, "summary").fill("De l’autre.")
    press_save(other)
    expect(other.locator(".messages .success")).to_be_visible()
    answers = SlowAnswers(page, is_automatic)
    field(page, "summary").fill("De la première.")
    answers.wait()
    press_save(page)
    is_busy(page)
    page.unroute(NEWS)
    answers.arrive()
    dialog = page.locator("#w-save-confirmation-dialog")
    expect(dialog).to_be_visible()
    assert answers.order == ["automatic"]
    dialog.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.locator(".messages .success")).to_be_visible()
    expect(field(page, "summary")).to_have_value("De la première.")


def test_the_preview_shows_what_was_chosen_while_another_was_on_its_way(sign_in: SignIn, workshop: Server) -> None:
    page = sign_in("editrice")
    open_a_module(page, workshop)
    answers = SlowAnswers(page, lambda request: "in_preview_panel" in request.url)
    page.get_by_role("button", name="prévisualisation").click()
    answers.wait()
    page.select_option("#id_preview_mode", label="Fin du module")
    answers.arrive()
    expect(page.locator("#w-preview-iframe")).to_have_attribute("src", re.compile("mode=fin"))


def test_what_is_typed_just_before_the_answer_to_an_automatic_save_is_saved(sign_in: SignIn, workshop: Server) -> None:
    page = sign_in("editrice")
    open_a_module(page, workshop)
    automatic: list[Request] = []
    page.on("request", lambda request: automatic.append(request) if is_automatic(request) else None)
    answers = SlowAnswers(page, is_automatic)
    field(page, "summary").fill("Parti.")
    answers.wait()
    # Wagtail looks at the form every half second: here, not before the end.
    page.locator("form[data-edit-form]").evaluate("form => { form.dataset.wUnsavedCheckIntervalValue = '60000' }")
    field(page, "objectives").fill("Tapé juste avant la réponse.")
    with page.expect_request(is_automatic):
        answers.arrive()
    saved_by_itself(page)
    # Once: what comes back from the server is nothing new.
    page.wait_for_timeout(1500)
    assert len(automatic) == 2
    assert "Tapé juste avant" in str(automatic[1].post_data)


def test_no_comment_typed_while_the_draft_saves_itself_is_lost(sign_in: SignIn, workshop: Server) -> None:
    page = sign_in("moderateur")
    open_a_module(page, workshop)
    answers = SlowAnswers(page, is_automatic)
    comment_on(page, "title", "Le premier.")
    answers.wait()
    comment_on(page, "summary", "Le deuxième.")
    box = comment_box(page, "objectives")
    page.keyboard.type("Le troisième, ")
    answers.arrive()
    saved_by_itself(page)
    page.keyboard.type("tapé d’un trait.")
    with page.expect_event("requestfinished", is_automatic):
        keep_comment(box)
    saved_by_itself(page)
    first = page.locator(".comment", has_text="Le premier.")
    for _try in range(10):
        # Wagtail gives the focus to the last comment a little after the answer: one clicks again.
        first.click()
        page.wait_for_timeout(700)
        if first.locator("textarea").is_visible():
            break
    first.locator("textarea").fill("Une réponse pas finie.")
    press_save(page)
    expect(page.locator(".messages .success")).to_be_visible()
    assert ask(workshop, COMMENTS) == "Le premier.|Le deuxième.|Le troisième, tapé d’un trait."
    assert ask(workshop, REPLIES) == "Une réponse pas finie."
    expect(page.locator(".comment")).to_have_count(3)
