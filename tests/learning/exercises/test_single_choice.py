import pytest

from learning.exercises.single_choice import Choice, SingleChoice

QUESTION = SingleChoice((Choice("un", feedback="Non."), Choice("deux", right=True, feedback="Oui.")))


def test_the_right_choice_has_the_point_and_its_remark():
    grade = QUESTION.grade({"r": ["1"]})
    assert grade.is_right
    assert grade.remarks["1"].text == "Oui."


def test_a_wrong_choice_has_its_own_remark_only():
    grade = QUESTION.grade({"r": ["0"]})
    assert grade.points == 0
    assert list(grade.remarks) == ["0"]


@pytest.mark.parametrize("value", ["2", "-1", "01", "1 ", "", "１"])
def test_an_unknown_choice_is_wrong_never_an_error(value):
    assert QUESTION.grade({"r": [value]}).points == 0


def test_the_answer_sheet_shows_the_right_choice():
    assert QUESTION.correction() == [("", "deux")]
