"""The first answer opens a carnet, and nothing before it does."""

from unittest import mock

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, OperationalError

from learning.carnet import limits, secret, store
from learning.carnet.models import Attempt, Carnet
from learning.carnet.words import word_list

OPENED = "Votre carnet est ouvert"


def untouched(response):
    return not response.cookies and not Session.objects.exists() and not Carnet.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/modules/adresse/",
        "/modules/adresse/2/",
        "/carnet/",
        "/carnet/retrouver/",
        "/carnet/importer/",
        "/carnet/carte/",
        "/carnet/exporter/",
        "/carnet/competences/",
        "/carnet/effacer/",
        "/carnet/progres/?pages=00000000-0000-0000-0000-000000000001",
    ],
)
def test_reading_sets_no_cookie_and_opens_no_session(browser, module, address):
    assert untouched(browser.get(address))


def test_words_that_find_nothing_set_no_cookie(browser):
    assert untouched(browser.post("/carnet/retrouver/", {"mots": "pomme abricot nuage"}))


def test_saying_i_am_done_without_a_carnet_sets_no_cookie(browser):
    assert untouched(browser.post("/carnet/fini/"))


def test_the_step_says_before_the_answer_that_a_cookie_will_come(browser, module):
    assert (
        "Votre première réponse ouvre un carnet\u00a0: un seul cookie"
        in browser.get(module.step_url(2)).content.decode()
    )


def test_the_public_page_is_the_same_bytes_with_and_without_a_carnet(browser, module, client):
    browser.answer(module, 2, "e1")
    assert browser.get(module.step_url(2)).content == client.get(module.step_url(2)).content


def test_the_first_answer_opens_a_carnet_and_shows_its_words_once(browser, module):
    response = browser.answer(module, 2, "e1")
    [carnet] = Carnet.objects.all()
    words = store.words_of(carnet)
    assert set(words) <= set(word_list())
    assert f"{OPENED}. Pour le retrouver ailleurs\u00a0:" in response.content.decode()
    assert ", ".join(words) in response.content.decode()
    assert OPENED not in browser.answer(module, 2, "e2").content.decode()
    assert Carnet.objects.count() == 1


def test_the_fragment_shows_the_words_too(browser, module):
    response = browser.answer(module, 2, "e1", headers={"X-Fragment": "exercise"})
    assert "<html" not in response.content.decode()
    assert OPENED in response.content.decode()


def test_there_is_one_cookie_which_ends_with_the_browser_and_hides_from_scripts(browser, module):
    response = browser.answer(module, 2, "e1")
    [cookie] = response.cookies.values()
    assert (cookie.key, cookie["max-age"], cookie["expires"]) == ("carnet", "", "")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_an_answer_is_kept_as_a_fact(browser, module):
    browser.answer(module, 2, "e1", value="1")
    [attempt] = Attempt.objects.all()
    assert attempt.page_key == module.translation_key
    assert (attempt.step_id, attempt.exercise_id, attempt.points, attempt.out_of) == ("s1", "e1", 0, 1)


def test_nothing_else_than_facts_can_be_kept():
    fields = {field.name for field in Attempt._meta.get_fields()}
    assert fields == {"id", "carnet", "page_key", "step_id", "exercise_id", "points", "out_of", "answered_at"}


def test_the_solution_that_was_only_read_is_not_an_attempt(browser, module):
    browser.post(module.step_url(2), {"exercice": "e1", "essai": "2", "voir": "1"})
    assert not Attempt.objects.exists()
    assert not Carnet.objects.exists()


def test_an_empty_answer_opens_nothing(browser, module):
    assert untouched(browser.post(module.step_url(2), {"exercice": "e1"}))


def test_an_answer_from_another_site_opens_nothing(browser, module):
    response = browser.answer(module, 2, "e1", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert untouched(response)


@pytest.mark.parametrize("broken", ["learning.carnet.models.Attempt.objects.create", "learning.carnet.store.create"])
def test_when_nothing_can_be_written_the_answer_is_still_graded(browser, module, broken):
    with mock.patch(broken, side_effect=OperationalError("database is locked")):
        response = browser.answer(module, 2, "e1")
    assert response.status_code == 200
    assert "feedback--right" in response.content.decode()
    assert OPENED not in response.content.decode()
    assert untouched(response)


def test_when_the_session_cannot_be_written_the_answer_is_still_graded(browser, module):
    with mock.patch("django.contrib.sessions.backends.db.SessionStore.save", side_effect=OperationalError("locked")):
        response = browser.answer(module, 2, "e1")
    assert "feedback--right" in response.content.decode()
    assert untouched(response)


def test_when_the_session_cannot_be_read_the_answer_is_still_graded(browser, module):
    browser.answer(module, 2, "e1")
    with mock.patch("django.contrib.sessions.backends.db.SessionStore.load", side_effect=OperationalError("locked")):
        assert "feedback--right" in browser.answer(module, 2, "e2").content.decode()


def test_a_failure_in_an_open_carnet_loses_one_attempt_and_nothing_else(browser, module):
    browser.answer(module, 2, "e1")
    with mock.patch("learning.carnet.models.Attempt.objects.create", side_effect=OperationalError("locked")):
        browser.answer(module, 2, "e2")
    browser.answer(module, 3, "e3")
    assert list(Attempt.objects.order_by("pk").values_list("exercise_id", flat=True)) == ["e1", "e3"]
    assert Carnet.objects.count() == 1


def test_without_a_word_list_the_answer_is_still_graded(browser, module, monkeypatch, tmp_path):
    monkeypatch.setattr("learning.carnet.words.LIST", tmp_path / "missing.txt")
    word_list.cache_clear()
    assert "feedback--right" in browser.answer(module, 2, "e1").content.decode()


def test_two_carnets_that_draw_the_same_words_end_with_different_ones(db, monkeypatch):
    taken, free = ("abricot", "pomme", "nuage"), ("nuage", "pomme", "abricot")
    Carnet.objects.create(**secret.sealed(taken))
    draws = iter([taken, taken, free])
    monkeypatch.setattr(store, "draw", lambda words: next(draws))
    assert store.words_of(store.create()) == free


def test_words_that_an_old_key_sealed_are_not_given_twice(db, monkeypatch, settings):
    taken, free = ("abricot", "pomme", "nuage"), ("nuage", "pomme", "abricot")
    Carnet.objects.create(**secret.sealed(taken))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key of a good length"
    draws = iter([taken, free])
    monkeypatch.setattr(store, "draw", lambda words: next(draws))
    assert store.words_of(store.create()) == free


def test_a_constraint_that_can_never_be_met_is_an_error_not_a_loop(db, monkeypatch):
    Carnet.objects.create(**secret.sealed(("abricot", "pomme", "nuage")))
    monkeypatch.setattr(store, "draw", lambda words: ("abricot", "pomme", "nuage"))
    with pytest.raises(IntegrityError):
        store.create()


def test_a_cookie_whose_carnet_was_erased_elsewhere_opens_a_new_one(browser, module):
    browser.answer(module, 2, "e1")
    Carnet.objects.all().delete()
    assert OPENED in browser.answer(module, 2, "e2").content.decode()


def test_too_many_new_carnets_from_one_address_are_graded_not_kept(browser, client, module, monkeypatch):
    monkeypatch.setattr(limits, "OPENINGS", limits.Limit("t", per_source=1, overall=10))
    browser.answer(module, 2, "e1")
    browser.cookies.clear()
    response = browser.answer(module, 2, "e1")
    assert "feedback--right" in response.content.decode()
    assert not response.cookies
    assert Carnet.objects.count() == 1


def test_a_machine_that_answers_without_end_fills_nothing(browser, module, monkeypatch):
    monkeypatch.setattr(store, "ATTEMPTS_PER_HOUR", 2)
    for _ in range(4):
        assert browser.answer(module, 2, "e1").status_code == 200
    assert Attempt.objects.count() == 2
