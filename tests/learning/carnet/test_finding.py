"""Three words open a carnet on another device."""

import pytest

from learning.carnet import limits, secret, store
from learning.carnet.models import Attempt, Carnet

WORDS = ("abricot", "château", "pomme")


@pytest.fixture
def carnet(db):
    return Carnet.objects.create(**secret.sealed(WORDS))


def search(browser, text, **more):
    return browser.post("/carnet/retrouver/", {"mots": text} | more)


@pytest.mark.parametrize("text", ["abricot château pomme", "ABRICOT, chateau et pome", "abricot-chatau-pomme"])
def test_the_words_open_the_carnet(browser, carnet, text):
    response = search(browser, text)
    assert (response.status_code, response.url) == (302, "/carnet/")
    assert store.words_of(carnet)[1] in browser.get("/carnet/").content.decode()


def test_the_order_matters(browser, carnet):
    response = search(browser, "pomme château abricot")
    assert "Nous ne trouvons pas ce carnet" in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Écrivez vos trois mots, dans l’ordre."),
        ("abricot pomme", "Il faut trois mots. Nous en lisons 2."),
        ("abricot zzzzz pomme", "Nous ne connaissons pas le mot «\u00a0zzzzz\u00a0»."),
        ("x" * 300, "200"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(browser, carnet, text, sentence):
    response = search(browser, text)
    assert sentence in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()


def test_what_was_typed_comes_back_escaped(browser, carnet):
    page = search(browser, '"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page


def test_wrong_triples_are_counted_and_then_refused(browser, carnet, monkeypatch):
    monkeypatch.setattr(limits, "MISSES", limits.Limit("t", per_source=2, overall=10))
    for _ in range(2):
        search(browser, "nuage orange soleil")
    response = search(browser, "abricot château pomme")
    assert response.status_code == 429
    assert "Réessayez dans une heure" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_everybody_together_has_a_limit(browser, carnet, monkeypatch):
    monkeypatch.setattr(limits, "MISSES", limits.Limit("t", per_source=5, overall=2))
    for last in (1, 2):
        browser.post("/carnet/retrouver/", {"mots": "nuage orange soleil"}, REMOTE_ADDR=f"192.0.2.{last}")
    assert browser.post("/carnet/retrouver/", {"mots": "a b c"}, REMOTE_ADDR="192.0.2.3").status_code == 429


def test_a_typing_mistake_that_asks_for_no_carnet_is_not_counted(browser, carnet, monkeypatch):
    monkeypatch.setattr(limits, "MISSES", limits.Limit("t", per_source=1, overall=1))
    for _ in range(5):
        search(browser, "abricot zzzzz pomme")
    assert search(browser, "abricot château pomme").status_code == 302


def test_the_real_limits_are_those_of_the_docstring():
    from learning.carnet import words

    assert limits.MISSES.overall == limits.GLOBAL_MISSES_PER_HOUR == 300
    assert "GLOBAL_MISSES_PER_HOUR = 300" in words.__doc__


def test_finding_changes_the_session_key(browser, module, carnet):
    browser.answer(module, 2, "e1")
    before = browser.cookies["carnet"].value
    search(browser, "abricot château pomme")
    assert browser.cookies["carnet"].value != before


def test_another_open_carnet_is_left_as_it_is(browser, module, carnet):
    browser.answer(module, 2, "e1")
    search(browser, "abricot château pomme")
    assert carnet.attempts.count() == 0
    assert Attempt.objects.count() == 1
    assert Carnet.objects.count() == 2


def test_what_was_just_done_is_added_when_asked(browser, module, carnet):
    browser.answer(module, 2, "e1")
    search(browser, "abricot château pomme", ajouter="on")
    assert [attempt.exercise_id for attempt in carnet.attempts.all()] == ["e1"]
    assert list(Carnet.objects.all()) == [carnet]


def test_adding_a_carnet_to_itself_loses_nothing(browser, module, carnet):
    search(browser, "abricot château pomme")
    browser.answer(module, 2, "e1")
    search(browser, "abricot château pomme", ajouter="on")
    assert carnet.attempts.count() == 1


def test_a_form_sent_by_another_site_is_refused(browser, carnet):
    response = browser.post(
        "/carnet/retrouver/", {"mots": "abricot château pomme"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_carnet_found_with_an_old_key_is_sealed_with_the_new_one(browser, carnet, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key of a good length"
    assert search(browser, "abricot château pomme").status_code == 302
    settings.SECRET_KEY_FALLBACKS = []
    carnet.refresh_from_db()
    assert store.words_of(carnet) == WORDS


def test_the_words_are_never_in_an_address(browser, carnet):
    search(browser, "abricot château pomme")
    page = browser.get("/carnet/carte/").content.decode()
    assert "abricot-" not in page
    assert (
        browser.get("/carnet/retrouver/?mots=abricot+chateau+pomme").content
        == browser.get("/carnet/retrouver/").content
    )
