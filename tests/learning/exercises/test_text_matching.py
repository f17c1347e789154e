import pytest

from learning.exercises.text_matching import matches, normalised


@pytest.mark.parametrize(
    "typed",
    [
        "l'icône",
        "L’ICÔNE",
        "  l'icone. ",
        "l´icône !",
        "« l'icône »",
        "l'ico\u0302ne",
        "l'icô\u00adne",
        "l'icône\u00a0",
    ],
)
def test_accents_case_spaces_apostrophes_and_final_punctuation_never_count(typed):
    assert matches(typed, ["L'icône"])


def test_ligatures_are_two_letters():
    assert matches("coeur", ["cœur"])
    assert matches("ex aequo", ["ex æquo"])


def test_a_sign_alone_can_be_the_answer():
    assert matches(" . ", ["."])
    assert normalised("@") == "@"
    assert not matches("!", ["."])


def test_a_leading_dot_counts():
    assert not matches("gouv.fr", [".gouv.fr"])
    assert matches(".GOUV.FR.", [".gouv.fr"])


def test_nothing_typed_matches_nothing():
    assert not matches("  ", ["", " "])


@pytest.mark.parametrize("typed", ["imprimmer", "imprime", "imrpimer", "inprimer", "Imprimer?"])
def test_one_slip_is_accepted_where_the_author_says_so(typed):
    assert matches(typed, ["imprimer"], typo_allowed=True)


@pytest.mark.parametrize("typed", ["imprimmmer", "imprim", "emprunter", "x" * 100_000])
def test_two_slips_are_not(typed):
    assert not matches(typed, ["imprimer"], typo_allowed=True)


def test_no_slip_is_accepted_where_the_author_does_not_say_so():
    assert not matches("imprimmer", ["imprimer"])


def test_a_short_word_is_never_guessed():
    assert not matches("non", ["nom"], typo_allowed=True)
    assert not matches("le non", ["le nom"], typo_allowed=True)
    assert matches("pagr", ["page"], typo_allowed=True)


@pytest.mark.parametrize(
    ("typed", "expected"), [("3938", "3939"), ("MAG-28", "MAG-27"), ("impots.gouv.fs", "impots.gouv.fr")]
)
def test_a_reference_or_an_address_is_never_guessed(typed, expected):
    assert not matches(typed, [expected], typo_allowed=True)


def test_one_slip_in_one_word_of_several():
    assert matches("mot de passse", ["mot de passe"], typo_allowed=True)
    assert not matches("mott de passse", ["mot de passe"], typo_allowed=True)


@pytest.mark.parametrize("typed", ["recto-verso", "rectoverso", "recto  verso"])
def test_a_forgotten_space_or_hyphen_is_a_slip(typed):
    assert matches(typed, ["recto verso"], typo_allowed=True)


def test_two_forgotten_spaces_are_two_slips():
    assert not matches("motdepasse", ["mot de passe"], typo_allowed=True)
