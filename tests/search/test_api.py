"""The API: the same answers as the page, for programs, with errors that say what is wrong."""

import json
import re

import pytest
from django.http import QueryDict
from django.test import Client
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from search import address, api
from search.engines.base import EngineError
from tests.factories import a_module, a_page


@pytest.fixture
def library(home):
    a_module(home, "Écrire un courriel", minutes=8, level=1, licence="CC BY-SA 4.0")
    a_module(home, "Lire un courriel", minutes=12, level=3)
    a_page(home, "Aide")
    return home


def ask(client: Client, query: str = ""):
    return client.get(f"/api/v1/recherche/{query}")


def refused(client: Client, query: str) -> list[tuple[str, str]]:
    response = ask(client, query)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    return [(error["parametre"], error.get("valeur", "")) for error in response.json()["erreurs"]]


@pytest.fixture
def description(home) -> dict:
    return json.loads(Client().get("/api/v1/openapi.json").content)


def test_the_description_is_valid_openapi(description):
    assert [str(error) for error in OpenAPIV31SpecValidator(description).iter_errors()] == []


def valid(description: dict, name: str, data: object) -> list[str]:
    registry = Registry().with_resource(
        "urn:api", Resource.from_contents(description, default_specification=DRAFT202012)
    )
    validator = OAS31Validator({"$ref": f"urn:api#/components/schemas/{name}"}, registry=registry)
    return [error.message for error in validator.iter_errors(data)]


def test_answers_and_errors_are_as_described(client, library, description):
    assert valid(description, "Reponse", ask(client).json()) == []
    assert valid(description, "Reponse", ask(client, "?q=courriel&type=module&niveau=debutant&tri=titre").json()) == []
    assert valid(description, "Probleme", ask(client, "?niveau=genie").json()) == []
    assert valid(description, "Reponse", {"total": -1}) != []


def test_every_key_of_an_address_is_described_and_nothing_else(description):
    described = [p["name"] for p in description["paths"]["/api/v1/recherche/"]["get"]["parameters"]]
    assert described == list(address.KEYS)


def test_results_say_where_and_what(client, library):
    data = ask(client, "?q=courriel&niveau=debutant").json()
    assert data["total"] == 1
    (result,) = data["resultats"]
    expected = {
        "titre": "Écrire un courriel",
        "type": "module",
        "langue": "fr",
        "minutes": 8,
        "niveau": "debutant",
        "licence": "CC BY-SA 4.0",
    }
    assert expected.items() <= result.items()
    assert result["adresse"] == "http://testserver/modules/ecrire-un-courriel/"
    assert data["question"] == {"q": "courriel", "niveau": ["debutant"], "tri": "pertinence", "page": 1}


def test_facets_are_counted_as_on_the_page(client, library):
    facets = {facet["cle"]: facet["valeurs"] for facet in ask(client, "?type=page").json()["facettes"]}
    assert {(v["valeur"], v["nombre"], v["choisie"]) for v in facets["type"]} == {
        ("module", 2, False),
        ("page", 2, True),
    }


def test_pages_are_linked(client, home):
    for number in range(21):
        a_page(home, f"Aide {number:02}")
    first = ask(client, "?type=page").json()
    assert (first["total"], first["pages"], len(first["resultats"])) == (21, 2, 20)
    assert first["liens"]["precedente"] is None
    second = client.get(first["liens"]["suivante"]).json()
    assert len(second["resultats"]) == 1
    assert second["liens"]["suivante"] is None
    assert client.get(second["liens"]["precedente"]).json() == first


def test_each_mistake_is_named(client, library):
    assert refused(client, "?themes=emploi") == [("themes", "")]
    assert refused(client, "?niveau=genie&page=deux") == [("niveau", "genie"), ("page", "deux")]
    assert refused(client, "?mot-cle=rien") == [("mot-cle", "rien")]


def test_an_answer_is_asked_again_only_when_something_was_published(client, library):
    first = ask(client, "?q=courriel")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = client.get("/api/v1/recherche/?q=courriel", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["ETag"] == first.headers["ETag"]
    a_page(library, "Le courriel").save_revision().publish()
    renewed = client.get("/api/v1/recherche/?q=courriel", headers={"if-none-match": first.headers["ETag"]})
    assert renewed.status_code == 200
    assert renewed.json()["total"] == 3


def test_any_site_may_read_and_none_may_write(client, library):
    for response in (ask(client), ask(client, "?x=1"), client.options("/api/v1/recherche/"), client.get("/api/v1/")):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
    assert client.options("/api/v1/recherche/").headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for method in ("post", "put", "delete"):
        response = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/recherche/")
        assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")


def test_too_many_questions_wait(client, library, monkeypatch):
    monkeypatch.setattr(api, "QUESTIONS", api.Limit("few-api", per_source=2, overall=10, seconds=60))
    assert [ask(client).status_code for _time in range(3)] == [200, 200, 429]
    response = ask(client)
    assert response.headers["Retry-After"] == "60"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.json()["title"] == "Trop de questions"
    assert client.get("/api/v1/recherche/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_an_engine_that_is_away_is_said(client, library, monkeypatch):
    def fail(_read):
        raise EngineError("away")

    monkeypatch.setattr(api, "find", fail)
    response = ask(client)
    assert response.status_code == 503
    assert "ETag" not in response.headers


def test_the_guide_names_every_parameter(client, home):
    response = client.get("/api/v1/")
    html = response.content.decode()
    assert set(address.KEYS) <= set(re.findall(r"<code>([\w-]+)</code>", html))
    assert "http://testserver/api/v1/openapi.json" in html
    example = re.search(r'href="http://testserver(/api/v1/recherche/[^"]*)"', html).group(1).replace("&amp;", "&")
    assert client.get(example).status_code in {200, 400}
    assert QueryDict(example.partition("?")[2])["q"] == "mot de passe"


def test_the_language_asked_is_the_language_of_the_names(client, library):
    facets = {facet["cle"]: facet for facet in ask(client, "?langue=en").json()["facettes"]}
    assert facets["niveau"]["nom"] in {"Level", "Niveau"}
