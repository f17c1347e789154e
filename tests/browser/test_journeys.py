"""Whole journeys, by keyboard alone, with JavaScript and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, nothing_goes_wrong
from tests.browser.keyboard import Keyboard, plain


@pytest.fixture
def learner(new_context: NewContext, javascript: bool) -> Page:
    return new_context(java_script_enabled=javascript).new_page()


def start(page: Page, walk: dict) -> Keyboard:
    """From the home page to the first step of the module, as a beginner would go."""
    keyboard = Keyboard(page)
    page.goto("/")
    keyboard.follow(walk["theme"])
    keyboard.follow(walk["path"])
    if walk["place"] == 0:
        keyboard.follow("Commencer")
    else:
        keyboard.follow(walk["module"])
        keyboard.follow("Commencer")
    expect(page.locator(".where")).to_contain_text(f"Étape 1 sur {walk['steps']}")
    return keyboard


def walk_to_step(keyboard: Keyboard, number: int) -> None:
    for current in range(2, number + 1):
        keyboard.follow("Étape suivante")
        expect(keyboard.page.locator(".where")).to_contain_text(re.compile(rf"Étape {current}\b"))


def answer(keyboard: Keyboard, walk: dict, text: str, button: str) -> None:
    keyboard.choose(walk["exercise"], text)
    keyboard.press_button(button)


def feedback(page: Page, walk: dict):
    return page.locator(f"#exercice-{walk['exercise']} .feedback")


def answered(page: Page, walk: dict) -> Keyboard:
    """A learner who walked to the question and answered it well."""
    keyboard = start(page, walk)
    walk_to_step(keyboard, walk["step"])
    answer(keyboard, walk, walk["right"], "Vérifier")
    expect(feedback(page, walk)).to_have_class(re.compile("feedback--right"))
    return keyboard


def words_on(page: Page) -> list[str]:
    return page.locator("ol.three-words").first.locator("li").all_inner_texts()


def test_a_beginner_goes_from_the_home_page_to_the_end_of_a_module(learner, walk):
    with nothing_goes_wrong(learner):
        keyboard = start(learner, walk)
        walk_to_step(keyboard, walk["step"])
        assert learner.context.cookies() == []

        answer(keyboard, walk, walk["wrong"], "Vérifier")
        expect(feedback(learner, walk)).to_have_class(re.compile("feedback--wrong"))
        expect(learner.locator(f"#exercice-{walk['exercise']} .remark")).to_be_visible()
        expect(learner.locator(f"#exercice-{walk['exercise']} details.hint p")).to_be_visible()

        answer(keyboard, walk, walk["right"], "Vérifier")
        expect(feedback(learner, walk)).to_have_class(re.compile("feedback--right"))
        assert [cookie["name"] for cookie in learner.context.cookies()] == ["carnet"]

        for _step in range(walk["step"], walk["steps"]):
            keyboard.follow("Étape suivante")
        keyboard.follow("Finir le module")
        expect(learner.locator("h1")).to_be_visible()
        keyboard.follow("Mon carnet")
        expect(learner.locator(".carnet")).to_contain_text(re.compile(re.escape(walk["module"]).replace("'", ".")))


def test_three_words_open_the_carnet_on_another_computer(learner, walk, new_context, javascript):
    keyboard = answered(learner, walk)
    shown = learner.locator(".carnet-opened__words").inner_text().split(", ")
    keyboard.follow("Mon carnet")
    words = words_on(learner)
    assert words == shown
    assert len(set(words)) == 3

    elsewhere = new_context(java_script_enabled=javascript).new_page()
    elsewhere.goto("/carnet/")
    assert walk["module"] not in elsewhere.locator("main").inner_text()
    other = Keyboard(elsewhere)
    other.go_to("Vos trois mots")
    elsewhere.keyboard.type(" ".join(words).upper())
    elsewhere.keyboard.press("Enter")
    expect(elsewhere.locator(".carnet-now")).to_contain_text(re.compile(re.escape(walk["module"]).replace("'", ".")))
    assert words_on(elsewhere) == words


def test_i_am_done_leaves_nothing_on_the_computer(learner, walk):
    keyboard = answered(learner, walk)
    keyboard.follow("Mon carnet")
    assert len(words_on(learner)) == 3
    keyboard.press_button("J’ai fini")
    expect(learner.locator("h1")).to_contain_text("Rien ne reste ici")
    assert learner.context.cookies() == []
    learner.goto("/carnet/")
    expect(learner.locator(".three-words")).to_have_count(0)
    expect(learner.get_by_label("trois mots")).to_be_visible()
    learner.goto("/")
    assert learner.evaluate("() => Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


def test_a_learner_finds_their_place_again(learner, walk):
    keyboard = answered(learner, walk)
    keyboard.follow("Mon carnet")
    keyboard.follow("Continuer" if learner.get_by_role("link", name="Continuer").count() else "Revoir")
    assert "/modules/" in learner.url


def test_a_visitor_who_does_not_know_where_to_start_is_led_to_a_path(learner):
    keyboard = Keyboard(learner)
    learner.goto("/")
    keyboard.follow("Répondre à quatre questions")
    expect(learner.locator("form [type=radio], form [type=checkbox]").first).to_be_visible()


def test_a_hard_word_is_explained_on_the_spot(learner, inventory):
    learner.goto(inventory["step with text"])
    term = learner.locator("a.term").first
    if not term.count():
        learner.goto(inventory["step with key_words"])
        term = learner.locator("a.term, .words a").first
    # A link of the menu may have the same words: this one, and no other.
    term.focus()
    learner.keyboard.press("Enter")
    expect(learner.locator(":target")).to_be_visible()


def test_the_first_tab_offers_to_skip_the_menu(learner):
    learner.goto("/modules/")
    learner.keyboard.press("Tab")
    assert plain(learner.locator(":focus").inner_text()) == "aller au contenu"
    learner.keyboard.press("Enter")
    learner.keyboard.press("Tab")
    assert learner.locator("main :focus").count() == 1
