"""Whatever stands in an address, there is an answer."""

import random
from urllib.parse import quote

import pytest

from search import address, api
from tests.factories import a_module

PIECES = [
    "", " ", "\x00", "'", '"', "\\", "%", "_", "*", "()", "((", "NEAR(", "AND", "OR NOT", "-", "--", ";", "<script>", "«", "’",
    "\u202e", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "😀", "é", "ﬁ", "İ", "a" * 3000, "1" * 400,
    "mot de passe", "title_stems:mot", "^mot", "mot*", "{}", "[0]", "${x}", "{{ x }}", "../../etc", "0x10", "-1", "1e9",
    "NaN", "null", "true", "digcomp-3.0:1", "digcomp-3.0:", ":", "module", "debutant", "fr", "zz", "٣", "²", "\n\r\t", "a,b", "|",
]  # fmt: skip
KEYS = [*address.KEYS, "type[]", "q[]", "", "PAGE", "page\x00", "truc"]


def hostile(number: int) -> str:
    """The same address for the same number, so that a failure can be replayed."""
    chance = random.Random(number)
    pairs = [
        (chance.choice(KEYS), "".join(chance.choices(PIECES, k=chance.choice((1, 1, 2)))))
        for _pair in range(chance.randint(1, 6))
    ]
    raw = chance.random() < 0.1
    query = "&".join(f"{quote(key)}={value if raw else quote(value)}" for key, value in pairs)
    return query.encode("utf-8", "replace").decode("latin-1") if raw else query


@pytest.fixture
def site(home, monkeypatch):
    a_module(home, "Choisir un mot de passe")
    monkeypatch.setattr(api, "QUESTIONS", api.Limit("hostile", per_source=10_000, overall=10_000))
    return home


@pytest.mark.parametrize("start", range(0, 500, 100))
def test_no_address_breaks_the_search(client, site, start):
    for number in range(start, start + 100):
        query = hostile(number)
        statuses = {
            path: client.get(path, QUERY_STRING=query).status_code
            for path in ("/recherche/", "/recherche/suggestions/", "/api/v1/recherche/")
        }
        assert statuses["/recherche/"] == statuses["/recherche/suggestions/"] == 200, (number, query, statuses)
        assert statuses["/api/v1/recherche/"] in {200, 400}, (number, query, statuses)
