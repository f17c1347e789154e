"""Taking a carnet away as a file, and bringing it back."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from learning.carnet import limits, store
from learning.carnet.models import Attempt, Carnet


def send(browser, content, **more):
    if isinstance(content, dict):
        content = json.dumps(content).encode()
    return browser.post("/carnet/importer/", {"fichier": SimpleUploadedFile("carnet.json", content)}, **more)


@pytest.fixture
def exported(browser, module):
    browser.answer(module, 2, "e1")
    browser.answer(module, 2, "e1", value="1")
    return json.loads(browser.get("/carnet/exporter/").content)


def facts():
    return set(Attempt.objects.values_list("page_key", "step_id", "exercise_id", "points", "out_of", "answered_at"))


def test_the_file_is_saved_under_a_name_that_can_be_recognised(browser, module):
    browser.answer(module, 2, "e1")
    disposition = browser.get("/carnet/exporter/").headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="carnet-20')


def test_the_three_words_are_not_in_the_file(browser, exported):
    for word in store.words_of(Carnet.objects.get()):
        assert word not in json.dumps(exported, ensure_ascii=False)


def test_a_carnet_goes_out_and_comes_back_the_same(browser, exported):
    before = facts()
    browser.post("/carnet/effacer/")
    response = send(browser, exported)
    assert facts() == before
    assert "2 résultats ajoutés." in response.content.decode()
    assert "Vous en étiez ici" in browser.get("/carnet/").content.decode()


def test_importing_twice_changes_nothing(browser, exported):
    before = facts()
    response = send(browser, exported)
    assert facts() == before
    assert "Rien de nouveau" in response.content.decode()
    assert "2 résultats étaient déjà là." in response.content.decode()


def test_importing_adds_and_never_replaces(browser, module, exported):
    browser.answer(module, 3, "e3")
    exported["attempts"] = [exported["attempts"][0], exported["attempts"][0] | {"exercise": "e9"}]
    send(browser, exported)
    assert sorted(Attempt.objects.values_list("exercise_id", flat=True)) == ["e1", "e1", "e3", "e9"]


def test_an_attempt_that_is_there_cannot_be_improved_by_a_file(browser, exported):
    before = facts()
    exported["attempts"][1]["points"] = 1
    send(browser, exported)
    assert facts() == before


def test_results_of_modules_that_this_site_does_not_have_are_kept_and_said(browser, exported):
    exported["attempts"][0]["page"] = str(uuid4())
    response = send(browser, exported)
    assert "1 module n’existe pas sur ce site. Ses résultats sont gardés." in response.content.decode()
    assert Attempt.objects.count() == 3


def test_lines_without_sense_are_said(browser, exported):
    exported["attempts"] += [{"page": "x"}, None]
    assert "2 lignes du fichier n’ont pas été comprises." in send(browser, exported).content.decode()


@pytest.mark.parametrize("content", [b"\x89PNG\r\n", b"{}", b"[[[[", b"{" * 50_000, b'{"format": "autre"}'])
def test_another_file_is_refused_plainly(browser, db, content):
    response = send(browser, content)
    assert response.status_code == 400
    assert "Ce fichier n’est pas un carnet." in response.content.decode()
    assert not response.cookies
    assert not Carnet.objects.exists()


def test_an_empty_file_and_no_file_are_said(browser, db):
    assert send(browser, b"").status_code == 400
    response = browser.post("/carnet/importer/", {})
    assert "Choisissez d’abord votre fichier." in response.content.decode()


@pytest.mark.parametrize("size", ["9999999999", "beaucoup", "-1", "9" * 40])
def test_a_huge_file_is_refused_before_it_is_read(browser, db, size):
    response = browser.post("/carnet/importer/", {}, CONTENT_LENGTH=size)
    assert response.status_code == 413
    assert "trop grand" in response.content.decode()


def test_a_file_that_is_a_little_too_large_is_refused(browser, db, monkeypatch):
    monkeypatch.setattr("learning.carnet.export.MAX_BYTES", 10)
    assert "trop grand" in send(browser, b" " * 11).content.decode()


def test_a_carnet_has_room_for_a_life_of_learning_and_no_more(browser, exported, monkeypatch):
    monkeypatch.setattr(store, "MAX_ATTEMPTS", 3)
    rows = [exported["attempts"][0] | {"exercise": f"x{number}"} for number in range(5)]
    response = send(browser, exported | {"attempts": rows})
    assert Attempt.objects.count() == 3
    assert "1 résultat ajouté." in response.content.decode()
    assert "4 résultats de trop\u00a0: le carnet est plein." in response.content.decode()


def test_a_file_without_anything_opens_no_carnet(browser, db):
    response = send(browser, {"format": "pas-a-pas/carnet", "version": 1, "attempts": []})
    assert "Le fichier est vide." in response.content.decode()
    assert not response.cookies
    assert not Carnet.objects.exists()


def test_another_site_cannot_send_a_file(browser, exported):
    exported["attempts"][0]["exercise"] = "e9"
    assert send(browser, exported, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Attempt.objects.count() == 2


def test_too_many_files_are_refused(browser, db, monkeypatch):
    monkeypatch.setattr(limits, "IMPORTS", limits.Limit("t", per_source=1, overall=9))
    assert send(browser, b"{}").status_code == 400
    assert send(browser, b"{}").status_code == 429
