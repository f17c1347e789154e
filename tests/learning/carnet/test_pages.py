"""What the carnet's pages show."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competencies.tags import CompetenceTag
from learning.carnet import store
from learning.carnet.models import Carnet

ADDRESSES = {
    "carnet": "/carnet/",
    "carnet_progress": "/carnet/progres/",
    "carnet_find": "/carnet/retrouver/",
    "carnet_card": "/carnet/carte/",
    "carnet_export": "/carnet/exporter/",
    "carnet_import": "/carnet/importer/",
    "carnet_print": "/carnet/competences/",
    "carnet_erase": "/carnet/effacer/",
}


def text(response):
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize(("name", "address"), ADDRESSES.items())
def test_every_page_is_personal(browser, module, name, address):
    browser.answer(module, 2, "e1")
    response = browser.get(reverse(name))
    assert reverse(name) == address
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert " style=" not in response.content.decode()
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_every_page_speaks_at_its_english_address(browser, module, address):
    browser.answer(module, 2, "e1")
    response = browser.get(f"/en{address}")
    assert response.status_code == 200
    assert response.headers["Content-Language"] == "en"


@pytest.mark.parametrize("address", ["/carnet/carte/", "/carnet/exporter/", "/carnet/competences/", "/carnet/effacer/"])
def test_without_a_carnet_one_is_told_how_to_start(browser, index, address):
    response = browser.get(address, follow=True)
    assert response.redirect_chain == [("/carnet/", 302)]
    assert "Faites un premier exercice. Votre carnet s’ouvre tout seul." in text(response)
    assert 'name="mots"' in response.content.decode()


def test_the_carnet_leads_to_the_exact_step(browser, module):
    browser.answer(module, 2, "e1")
    assert f'href="{module.url}2/">Continuer à l’étape 2' in browser.get("/carnet/").content.decode()
    browser.answer(module, 2, "e2")
    assert f'href="{module.url}3/">Continuer à l’étape 3' in browser.get("/carnet/").content.decode()


def test_a_finished_module_says_how_well_it_went(browser, module):
    for number, exercise_id, value in ((2, "e1", "0"), (2, "e2", "0"), (3, "e3", "1")):
        browser.answer(module, number, exercise_id, value)
    page = text(browser.get("/carnet/"))
    assert "Terminé, 66\u00a0% de réussite" in page
    assert "Tout est terminé" in page


def test_proofs_say_the_date_the_exercise_and_the_score(browser, module):
    browser.answer(module, 2, "e1")
    for address in ("/carnet/", "/carnet/competences/"):
        page = browser.get(address).content.decode()
        assert re.search(r"<time[^>]*>\d\d/\d\d/\d{4}</time></td><td>Cliquez.</td><td>1 sur 1</td>", page)


def test_the_cost_does_not_grow_with_the_modules(browser, make_module, competence):
    modules = [make_module(f"m{number}") for number in range(20)]
    for module in modules:
        CompetenceTag.objects.create(page=module, competence=competence)

    def queries(address):
        browser.get(address)  # warm
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    def all_costs(some):
        keys = "&".join(f"pages={module.translation_key}" for module in some)
        return [queries(address) for address in ("/carnet/", "/carnet/competences/", f"/carnet/progres/?{keys}")]

    for module in modules[:2]:
        browser.answer(module, 2, "e1")
    two = all_costs(modules[:2])
    for module in modules[2:]:
        browser.answer(module, 2, "e1")
    assert all_costs(modules) == two
    assert max(two) <= 12


def test_progress_is_told_for_the_modules_that_were_tried(browser, make_module):
    one, other = make_module("un"), make_module("deux")
    browser.answer(one, 2, "e1")
    browser.answer(one, 2, "e2")
    key = str(one.translation_key)
    shown = browser.get("/carnet/progres/", {"pages": [key, str(other.translation_key)]}).json()
    assert shown == {
        key: {"done": 2, "total": 3, "steps": [True, True, False], "finished": False, "text": "2 sur 3 faits"}
    }
    browser.answer(one, 3, "e3")
    shown = browser.get("/carnet/progres/", {"pages": key}).json()[key]
    assert (shown["text"], shown["finished"]) == ("Terminé", True)


@pytest.mark.parametrize("query", ["", "pages=", "pages=x", "pages=%00", "pages=" + "0" * 36, "other=1"])
def test_a_question_that_makes_no_sense_has_an_empty_answer(browser, module, query):
    browser.answer(module, 2, "e1")
    response = browser.get(f"/carnet/progres/?{query}")
    assert (response.status_code, response.json()) == (200, {})


def test_the_card_has_the_words_and_a_code_without_inline_style(browser, module):
    browser.answer(module, 2, "e1")
    page = browser.get("/carnet/carte/").content.decode()
    for word in store.words_of(Carnet.objects.get()):
        assert f"<li>{word}</li>" in page
    assert '<svg viewBox="' in page
    assert "testserver/carnet/retrouver/" in page


def test_the_code_leads_to_the_words_behind_the_hash(monkeypatch):
    from learning.carnet import card

    made = []
    real = card.segno.make
    monkeypatch.setattr(card.segno, "make", lambda content, **options: made.append(content) or real(content, **options))
    card.qr_code("https://exemple.fr/carnet/retrouver/", ("cœur", "château", "été"))
    assert made == ["https://exemple.fr/carnet/retrouver/#coeur-chateau-ete"]


def test_when_the_key_was_lost_the_pages_still_work(browser, module, monkeypatch):
    browser.answer(module, 2, "e1")
    monkeypatch.setattr(store, "words_of", lambda carnet: None)
    assert "Nous ne pouvons plus les montrer ici" in text(browser.get("/carnet/"))
    assert "Nous ne pouvons plus montrer vos mots" in text(browser.get("/carnet/carte/"))


def test_the_script_of_every_page_stays_tiny(settings):
    assert (settings.BASE_DIR / "static/js/progress.js").stat().st_size <= 1300
