"""Finding a plan: every address gives a page, and what it asks is what it shows."""

import itertools
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competencies.models import Competence, CompetenceTag
from tests.paths.factories import a_theme
from tests.trainers.factories import a_plan, a_sequence, the_rooms
from trainers.plans import indexes

LIST = "/mediateurs/seances/"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def titles(client, **asked):
    return re.findall(r'plan-list__title"><a href="[^"]*">([^<]*)<', html(client.get(LIST, asked)))


@pytest.fixture
def plans(home):
    call_command("load_frameworks", verbosity=0)
    theme = a_theme(home, slug="emploi")
    a = a_plan(home, "Alpha", minutes=60, level=1, audiences=",seniors,", group_min=2, group_max=4)
    b = a_plan(home, "Beta", minutes=120, level=3, theme=theme, summary="Un courriel.", group_min=4, group_max=8)
    a_plan(home, "Gamma", minutes=180, level=5, run=[("Un", 180, {"online": True})], audiences=",emploi,seniors,")
    b.keywords.add("Pièce jointe")
    b.save()
    CompetenceTag.objects.create(page=a, competence=Competence.objects.by_identifier("digcomp-3.0:4.2"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Alpha", "Beta", "Gamma"]),
        ({"q": "courriel"}, ["Beta"]),
        ({"q": "jointe"}, ["Beta"]),
        ({"q": "alph"}, ["Alpha"]),
        ({"theme": "emploi"}, ["Beta"]),
        ({"competence": "digcomp-3.0:4.2"}, ["Alpha"]),
        ({"niveau": "debutant"}, ["Alpha"]),
        ({"niveau": "intermediaire"}, ["Beta"]),
        ({"duree": "120"}, ["Alpha", "Beta"]),
        ({"public": "seniors"}, ["Alpha", "Gamma"]),
        ({"public": "emploi", "niveau": "avance"}, ["Gamma"]),
        ({"internet": "sans"}, ["Alpha", "Beta"]),
        ({"groupe": "4"}, ["Alpha", "Beta", "Gamma"]),
        ({"groupe": "3"}, ["Alpha"]),
        ({"tri": "courte", "public": "seniors"}, ["Alpha", "Gamma"]),
        ({"niveau": "expert"}, []),
    ],
)
def test_what_is_asked_is_what_is_shown(client, plans, asked, found):
    assert titles(client, **asked) == found


@pytest.mark.parametrize(
    "asked",
    [
        {"niveau": "facile"},
        {"duree": "abc"},
        {"duree": "99999999999999999999"},
        {"public": "'; DROP TABLE"},
        {"groupe": "-1"},
        {"groupe": "²"},
        {"theme": "inconnu"},
        {"competence": "digcomp-3.0:1.1"},
        {"tri": "?"},
        {"page": "\x00"},
        {"inconnu": "x"},
    ],
)
def test_a_value_that_nobody_offers_is_no_filter(client, plans, asked):
    assert titles(client, **asked) == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize(
    "typed", ["mot de passe", "Mots de passe", "securite", "SÉCURITÉ", "sécurité mot", "l’identité", "identite", "sécu"]
)
def test_words_are_found_whatever_their_accents_and_endings(client, home, typed):
    kept = a_plan(home, "Choisir un mot de passe", summary="La sécurité de son identité.")
    a_plan(home, "Envoyer un courriel", summary="Une pièce jointe.")
    assert titles(client, q=typed) == [kept.title]


@pytest.mark.parametrize("typed", ["%", "_", "' OR 1=1 --", "\\", "x" * 300, "\x00", "(", '"', "*"])
def test_words_are_only_words(client, home, typed):
    a_plan(home, "Alpha")
    assert client.get(LIST, {"q": typed}).status_code == 200


def test_every_combination_is_a_page(client, plans):
    values = {
        "q": ("", "a", "\x00"),
        "theme": ("", "emploi"),
        "competence": ("", "digcomp-3.0:4.2"),
        "niveau": ("", "debutant"),
        "duree": ("", "60"),
        "public": ("", "seniors"),
        "internet": ("", "sans"),
        "groupe": ("", "4"),
        "tri": ("", "recente"),
    }
    for combination in itertools.islice(itertools.product(*values.values()), 0, None, 13):
        assert client.get(LIST, dict(zip(values, combination, strict=True))).status_code == 200


def test_each_choice_can_be_taken_away(client, plans):
    page = html(client.get(LIST, {"niveau": "debutant", "public": "seniors"}))
    assert 'href="?public=seniors"' in page
    assert 'href="?niveau=debutant"' in page
    assert 'value="debutant" selected' in page
    assert 'href="."' in html(client.get(LIST, {"niveau": "debutant"}))


def test_the_pages_of_a_filtered_list_stay_filtered(client, plans, monkeypatch):
    monkeypatch.setattr(indexes, "PLANS_A_PAGE", 1)
    page = html(client.get(LIST, {"public": "seniors", "page": "1"}))
    assert 'href="?public=seniors&amp;page=2"' in page
    assert titles(client, public="seniors", page="2") == ["Gamma"]


def test_what_is_typed_comes_back_escaped(client, plans):
    page = html(client.get(LIST, {"q": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in page


def test_an_unpublished_plan_is_in_no_list(client, home):
    a_plan(home, "Brouillon", live=False)
    assert "Brouillon" not in html(client.get(LIST)) + html(client.get("/mediateurs/"))


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return captured


@pytest.mark.parametrize(
    "address", [LIST, f"{LIST}?q=un&niveau=debutant&public=seniors&theme=emploi&groupe=5", "/mediateurs/"]
)
def test_the_cost_of_a_list_does_not_grow(client, home, address):
    call_command("load_frameworks", verbosity=0)
    codes = list(Competence.objects.filter(framework__code="digcomp").order_by("pk"))
    theme = a_theme(home, slug="emploi")
    counts = []
    for number in range(20):
        plan = a_plan(home, f"Un plan {number}", theme=theme, audiences=",seniors,")
        CompetenceTag.objects.create(page=plan, competence=codes[number])
        if number in (1, 19):
            counts.append(len(captured := queries(client, f"{address}{'&' if '?' in address else '?'}tour={number}")))
    assert counts[0] == counts[1]
    assert counts[1] <= 12, "\n".join(query["sql"][:160] for query in captured)


def test_the_home_of_the_mediators_leads_to_lists_that_exist_only(client, home):
    the_rooms(home)
    assert '="/mediateurs/seances/' not in html(client.get("/mediateurs/"))
    a_plan(home)
    page = html(client.get("/mediateurs/?encore=1"))
    assert f'href="{LIST}"' in page
    assert '="/mediateurs/sequences/' not in page


def test_a_sequence_shows_its_sessions_in_order_with_what_they_suppose(client, home):
    one, two, three = (a_plan(home, title, minutes=60) for title in ("Un", "Deux", "Trois"))
    a_sequence(home, plans=[one, (two, {"after": one}), (three, {"optional": True})], slug="pas")
    page = html(client.get("/mediateurs/sequences/pas/"))
    assert page.index(">Un<") < page.index(">Deux<") < page.index(">Trois<")
    assert page.count("seulement après la séance 1") == 1
    assert page.count("<em>facultative</em>") == 1
    assert "3\u00a0h" in page
    assert "2\u00a0h sans les séances facultatives" in page
    listed = html(client.get("/mediateurs/sequences/"))
    assert "3 séances" in listed


def test_an_unpublished_session_is_not_counted_and_nothing_comes_after_it(client, home):
    one, two = (a_plan(home, title, minutes=60) for title in ("Un", "Deux"))
    a_sequence(home, plans=[one, (two, {"after": one})], slug="pas")
    one.unpublish()
    page = html(client.get("/mediateurs/sequences/pas/"))
    assert ">Un<" not in page
    assert "seulement après" not in page
    assert "1 séance" in html(client.get("/mediateurs/sequences/"))


def test_the_cost_of_a_sequence_does_not_grow(client, home):
    counts = []
    for number in (2, 20):
        plans = [a_plan(home, f"{number}-{n}") for n in range(number)]
        a_sequence(home, f"Suite {number}", plans=[(plan, {"after": plans[0]}) for plan in plans], slug=f"s{number}")
        client.get("/mediateurs/")
        counts.append(len(captured := queries(client, f"/mediateurs/sequences/s{number}/")))
    assert counts[0] == counts[1]
    assert counts[1] <= 14, "\n".join(query["sql"][:160] for query in captured)
