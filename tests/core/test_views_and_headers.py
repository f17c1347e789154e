"""Health, errors, and what every answer carries."""

import re
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client

from tests.factories import a_page


def test_health_says_ok_to_machines_and_is_not_kept(db):
    response = Client().get("/sante/")
    assert response.json()["etat"] == "ok"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_health_is_an_error_when_the_database_is_away():
    with patch("core.views.connection.cursor", side_effect=OperationalError("away")):
        assert Client(raise_request_exception=False).get("/sante/").status_code >= 500


def test_a_page_that_does_not_exist_says_so_and_leads_home(home):
    response = Client().get("/nulle-part/")
    assert response.status_code == 404
    assert "existe pas" in response.text
    assert 'href="/"' in response.text


def test_an_english_error_leads_to_the_english_home(home, english):
    response = Client().get("/en/nowhere/")
    assert response.status_code == 404
    assert 'class="button" href="/en/"' in response.text


def test_a_crash_shows_a_plain_sentence_and_no_trace(home):
    with patch("home.models.HomePage.serve", side_effect=RuntimeError("secret detail")):
        response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "mal passé" in response.text
    assert "secret detail" not in response.text


def test_a_crash_of_the_database_still_answers(home):
    with patch("django.db.backends.utils.CursorWrapper.execute", side_effect=OperationalError("database away")):
        response = Client(raise_request_exception=False).get("/")
    assert response.status_code in {500, 503}
    assert "mal passé" in response.text


def test_public_pages_allow_no_inline_script_and_no_other_host(home):
    policy = Client().get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert re.search(r"form-action 'self'", policy)


def test_public_pages_hold_no_inline_script_style_or_handler(home):
    html = Client().get(a_page(home).url).text
    for script in re.findall(r"<script\b[^>]*>", html):
        assert "src=" in script or "application/ld+json" in script
    assert "<style" not in html
    assert not re.search(r"\sstyle=", html)
    assert not re.search(r"\son\w+=", html)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Content-Language", "fr"),
    ],
)
def test_every_page_carries(home, header, value):
    assert Client().get("/").headers[header] == value


def test_public_pages_ask_for_no_device(home):
    policy = Client().get("/").headers["Permissions-Policy"]
    assert "camera=()" in policy
    assert "microphone=()" in policy


def test_the_address_alone_decides_the_language(home):
    response = Client(headers={"accept-language": "en"}).get("/")
    assert response.status_code == 200
    assert 'lang="fr"' in response.text
    assert response.headers["Content-Language"] == "fr"


@pytest.mark.django_db
def test_a_picture_that_carries_a_script_runs_nothing_when_it_is_opened_alone(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / "images/logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    response = client.get("/media/images/logo.svg")
    assert response.status_code == 200
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"alert(1)" in response.getvalue()
    assert client.get("/media/../settings.py").status_code == 404
