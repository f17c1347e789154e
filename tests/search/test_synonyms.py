"""Synonyms are kept in the admin and applied to the question."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from home.models import HomePage
from search.engines import engine
from search.models import Synonym
from search.question import Question
from search.synonyms import gather, load, starter_rows
from search.understanding import understand
from tests.factories import a_page


def said(kind: str, *lines: str, of: str) -> list[str]:
    return [" ".join(expansion.words) for expansion in gather([(kind, list(lines))]).of(of.split())]


def test_each_expression_finds_the_others() -> None:
    assert said("synonyme", "boulot", "travail", "offre d’emploi", of="travail") == ["boulot", "offre emploi"]


def test_case_accents_and_plurals_do_not_matter() -> None:
    assert said("synonyme", "Mél", "courriel", of="MELS") == ["courriel"]
    assert said("synonyme", "mot de passe", "mdp", of="mots de passe") == ["mdp"]


def test_one_way_is_one_way() -> None:
    assert said("sens-unique", "portable", "ordinateur", of="portable") == ["ordinateur"]
    assert said("sens-unique", "portable", "ordinateur", of="ordinateur") == []


def test_two_letters_are_too_little_to_be_sought_by_who_typed_what_they_mean() -> None:
    assert said("sigle", "AR", "Accusé de réception", of="ar") == ["accusé de réception"]
    assert said("sigle", "AR", "Accusé de réception", of="accusé de réception") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mettre un site de côté", "mettre de côté un site de"),
        ("mots passe oubliés", "mot de passe oubliés"),
        ("il la mis vite côté", "il la mis vite côté"),
        ("mets de côté", "mets de côté"),
        ("mettre ce site officiel gratuit de côté", "mettre ce site officiel gratuit de côté"),
        ("côté mettre", "côté mettre"),
    ],
)
def test_the_words_of_an_expression_are_brought_together(typed: str, expected: str) -> None:
    rows = [("synonyme", ["mettre de côté", "favori"]), ("synonyme", ["mot de passe", "mdp"])]
    assert gather(rows).together(typed.split()) == expected.split()


@pytest.mark.parametrize("text", ["", "boulot", "boulot\nBoulot", "boulot\n?!", "boulot\n" + "mot " * 21])
def test_a_row_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Synonym(expressions=text).full_clean()


def test_what_is_delivered_would_be_accepted(db: None) -> None:
    rows = starter_rows()
    for row in rows:
        row.full_clean()
    assert len(rows) > 400
    assert Synonym.objects.count() == len(rows)


def found(typed: str) -> int:
    return engine().search(Question(groups=understand(typed))).total


def test_a_row_takes_effect_at_once_and_stops_at_once(home: HomePage) -> None:
    a_page(home, "Le zébu")
    assert found("bossu") == 0
    row = Synonym.objects.create(expressions="bossu\nzébu")
    assert found("bossu") == 1
    row.expressions = "bossu\nchameau"
    row.save()
    assert found("bossu") == 0
    row.delete()
    assert ["bossu"] not in load("fr")


def test_editors_search_and_filter_them(admin_client: Client, home: HomePage) -> None:
    address = reverse(Synonym.snippet_viewset.get_url_name("list"))
    assert "CNIL = Commission" in admin_client.get(address, {"q": "cnil"}).content.decode()
    assert "boulot = travail" not in admin_client.get(address, {"kind": "sigle"}).content.decode()
    added = admin_client.post(
        reverse(Synonym.snippet_viewset.get_url_name("add")),
        {"expressions": "zébu\nbœuf", "kind": "synonyme", "language": "fr", "note": ""},
    )
    assert added.status_code == 302
    assert Synonym.objects.filter(expressions="zébu\nbœuf").exists()
