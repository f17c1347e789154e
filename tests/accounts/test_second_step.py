"""Codes from an application, codes for bad days, and what the database keeps of them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.adapters import MFAAdapter
from tests.accounts.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    """What an application shows now."""
    now = sorted(yield_hotp_counters_from_time())[1]
    return f"{hotp_value(secret, now):06d}"


def install(client) -> str:
    """Install the application on a signed-in browser; its secret."""
    client.post("/compte/confirmer/", {"password": PASSWORD})
    page = client.get("/compte/securite/application/")
    secret = re.search(r'account-secret">(\w+)<', page.text)[1]
    done = client.post("/compte/securite/application/", {"code": code_of(secret)})
    assert done.url == "/compte/securite/codes/"
    return secret


def test_the_square_code_is_drawn_here_and_the_secret_can_be_typed(signed_in):
    signed_in.post("/compte/confirmer/", {"password": PASSWORD})
    page = signed_in.get("/compte/securite/application/").text
    assert re.search(r'<div class="account-code"><svg [^>]*class="segno"', page)
    assert "style=" not in page


def test_a_wrong_code_installs_nothing(signed_in):
    signed_in.post("/compte/confirmer/", {"password": PASSWORD})
    signed_in.get("/compte/securite/application/")
    page = signed_in.post("/compte/securite/application/", {"code": "000000"})
    assert "Ce code n’est pas le bon" in page.text
    assert not Authenticator.objects.exists()


def test_with_the_application_a_password_is_not_enough(signed_in):
    secret = install(signed_in)
    thief = Client()
    response = sign_in(thief)
    assert response.url == "/compte/connexion/code/"
    assert thief.get("/compte/").status_code == 302
    assert thief.get("/admin/").status_code == 302
    assert "Ce code n’est pas le bon" in thief.post("/compte/connexion/code/", {"code": "000000"}).text
    # An application shows it in two groups, and people copy the space.
    cache.clear()
    code = code_of(secret)
    assert thief.post("/compte/connexion/code/", {"code": f"{code[:3]} {code[3:]}"}).url == "/compte/"


def test_codes_cannot_be_tried_one_after_the_other(signed_in):
    secret = install(signed_in)
    cache.clear()
    thief = Client()
    sign_in(thief)
    for number in range(5):
        thief.post("/compte/connexion/code/", {"code": f"{number:06d}"})
    blocked = thief.post("/compte/connexion/code/", {"code": code_of(secret)})
    assert blocked.status_code == 200
    assert "bloquée" in blocked.text
    assert thief.get("/compte/").status_code == 302


def test_a_code_for_bad_days_serves_once(signed_in):
    install(signed_in)
    page = signed_in.get("/compte/securite/codes/").text
    codes = re.findall(r"<code>(\d{8})</code>", page)
    assert len(codes) == 10
    assert "".join(signed_in.get("/compte/securite/codes/fichier/").text.split()) == "".join(codes)
    for attempt, expected in ((Client(), 302), (Client(), 200)):
        sign_in(attempt)
        assert attempt.post("/compte/connexion/code/", {"code": codes[0]}).status_code == expected


def test_the_database_alone_does_not_give_the_codes(signed_in):
    secret = install(signed_in)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_codes_survive_a_change_of_the_site_s_key(signed_in, settings):
    secret = install(signed_in)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert MFAAdapter().decrypt(kept) == secret


def test_taking_the_application_off_asks_and_tells_the_owner(signed_in):
    install(signed_in)
    assert "Votre mot de passe suffira" in signed_in.get("/compte/securite/application/retirer/").text
    signed_in.post("/compte/securite/application/retirer/")
    assert not Authenticator.objects.filter(type="totp").exists()
    assert mail.outbox[-1].subject == "Application de codes retirée"


def test_what_touches_security_asks_again_who_is_there(signed_in):
    for address in ("application/", "cles/ajouter/", "codes/nouveaux/"):
        assert signed_in.get(f"/compte/securite/{address}").url.startswith("/compte/confirmer/")


def test_letters_are_plain_text_and_simple_html_without_anything_from_elsewhere(signed_in):
    install(signed_in)
    signed_in.post("/compte/securite/application/retirer/")
    letter = mail.outbox[-1]
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    assert "Bonjour," in letter.body
    assert "<p>Bonjour," in html
    assert "<img" not in html
    assert "{{" not in letter.body + html
    assert letter.from_email == "ne-pas-repondre@localhost"
