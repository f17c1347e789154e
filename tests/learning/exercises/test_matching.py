from learning.exercises.matching import Matching, Pair

QUESTION = Matching((Pair("Navigateur", "Sites", "Oui."), Pair("Messagerie", "Courriels")), ("Papier",))


def test_points_are_the_share_of_pairs():
    grade = QUESTION.grade({"p0": ["0"], "p1": ["2"]})
    assert (grade.points, grade.out_of) == (1, 2)
    assert not grade.remarks["p1"].right


def test_an_option_out_of_the_list_is_no_answer():
    assert QUESTION.grade({"p0": ["3"], "p1": ["-1"], "p9": ["0"]}).remarks == {}


def test_two_things_may_go_with_the_same_one():
    question = Matching((Pair("Firefox", "Navigateur"), Pair("Chrome", "Navigateur"), Pair("Word", "Texte")))
    assert question.options == ("Navigateur", "Texte")
    assert question.grade({"p0": ["0"], "p1": ["0"], "p2": ["1"]}).is_right


def test_the_answer_sheet_shows_the_pairs():
    assert QUESTION.correction()[0] == ("Navigateur", "Sites")
