from learning.exercises.true_false import Statement, TrueFalse

QUESTION = TrueFalse((Statement("Le ciel est bleu.", True, "Oui."), Statement("La mer est rose.", False, "Non.")))


def test_points_are_the_share_of_statements():
    grade = QUESTION.grade({"a0": ["vrai"], "a1": ["vrai"]})
    assert (grade.points, grade.out_of) == (1, 2)
    assert grade.remarks["a0"].right
    assert not grade.remarks["a1"].right


def test_a_statement_left_out_is_not_commented():
    assert set(QUESTION.grade({"a1": ["faux"], "a2": ["vrai"]}).remarks) == {"a1"}


def test_another_word_is_no_answer():
    assert QUESTION.grade({"a0": ["oui"], "a1": ["True"]}).remarks == {}


def test_the_answer_sheet_says_true_or_false():
    assert QUESTION.correction() == [("Le ciel est bleu.", "Vrai"), ("La mer est rose.", "Faux")]
