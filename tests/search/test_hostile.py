"""Whatever stands in an address, there is an answer. `benchmarks/search_fuzz.py` asks ten thousand, of each engine."""

import pytest

from search import api
from tests.factories import a_module
from tests.search.fuzz import queries

PAGES = {
    "/recherche/": {200},
    "/en/recherche/": {200},
    "/recherche/suggestions/": {200},
    "/api/v1/recherche/": {200, 400},
}


@pytest.fixture
def site(home, monkeypatch):
    a_module(home, "Choisir un mot de passe")
    monkeypatch.setattr(api, "QUESTIONS", api.Limit("hostile", per_source=10_000, overall=10_000))
    return home


@pytest.mark.parametrize("seed", range(5))
def test_no_address_breaks_the_search(client, site, seed):
    for number, query in enumerate(queries(50, seed)):
        for path, expected in PAGES.items():
            status = client.get(path, QUERY_STRING=query).status_code
            assert status in expected, (path, seed, number, query)
