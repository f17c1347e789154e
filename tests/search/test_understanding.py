"""What people type is understood: by ear, in one breath, without accents, with their own words."""

import pytest

from home.models import HomePage
from search.models import Synonym
from search.understanding import interpret, spelt_out, understand
from tests.factories import a_page


@pytest.fixture
def words(home: HomePage) -> None:
    """The words of a small site; none of them is common in the tests' own pages."""
    a_page(home, "Le mot de passe", body="Un mot de passe solide protège. Un fichier de 2 Mo.")
    a_page(home, "FranceConnect", body="Un bouton pour les sites officiels.")
    a_page(home, "La sauvegarde", body="Les photos, les fichiers, le cinéma.")
    a_page(home, "Imprimante", body="Numériser, imprimer.")


def first(typed: str) -> list[str]:
    """What is looked for first for each word."""
    return [" ".join(group.alternatives[0].words) for group in understand(typed)]


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mo de passe", "mot de passe"),
        ("motdepasse", "mot de passe"),
        ("mots de passes", ""),
        ("france conect", "franceconnect"),
        ("sovegarde", "sauvegarde"),
        ("imprimmante", "imprimante"),
        ("imprinante", "imprimante"),
        ("fotos", "photos"),
        ("sinema", "cinéma"),
        ("imrpimante", "imprimante"),
        ("ifchier", "fichier"),
        ("limprimante", "imprimante"),
    ],
)
def test_a_mistake_is_corrected(typed: str, expected: str) -> None:
    assert interpret(typed).corrected == expected


@pytest.mark.usefixtures("words")
def test_accents_that_were_left_out_are_put_back() -> None:
    assert first("numeriser") == ["numériser"]
    assert interpret("numeriser").corrected == ""


@pytest.mark.usefixtures("words")
def test_a_word_that_the_pages_have_is_never_corrected() -> None:
    assert interpret("fichier").corrected == ""
    assert interpret("photo").corrected == ""


@pytest.mark.usefixtures("words")
def test_a_word_that_no_page_has_does_not_hide_the_others() -> None:
    understood = interpret("imprimante xylophage")
    assert (understood.ignored, [group.typed for group in understood.groups]) == (("xylophage",), ["imprimante"])
    assert first("xylophage") == ["xylophage"]


@pytest.mark.usefixtures("words")
def test_an_expression_and_its_synonyms_are_one_group() -> None:
    (group,) = understand("mdp")
    assert ("mot", "de", "passe") in [way.words for way in group.alternatives]
    assert [group.typed for group in understand("mot de passe solide")] == ["mot de passe", "solide"]


def test_what_is_typed_weighs_more_than_what_is_supposed(home: HomePage) -> None:
    a_page(home, "Boulot", body="Travail.")
    (group,) = understand("boulot")
    assert group.alternatives[0].words == ("boulot",)
    assert all(way.weight < 1 for way in group.alternatives[1:])


@pytest.mark.usefixtures("words")
def test_small_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert first("comment faire pour la sauvegarde") == ["sauvegarde"]
    assert first("où") == ["où"]


@pytest.mark.usefixtures("words")
def test_words_of_any_question_are_neither_sought_nor_corrected() -> None:
    understood = interpret("bonjour est-ce que quelqu’un peut me montrer une imprimante svp")
    assert [(group.typed, group.weight) for group in understood.groups] == [("montrer", 0.35), ("imprimante", 1.0)]
    assert (understood.corrected, understood.ignored) == ("", ())
    assert first("quelque chose") == ["quelque", "chose"]


@pytest.mark.usefixtures("words")
def test_understanding_costs_the_same_however_much_is_typed(django_assert_max_num_queries) -> None:
    # Synonyms are read once by each process.
    interpret("imprimante")
    with django_assert_max_num_queries(4):
        interpret("xmotdepassex zfrnce zconect zimprimnte zsovgrde " * 10)


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("imprimabte", "imprimante"),
        ("omprimante", "imprimante"),
        ("mprimante", "imprimante"),
        ("iimprimante", "imprimante"),
        ("miprimante", "imprimante"),
    ],
)
def test_a_slip_of_the_finger_is_mended_wherever_it_is(typed: str, meant: str) -> None:
    assert first(typed) == [meant]


def test_letters_that_are_spelt_out_are_one_word(home: HomePage) -> None:
    a_page(home, "La CAF")
    a_page(home, "Le CV")
    assert first("c a f") == ["caf"]
    assert first("C.A.F.") == ["caf"]
    assert first("mon c v") == ["cv"]
    assert spelt_out(["il", "y", "a", "un", "d", "écran"]) == ["il", "y", "a", "un", "d", "écran"]


def test_one_letter_away_is_nearer_than_two_words_in_one(home: HomePage) -> None:
    a_page(home, "Un fichier", body="Le fix, hier.")
    assert first("fixhier") == ["fichier"]


def test_an_ending_that_no_page_has_may_be_another_word(home: HomePage) -> None:
    a_page(home, "L’historique", body="Une histoire.")
    (group,) = understand("histoirique")
    assert [way.words for way in group.alternatives] == [("histoirique",), ("historique",)]


def test_numbers_are_not_corrected(home: HomePage) -> None:
    a_page(home, "Les 42 lignes")
    assert first("4.2") == ["4", "2"]


def test_a_synonym_is_known_whatever_its_ending(home: HomePage) -> None:
    Synonym.objects.create(kind=Synonym.Kind.SAME, expressions="ramer\nralentir")
    a_page(home, "Ralentir")
    (group,) = understand("ça rame")
    assert ("ralentir",) in [way.words for way in group.alternatives]


def test_an_acronym_is_not_the_stem_of_a_word(home: HomePage) -> None:
    Synonym.objects.create(kind=Synonym.Kind.ACRONYM, expressions="CAF\nallocations familiales")
    a_page(home, "Le café")
    (group,) = understand("un café")
    assert [way.words for way in group.alternatives] == [("café",)]
