"""What every engine does, whichever it is."""

import pytest
from wagtail.models import Locale, Page

from home.models import HomePage
from search.engines.base import Engine, Results
from search.models import SearchDocument, Synonym
from search.question import Question
from search.understanding import understand
from tests.factories import a_module, a_page

pytestmark = pytest.mark.django_db


def ask(engine: Engine, typed: str = "", language: str = "fr", **rest) -> Results:
    chosen = {key: frozenset(values) for key, values in rest.pop("chosen", {}).items()}
    return engine.search(
        Question(language=language, typed=typed, groups=understand(typed, language), chosen=chosen, **rest)
    )


def titles(results: Results) -> list[str]:
    return [document.title for document in SearchDocument.objects.in_order(hit.page_id for hit in results.hits)]


def test_a_page_is_found_by_its_title_before_those_that_only_speak_of_it(engine: Engine, home: HomePage) -> None:
    a_page(home, "Écrire une lettre", body="On l’imprime avec une imprimante.")
    a_page(home, "L’imprimante", body="Elle pose l’encre sur le papier.")
    a_page(home, "Le clavier", body="Des touches.")
    assert titles(ask(engine, "imprimante")) == ["L’imprimante", "Écrire une lettre"]


@pytest.mark.parametrize("typed", ["numeriser", "NUMÉRISER", "numérisation", "l'imprimante numérise", "numériser ?!"])
def test_case_accents_endings_and_articles_do_not_matter(engine: Engine, home: HomePage, typed: str) -> None:
    a_page(home, "Numériser un papier")
    assert titles(ask(engine, typed)) == ["Numériser un papier"]


def test_a_page_is_found_by_what_people_ask(engine: Engine, home: HomePage) -> None:
    asked = a_page(home, "Le routeur", asked="les loupiotes vertes")
    assert titles(ask(engine, "loupiote verte")) == [asked.title]


def test_nothing_is_found_where_nothing_is(engine: Engine, home: HomePage) -> None:
    a_page(home, "Aide")
    assert ask(engine, "hippopotame").total == 0
    assert ask(engine, "hippopotame").hits == ()


def test_half_of_the_words_are_enough_and_more_are_better(engine: Engine, home: HomePage) -> None:
    a_page(home, "Payer", body="Une carte, une banque.")
    a_page(home, "Voyager", body="Une carte, un guichet, une banque, un train.")
    a_page(home, "Manger", body="Une carte de restaurant.")
    results = ask(engine, "carte guichet banque train")
    assert titles(results) == ["Voyager", "Payer"]
    assert results.total == 2


def test_without_a_question_every_page_is_there_by_title(engine: Engine, home: HomePage) -> None:
    for title in ("Zébu", "Écran", "Arobase"):
        a_page(home, title)
    results = ask(engine)
    assert (titles(results), results.total) == (["Arobase", "Écran", "Zébu"], 3)


def test_without_a_question_what_people_come_for_is_first(engine: Engine, home: HomePage) -> None:
    a_page(home, "Aide")
    a_module(home, "Zébu")
    a_module(home, "Écran")
    assert titles(ask(engine))[:2] == ["Écran", "Zébu"]
    assert titles(ask(engine, sort="titre"))[0] == "Aide"


def test_one_word_is_enough_where_no_page_has_more(engine: Engine, home: HomePage) -> None:
    for title in ("Le clavier", "La souris", "Le fax", "Un courriel", "Une lettre"):
        a_page(home, title)
    assert set(titles(ask(engine, "clavier souris fax"))) == {"Le clavier", "La souris", "Le fax"}


def test_a_page_in_another_language_that_has_more_hides_nothing(engine: Engine, translated: Page) -> None:
    assert titles(ask(engine, "notice internet printing leaflets")) == ["Imprimer une notice"]
    assert titles(ask(engine, "notice printing leaflets")) == ["Imprimer une notice"]


def test_the_words_of_an_expression_may_stand_apart(engine: Engine, home: HomePage) -> None:
    Synonym.objects.create(kind=Synonym.Kind.SAME, expressions="allocation logement\nAPL")
    for title in ("Une allocation pour le logement", "Allocation", "Logement", "L’APL"):
        a_page(home, title)
    assert set(titles(ask(engine, "allocation logement"))) == {"Une allocation pour le logement", "L’APL"}


def test_a_page_is_found_by_what_it_is(engine: Engine, home: HomePage) -> None:
    a_module(home, "Imprimer")
    a_page(home, "Imprimer", slug="autre")
    assert SearchDocument.objects.get(page=ask(engine, "une leçon pour imprimer").hits[0].page_id).kind == "module"


def test_pages_of_results_follow_each_other_without_a_gap_or_a_repetition(engine: Engine, home: HomePage) -> None:
    for number in range(7):
        a_page(home, f"Aide {number}", body="Du texte. " * number)
    whole = ask(engine, "aide")
    parts = [ask(engine, "aide", page=page, size=3) for page in (1, 2, 3)]
    assert [hit.page_id for part in parts for hit in part.hits] == [hit.page_id for hit in whole.hits]
    assert [part.total for part in parts] == [7, 7, 7]
    assert ask(engine, "aide", page=4, size=3).hits == ()


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("titre", ["Aide brève", "Aide longue", "Aide sans fin"]),
        ("duree", ["Aide brève", "Aide longue", "Aide sans fin"]),
    ],
)
def test_results_can_be_sorted(engine: Engine, home: HomePage, sort: str, expected: list[str]) -> None:
    a_module(home, "Aide longue", minutes=20)
    a_module(home, "Aide brève", minutes=5)
    a_module(home, "Aide sans fin", minutes=40)
    assert titles(ask(engine, "aide", sort=sort)) == expected


def test_the_latest_can_come_first(engine: Engine, home: HomePage) -> None:
    first, second = a_page(home, "Aide un"), a_page(home, "Aide deux")
    second.save_revision().publish()
    first.save_revision().publish()
    SearchDocument.objects.filter(page=second.pk).update(published_at="2026-01-01T00:00Z")
    SearchDocument.objects.filter(page=first.pk).update(published_at="2026-02-01T00:00Z")
    assert titles(ask(engine, "aide", sort="recent")) == ["Aide un", "Aide deux"]


def test_a_facet_keeps_its_siblings_in_sight(engine: Engine, home: HomePage) -> None:
    a_module(home, "Aide brève", minutes=5, level=1)
    a_module(home, "Aide longue", minutes=25, level=1)
    a_page(home, "Aide")
    everything = ask(engine, "aide")
    assert everything.counts["type"] == {"module": 2, "page": 1}
    assert everything.counts["duree"] == {"10-minutes": 1, "30-minutes": 1}
    brief = ask(engine, "aide", chosen={"duree": ["10-minutes"]})
    assert (titles(brief), brief.total) == (["Aide brève"], 1)
    assert brief.counts["duree"] == {"10-minutes": 1, "30-minutes": 1}
    assert brief.counts["type"] == {"module": 1}
    both = ask(engine, "aide", chosen={"duree": ["10-minutes", "30-minutes"], "type": ["module"]})
    assert both.total == 2
    assert both.counts["type"] == {"module": 2}


def test_what_is_not_shown_is_not_counted(engine: Engine, home: HomePage) -> None:
    a_module(home, "Aide")
    assert "page" not in ask(engine, "aide").counts


def test_no_value_of_a_facet_is_left_out(engine: Engine, home: HomePage) -> None:
    page = a_page(home, "Aide")
    page.keywords.add(*(f"mot {number}" for number in range(25)))
    page.save()
    assert len(ask(engine, "aide").counts["mot-cle"]) == 25


def test_a_value_that_does_not_exist_finds_nothing(engine: Engine, home: HomePage) -> None:
    a_page(home, "Aide")
    assert ask(engine, "aide", chosen={"type": ["chimère"]}).total == 0
    assert ask(engine, "aide", chosen={"langue": ["xx"]}).hits == ()


@pytest.fixture
def translated(home: HomePage, english: Locale) -> Page:
    """A page and its English translation, with a word that both have."""
    page = a_page(home, "Imprimer une notice", body="Avec Internet.")
    home.copy_for_translation(english).save_revision().publish()
    copy = page.copy_for_translation(english)
    copy.title, copy.body = "Printing leaflets", [("text", "With Internet.")]
    copy.save_revision().publish()
    return copy


def test_each_language_is_asked_for_itself(engine: Engine, translated: Page) -> None:
    assert titles(ask(engine, "internet")) == ["Imprimer une notice"]
    assert titles(ask(engine, "print leaflet", language="en")) == ["Printing leaflets"]
    both = ask(engine, "internet", chosen={"langue": ["fr", "en"]})
    assert (sorted(titles(both)), both.total) == (["Imprimer une notice", "Printing leaflets"], 2)


def test_other_languages_stay_in_sight(engine: Engine, translated: Page) -> None:
    results = ask(engine, "internet")
    assert (results.total, results.counts["langue"]) == (1, {"fr": 1, "en": 1})


def test_what_changes_is_found_as_it_is_now(engine: Engine, home: HomePage) -> None:
    page = a_page(home, "Le fax")
    page.title = "Le scanner"
    page.save_revision().publish()
    assert ask(engine, "fax").total == 0
    assert titles(ask(engine, "scanner")) == ["Le scanner"]
    page.unpublish()
    assert ask(engine, "scanner").total == 0


def test_the_start_of_a_title_is_enough_to_suggest_it(engine: Engine, home: HomePage) -> None:
    a_page(home, "Le téléphone portable")
    a_page(home, "Le port USB")
    a_page(home, "La souris", body="Posée près du téléphone.")
    secret = a_page(home, "Le mot de passe").pk
    phone = SearchDocument.objects.get(title="Le téléphone portable").page_id
    assert list(engine.suggest("mot de", "fr", 5)) == [secret]
    assert list(engine.suggest("telep", "fr", 5)) == [phone]
    assert list(engine.suggest("téléphone por", "fr", 5)) == [phone]
    assert list(engine.suggest("xyz", "fr", 5)) == []
    assert list(engine.suggest("", "fr", 5)) == []


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        'a"b',
        "aide AND",
        "NEAR(aide)",
        "aide*",
        "^aide",
        "title:aide",
        "{aide}",
        "aide\x00",
        "%s",
        "😀",
        "-",
        "a " * 500,
    ],
)
def test_nothing_that_is_typed_is_an_error(engine: Engine, home: HomePage, typed: str) -> None:
    a_page(home, "Aide")
    ask(engine, typed)
    engine.suggest(typed, "fr", 5)


def test_an_answer_costs_the_same_whatever_is_found(
    engine: Engine, home: HomePage, django_assert_max_num_queries
) -> None:
    for number in range(20):
        a_module(home, f"Aide {number}", minutes=5)
    # Out of a request the content version is read too; the first question of a process reads the synonyms. PostgreSQL stops
    # what takes too long within a transaction, which has a beginning and an end.
    more = 2 + (2 if engine.name == "postgresql" else 0) + getattr(engine, "queries_of_the_test", 0)
    with django_assert_max_num_queries(7 + more):
        ask(engine, "une aide bienvenue", chosen={"type": ["module"], "duree": ["10-minutes"]})
