from learning.exercises.ordering import Item
from learning.exercises.sorting import Category, Sorting

QUESTION = Sorting((Category("Public", (Item("prénom", "Oui."), Item("ville"))), Category("Privé", (Item("code"),))))


def test_points_are_the_share_of_items():
    grade = QUESTION.grade({"c0": ["0"], "c1": ["1"], "c2": ["1"]})
    assert (grade.points, grade.out_of) == (2, 3)
    assert grade.remarks["c0"].text == "Oui."
    assert not grade.remarks["c1"].right


def test_a_category_that_does_not_exist_is_no_answer():
    assert QUESTION.grade({"c0": ["2"], "c3": ["0"]}).remarks == {}


def test_the_answer_sheet_says_where_each_item_goes():
    assert QUESTION.correction() == [("prénom", "Public"), ("ville", "Public"), ("code", "Privé")]
