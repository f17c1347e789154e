from learning.exercises.checklist import Action, Checklist

QUESTION = Checklist((Action("J'ai ouvert."), Action("J'ai fermé.", "La croix.")))


def test_points_are_what_is_ticked():
    grade = QUESTION.grade({"f": ["1"]})
    assert (grade.points, grade.out_of) == (1, 2)


def test_nothing_is_ever_said_to_be_wrong():
    assert QUESTION.grade({"f": ["0", "7", "x"]}).remarks == {}


def test_all_ticked_is_right():
    assert QUESTION.grade({"f": ["0", "1", "1"]}).is_right


def test_there_is_nothing_to_correct():
    assert QUESTION.correction() == []
