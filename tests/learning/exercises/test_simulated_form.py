"""The simulated form."""

import pytest

from learning.exercises.simulated_form import Field, SimulatedForm

NAME = Field("Nom", "texte", ("Belaïd",), feedback="C’est Belaïd.")
BORN = Field("Date de naissance", "date", ("03/05/1980",), feedback="Première ligne.")
ASKED = Field("Vous demandez", "choix", ("Une carte",), options=("Un livre", "Une carte"))
RULES = Field("J’accepte", "case", ("oui",))
CARD = Field("Numéro (facultatif)", "texte", (), optional=True, feedback="Laissez vide.")
NEWS = Field("Publicités", "case", (), optional=True)
PHONE = Field("Téléphone", "telephone", ("06 12 34 56 78",), optional=True)
FORM = SimulatedForm((NAME, BORN, ASKED, RULES, CARD, NEWS, PHONE))


def test_the_solution_fills_what_must_be_filled_and_leaves_the_rest():
    assert FORM.solution() == {
        "c0": ["Belaïd"],
        "c1": ["03/05/1980"],
        "c2": ["1"],
        "c3": ["oui"],
        "c6": ["06 12 34 56 78"],
    }
    assert FORM.grade(FORM.solution()).is_right


def test_each_field_is_worth_a_point():
    grade = FORM.grade(FORM.solution() | {"c0": ["Karim"], "c4": ["123"]})
    assert (grade.points, grade.out_of) == (5, 7)
    assert grade.remarks["c0"].text == "C’est Belaïd."
    assert grade.remarks["c4"].text == "Laissez vide."


@pytest.mark.parametrize("given", ["belaid", " BELAÏD ", "Belaid"])
def test_accents_and_capitals_do_not_count_in_a_text(given):
    assert NAME.remark(given).right


@pytest.mark.parametrize("given", ["3 mai 1980", "03-05-1980", "1980-05-03"])
def test_another_way_to_write_the_same_date_is_right(given):
    assert BORN.remark(given).right


@pytest.mark.parametrize(
    ("given", "said"),
    [("", "vide"), ("3/5/80", "quatre chiffres"), ("hier", "le jour, le mois"), ("04/05/1980", "Première ligne.")],
)
def test_a_wrong_date_says_what_to_change(given, said):
    remark = BORN.remark(given)
    assert not remark.right
    assert said in remark.text


def test_a_well_written_but_wrong_value_gets_the_author_s_remark_only():
    assert BORN.remark("04/05/1980").text == "Première ligne."


def test_an_optional_field_may_stay_empty_but_not_be_wrong():
    assert PHONE.remark("").right
    assert PHONE.remark("06.12.34.56.78").right
    assert not PHONE.remark("06 00 00 00 00").right


def test_a_field_without_accepted_answer_must_stay_empty():
    assert CARD.remark("").right
    assert not CARD.remark("123").right
    assert Field("Cadre réservé à la mairie").remark("").right
    assert not NEWS.remark("oui").right


def test_an_unknown_option_is_as_if_nothing_was_chosen():
    grade = FORM.grade(FORM.solution() | {"c2": ["7"]})
    assert "Choisissez" in grade.remarks["c2"].text


def test_only_what_must_be_filled_is_required():
    assert [field.required for field in FORM.fields] == [True, True, True, True, False, False, False]


def test_optional_is_said_once_and_not_beside_a_box():
    assert PHONE.says_optional
    assert not CARD.says_optional
    assert not NEWS.says_optional


def test_a_field_that_no_answer_can_fill_is_impossible():
    assert not Field("Vous demandez", "liste", ("Un train",), options=("Un livre",)).is_possible
    assert not Field("Nom", "texte").is_possible
    assert all(field.is_possible for field in FORM.fields)


def test_the_answer_sheet_has_a_line_for_each_field():
    assert FORM.correction()[3:6] == [
        ("J’accepte", "case cochée"),
        ("Numéro (facultatif)", "(vide)"),
        ("Publicités", "case vide"),
    ]
