"""A form of ours needs no token: the browser says which site it was on."""

import pytest
from django.test import Client

from core.security import is_same_origin
from tests.factories import a_module, a_step, an_exercise

OURS = "https://site.fr"


@pytest.mark.parametrize(
    ("fetch_site", "origin", "referer"),
    [
        ("same-origin", None, None),
        ("none", None, None),
        (None, OURS, None),
        (None, None, f"{OURS}/modules/a/1/"),
        ("same-origin", "https://proxy.example", None),
    ],
)
def test_our_own_pages_are_recognised(fetch_site, origin, referer):
    assert is_same_origin(own=OURS, fetch_site=fetch_site, origin=origin, referer=referer)


@pytest.mark.parametrize(
    ("fetch_site", "origin", "referer"),
    [
        ("cross-site", None, None),
        ("same-site", OURS, OURS),
        ("", OURS, None),
        ("cross-site", OURS, f"{OURS}/"),
        (None, "null", f"{OURS}/"),
        (None, "", f"{OURS}/"),
        (None, "https://site.fr.pirate.example", None),
        (None, "http://site.fr", None),
        (None, "https://site.fr:8443", None),
        (None, "https://user@site.fr", None),
        (None, None, "https://pirate.example/?https://site.fr/"),
        (None, None, "https://site.fr@pirate.example/"),
        (None, None, None),
    ],
)
def test_everything_else_is_refused(fetch_site, origin, referer):
    assert not is_same_origin(own=OURS, fetch_site=fetch_site, origin=origin, referer=referer)


@pytest.fixture
def step(home):
    return a_module(home, steps=[a_step("Une étape", an_exercise())])


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://pirate.example"}])
def test_an_answer_sent_from_elsewhere_is_refused_in_plain_words(step, headers):
    sent = {"exercice": step.steps[0].value["body"][0].id, "r": "0"}
    response = Client(enforce_csrf_checks=True).post(step.step_url(1), sent, headers=headers)
    assert response.status_code == 403
    assert "ne vient pas de notre site" in response.text
    assert not response.cookies


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}])
def test_an_answer_sent_from_our_page_is_taken_without_a_token(step, headers):
    sent = {"exercice": step.steps[0].value["body"][0].id, "r": "0"}
    response = Client(enforce_csrf_checks=True).post(step.step_url(1), sent, headers=headers)
    assert response.status_code == 200


def test_the_editing_interface_still_asks_for_a_token(db):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {}, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 403
