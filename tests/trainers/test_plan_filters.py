"""The list of plans: every address gives a page, and what it asks is what it shows."""

import itertools

import pytest
from django.core.management import call_command

from competencies.models import Competence, CompetenceTag
from tests.factories import a_home_page
from tests.paths.factories import a_theme
from tests.trainers.factories import a_plan
from tests.trainers.test_plan_index import LIST, html, titles
from trainers.plans import indexes


@pytest.fixture(scope="module")
def plans(made_once):
    home = a_home_page()
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
