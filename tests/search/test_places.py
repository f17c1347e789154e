"""Places among the results: below what teaches, alone when they are asked, always as the directory has them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import SearchDocument
from tests.factories import a_module
from tests.search.test_page import chips, options, page, titles
from tests.trainers.factories import a_plan, a_sequence
from tests.trainers.places.places import a_csv, a_place, a_row
from trainers.places.importing import apply, plan
from trainers.places.models import Place
from trainers.places.pages import PlacesPage

pytestmark = pytest.mark.postgres


@pytest.fixture
def directory(home):
    a_module(home, "Faire ses démarches administratives")
    return home.add_child(instance=PlacesPage(title="Les lieux", slug="lieux"))


@pytest.mark.parametrize(
    "typed", ["trois ponts", "Médiathèque lyon", "mediatheques LYON", "69003", "lyon, démarche administrative", "rhône"]
)
def test_a_place_is_found_by_its_name_its_town_and_its_services(client, directory, typed):
    a_place()
    a_place(nom="Centre social", commune="Lille", code_postal="59000", code_insee="59350", services="")
    assert titles(page(client, f"?q={typed}&type=lieu")) == ["Médiathèque des Trois Ponts"]


def test_places_come_below_what_teaches(client, directory):
    for number in range(5):
        a_place(nom=f"Lieu {number}")
    html = page(client, "?q=démarches administratives")
    assert titles(html) == ["Faire ses démarches administratives", "Lieu 0", "Lieu 1", "Lieu 2"]
    assert "1 résultat pour" in html
    assert "5 lieux où l’on vous aide" in html
    assert options(html, "type")["lieu"] == (5, False)
    assert titles(page(client, "?q=d%C3%A9marches+administratives&type=lieu")) == [f"Lieu {n}" for n in range(5)]


def test_a_town_that_no_page_knows_is_not_taken_for_another_word(client, directory):
    a_module(home=directory.get_parent().specific, title="Suivre un lien")
    a_place(commune="Lyen")
    html = page(client, "?q=Lyen")
    assert titles(html)[0] == "Médiathèque des Trois Ponts"


def test_a_town_that_a_place_answers_is_no_word_in_vain(client, directory):
    a_module(home=directory.get_parent().specific, title="Aller à la médiathèque")
    assert "Aucune page ne dit" in page(client, "?q=mediatheque lyon")
    a_place()
    html = page(client, "?q=mediatheque lyon")
    assert titles(html)[0] == "Médiathèque des Trois Ponts"
    assert "Aucune page ne dit" not in html


def test_when_no_page_answers_places_are_the_answer(client, directory):
    a_place()
    html = page(client, "?q=zwz trois ponts".replace("zwz ", ""))
    assert "1 résultat pour" in html
    assert titles(html) == ["Médiathèque des Trois Ponts"]
    assert "Aucune page" not in html


def test_other_choices_leave_places_out(client, directory):
    a_place()
    assert "lieu où l’on vous aide" not in page(client, "?q=démarches&niveau=debutant")
    assert titles(page(client, "?q=lyon&type=lieu&niveau=debutant")) == []


def test_the_places_are_in_order_over_several_pages(client, directory):
    for number in range(25):
        a_place(nom=f"Lieu {number:02}")
    first, second = page(client, "?type=lieu"), page(client, "?type=lieu&page=2")
    assert titles(first) + titles(second) == [f"Lieu {number:02}" for number in range(25)]
    assert "25 résultats" in first
    assert chips(first) == [("Lieux", "/recherche/")]


def test_only_what_the_place_publishes_is_shown(client, directory):
    a_place(
        presentation_resume="Écrivez à marie.durand@example.org.",
        telephone="+33612345678",
        courriels="marie.durand@example.org",
    )
    html = page(client, "?q=trois+ponts&type=lieu") + page(client, "?q=marie+durand")
    assert "marie.durand" not in html
    assert "612345678" not in html


def test_a_place_that_has_left_its_list_is_not_found(client, directory):
    a_place(missing_since="2026-01-01")
    a_place(nom="Autre lieu")
    assert titles(page(client, "?type=lieu")) == ["Autre lieu"]


def test_without_a_directory_there_is_no_such_type(client, home):
    a_module(home)
    a_place()
    html = page(client, "?q=lyon&type=lieu")
    assert "Nous l’avons laissée de côté" in html


def test_programs_get_places_too(client, directory):
    a_place()
    data = client.get("/api/v1/recherche/?q=lyon&type=lieu").json()
    assert [(one["titre"], one["type"]) for one in data["resultats"]] == [("Médiathèque des Trois Ponts", "lieu")]
    assert data["resultats"][0]["adresse"] == "http://testserver/lieux/mediatheque-des-trois-ponts-lyon/"
    assert data["total"] == 1


@pytest.mark.parametrize("query", ["?q=démarches", "?q=lyon&type=lieu"])
def test_places_cost_the_same_queries_however_many_they_are(client, directory, query):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client, query)
        return len(captured)

    a_place()
    page(client, query)
    few = cost()
    for number in range(20):
        a_place(nom=f"Lieu {number}")
    page(client, query)
    assert cost() == few


@pytest.mark.parametrize("typed", ["%", "_", "lyon%' OR 1=1 --", "\\", "a" * 200, "é" * 16 + " " + "\x00"])
def test_hostile_words_find_nothing_and_break_nothing(client, directory, typed):
    a_place()
    assert client.get("/recherche/", {"q": typed, "type": "lieu"}).status_code == 200


def test_a_renamed_place_is_renamed_in_the_documents_of_its_plans(home):
    place = a_place()
    shown = a_plan(home, place=place)
    a_sequence(home, plans=[shown], place=place)
    assert "Trois Ponts" in SearchDocument.objects.get(page=shown.pk).body
    place.name = "Médiathèque du Canal"
    place.save()
    assert "du Canal" in SearchDocument.objects.get(page=shown.pk).body


def test_a_list_renames_them_too(home):
    shown = a_plan(home, place=a_place())
    planned = plan("lieux.csv", a_csv(a_row(nom="Médiathèque du Canal")))
    apply(planned)
    assert "du Canal" in SearchDocument.objects.get(page=shown.pk).body


def test_a_removed_place_leaves_the_documents_of_its_plans(home):
    place = a_place()
    shown = a_plan(home, place=place)
    place.delete()
    assert "Trois Ponts" not in SearchDocument.objects.get(page=shown.pk).body


def test_a_place_without_plans_writes_no_document(home, django_assert_max_num_queries):
    place = a_place()
    with django_assert_max_num_queries(6):
        place.save()


def test_an_imported_place_is_found_as_a_saved_one(home):
    apply(plan("lieux.csv", a_csv(a_row())))
    imported = Place.objects.get()
    before = imported.found_by
    imported.save()
    assert before == imported.found_by
    assert " trois ponts lyon 69003 " in before
