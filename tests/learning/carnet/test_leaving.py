"""« J’ai fini », erasing, and forgetting after a year."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from learning.carnet import secret, store
from learning.carnet.models import Attempt, Carnet

CLEAR = '"cookies", "storage"'


def test_being_done_ends_the_session_and_deletes_the_cookie(browser, module):
    browser.answer(module, 2, "e1")
    response = browser.post("/carnet/fini/")
    assert response.status_code == 200
    assert response.headers["Clear-Site-Data"] == CLEAR
    assert response.headers["Cache-Control"] == "no-store"
    assert response.cookies["carnet"]["max-age"] == 0
    assert not Session.objects.exists()
    assert "Rien ne reste ici" in response.content.decode()
    assert "Vos trois mots le retrouvent" in response.content.decode()


def test_being_done_keeps_the_carnet_for_its_three_words(browser, module):
    browser.answer(module, 2, "e1")
    words = store.words_of(Carnet.objects.get())
    browser.post("/carnet/fini/")
    assert "J’ai déjà un carnet" in browser.get("/carnet/").content.decode()
    browser.post("/carnet/retrouver/", {"mots": " ".join(words)})
    assert Attempt.objects.count() == 1
    assert "Vous en étiez ici" in browser.get("/carnet/").content.decode()


def test_the_words_of_a_new_carnet_can_be_noted_one_last_time(browser, module):
    browser.answer(module, 2, "e1")
    words = store.words_of(Carnet.objects.get())
    page = browser.post("/carnet/fini/").content.decode()
    assert "<details" in page
    assert all(word in page for word in words)


def test_the_words_of_a_carnet_that_was_found_are_not_shown_at_the_end(browser, db):
    Carnet.objects.create(**secret.sealed(("abricot", "château", "pomme")))
    browser.post("/carnet/retrouver/", {"mots": "abricot château pomme"})
    assert "abricot" not in browser.post("/carnet/fini/").content.decode()


def test_every_page_has_the_button(browser, module):
    for address in (module.url, module.step_url(2), "/carnet/", "/carnet/retrouver/"):
        assert 'method="post" action="/carnet/fini/"' in browser.get(address).content.decode()


def test_a_link_cannot_end_a_session(browser, module):
    browser.answer(module, 2, "e1")
    assert browser.get("/carnet/fini/").status_code == 405
    assert Session.objects.exists()


def test_another_site_cannot_end_a_session(browser, module):
    browser.answer(module, 2, "e1")
    assert browser.post("/carnet/fini/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Session.objects.exists()


def test_erasing_asks_first(browser, module):
    browser.answer(module, 2, "e1")
    page = browser.get("/carnet/effacer/").content.decode()
    assert "Il contient 1 résultat." in page
    assert Carnet.objects.exists()


def test_erasing_leaves_nothing(browser, module):
    browser.answer(module, 2, "e1")
    response = browser.post("/carnet/effacer/")
    assert "Votre carnet est effacé" in response.content.decode()
    assert response.headers["Clear-Site-Data"] == CLEAR
    assert not Carnet.objects.exists()
    assert not Attempt.objects.exists()
    assert not Session.objects.exists()


def test_another_site_cannot_erase(browser, module):
    browser.answer(module, 2, "e1")
    assert browser.post("/carnet/effacer/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Carnet.objects.exists()


@pytest.fixture
def frozen(monkeypatch):
    """Set the clock: `frozen(2026, 3, 1)`."""

    def set_clock(*date):
        monkeypatch.setattr(timezone, "now", lambda: datetime(*date, 12, tzinfo=UTC))

    return set_clock


def clean(capsys):
    call_command("clean_carnets")
    return capsys.readouterr().out


def test_a_carnet_is_kept_for_a_year_after_the_last_visit_and_no_longer(db, frozen, capsys):
    frozen(2026, 3, 1)
    carnet = Carnet.objects.create(**secret.sealed(("abricot", "château", "pomme")))
    Attempt.objects.create(carnet=carnet, page_key="0" * 32, step_id="s", exercise_id="e", points=1, out_of=1)
    frozen(2027, 3, 1)
    assert clean(capsys).startswith("0 carnets erased")
    frozen(2027, 3, 2)
    assert clean(capsys).startswith("1 carnets erased (last visit before 2026-03-02)")
    assert not Attempt.objects.exists()


def test_a_visit_starts_the_year_again(browser, module, frozen, capsys):
    frozen(2026, 3, 1)
    browser.answer(module, 2, "e1")
    Session.objects.update(expire_date=datetime(2028, 1, 1, tzinfo=UTC))
    frozen(2026, 12, 24)
    browser.get("/carnet/")
    assert str(Carnet.objects.get().last_visit) == "2026-12-24"
    frozen(2027, 3, 2)
    assert clean(capsys).startswith("0 carnets erased")


def test_finding_a_carnet_is_a_visit(browser, db):
    carnet = Carnet.objects.create(**secret.sealed(("abricot", "château", "pomme")))
    Carnet.objects.update(last_visit=timezone.localdate() - timedelta(days=300))
    browser.post("/carnet/retrouver/", {"mots": "abricot château pomme"})
    carnet.refresh_from_db()
    assert carnet.last_visit == timezone.localdate()


def test_the_date_is_written_once_a_day(browser, module, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser.answer(module, 2, "e1")
    Carnet.objects.update(last_visit=timezone.localdate() - timedelta(days=1))

    def writes():
        with CaptureQueriesContext(connection) as captured:
            browser.get("/carnet/")
        return sum(query["sql"].startswith("UPDATE") for query in captured)

    assert [writes(), writes()] == [1, 0]


def test_a_carnet_can_be_read_when_nothing_can_be_written(browser, module, monkeypatch):
    browser.answer(module, 2, "e1")
    Carnet.objects.update(last_visit=timezone.localdate() - timedelta(days=1))

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.db.models.query.QuerySet.update", locked)
    assert browser.get("/carnet/").status_code == 200


def test_ended_sessions_go_too(browser, module, capsys):
    browser.answer(module, 2, "e1")
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    clean(capsys)
    assert not Session.objects.exists()
    assert Carnet.objects.exists()
