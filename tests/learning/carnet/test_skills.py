"""Competences and their proofs in the carnet."""

import pytest

from competencies.tags import CompetenceTag, Role


def finish(browser, module, last="0"):
    for number, exercise_id, value in ((2, "e1", "0"), (2, "e2", "0"), (3, "e3", last)):
        browser.answer(module, number, exercise_id, value)


def carnet(browser):
    return browser.get("/carnet/").content.decode()


@pytest.mark.parametrize("role", [Role.TRAINED, Role.ASSESSED])
def test_a_module_done_well_shows_its_competences(browser, module, competence, role):
    CompetenceTag.objects.create(page=module, competence=competence, role=role)
    finish(browser, module)
    page = carnet(browser)
    assert "<strong>Évaluer des informations</strong>" in page
    assert "Essai 1.2" in page
    assert "Montrée dans «\u00a0Module adresse\u00a0»\u00a0: 100\u00a0% de réussite" in page


def test_a_module_done_less_well_is_on_the_way(browser, module, competence):
    CompetenceTag.objects.create(page=module, competence=competence)
    finish(browser, module, last="1")
    page = carnet(browser)
    assert "Montrée" not in page
    assert "1 compétence en chemin" in page
    assert "Évaluer des informations" in page


def test_a_module_begun_is_on_the_way(browser, module, competence):
    CompetenceTag.objects.create(page=module, competence=competence)
    browser.answer(module, 2, "e1")
    assert "1 compétence en chemin" in carnet(browser)


def test_what_one_must_know_before_is_not_shown_by_the_module(browser, module, competence):
    CompetenceTag.objects.create(page=module, competence=competence, role=Role.PREREQUISITE)
    finish(browser, module)
    assert "Évaluer des informations" not in carnet(browser)


def test_the_printed_page_shows_them_too(browser, module, competence):
    CompetenceTag.objects.create(page=module, competence=competence)
    finish(browser, module)
    assert "Évaluer des informations" in browser.get("/carnet/competences/").content.decode()
