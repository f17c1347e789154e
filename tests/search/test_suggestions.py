"""What the box proposes while one types."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.views import SUGGESTIONS
from tests.factories import a_module


@pytest.fixture
def modules(home):
    return [a_module(home, title) for title in ("Choisir un mot de passe", "Écrire un courriel", "Lire un courriel")]


def suggested(client, typed: str, path: str = "/recherche/suggestions/") -> list[str]:
    response = client.get(path, {"q": typed})
    assert response.status_code == 200
    return [row["title"] for row in response.json()["suggestions"]]


def test_titles_whose_words_begin_so_are_proposed(client, modules):
    assert set(suggested(client, "cour")) == {"Écrire un courriel", "Lire un courriel"}
    assert suggested(client, "MOT") == ["Choisir un mot de passe"]


def test_a_suggestion_says_its_kind_and_leads_to_the_page(client, modules):
    response = client.get("/recherche/suggestions/", {"q": "passe"})
    assert response.json()["suggestions"] == [
        {"title": "Choisir un mot de passe", "kind": "Module", "url": modules[0].url}
    ]
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("typed", ["", "m", " m ", "%", "zzyzx", "\x00", "'", '"', "*", "a" * 500, "((", "OR", "-mot"])
def test_what_says_nothing_gives_nothing_or_little(client, modules, typed):
    assert len(suggested(client, typed)) <= SUGGESTIONS


def test_only_the_pages_of_the_language_are_proposed(client, modules, english):
    assert suggested(client, "cour", "/en/recherche/suggestions/") == []


def test_there_are_never_too_many(client, home):
    for number in range(12):
        a_module(home, f"Courriel {number}")
    assert len(suggested(client, "cour")) == SUGGESTIONS


def test_the_cost_does_not_grow(client, modules, home):
    suggested(client, "courr")
    with CaptureQueriesContext(connection) as few:
        suggested(client, "courr")
    for number in range(12):
        a_module(home, f"Courriel {number}")
    with CaptureQueriesContext(connection) as many:
        suggested(client, "courr")
    assert len(many) == len(few) <= 5


def test_only_two_letters_are_kept(client, modules):
    for typed in ("co", "mo"):
        suggested(client, typed)
    kept = [key for key in cache._cache if ":page:" in key]
    assert len(kept) == 2
    for typed in ("cou", "CO", "c1", "éc", " co"):
        suggested(client, typed)
    client.get("/recherche/suggestions/?q=co&x=1")
    assert [key for key in cache._cache if ":page:" in key] == kept
