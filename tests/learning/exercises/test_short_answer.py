from learning.exercises.short_answer import Mistake, ShortAnswer

QUESTION = ShortAnswer(
    ("@", "arobase"), (Mistake("point", "Après."), Mistake("arabesque", "Une danse.")), "C'est @.", True
)


def test_one_of_the_accepted_texts_is_right():
    grade = QUESTION.grade({"t": ["Arobase."]})
    assert grade.is_right
    assert grade.remarks["t"].text == "C'est @."


def test_a_foreseen_mistake_has_its_own_remark():
    grade = QUESTION.grade({"t": ["le point"]})
    assert grade.remarks["t"].text == ""
    grade = QUESTION.grade({"t": ["Point"]})
    assert grade.points == 0
    assert grade.remarks["t"].text == "Après."


def test_a_foreseen_mistake_is_never_taken_for_a_typo_of_the_right_answer():
    question = ShortAnswer(("favoris",), (Mistake("favori", "Au pluriel."),), typo_allowed=True)
    assert question.grade({"t": ["favori"]}).remarks["t"].text == "Au pluriel."
    assert question.grade({"t": ["favoriss"]}).is_right


def test_a_mistake_is_recognised_with_a_typo_too():
    assert QUESTION.grade({"t": ["pointt"]}).remarks["t"].text == "Après."


def test_nothing_typed_is_not_commented():
    assert QUESTION.grade({"t": ["   "]}).remarks == {}


def test_the_answer_sheet_shows_what_is_accepted():
    assert QUESTION.correction() == [("", "@ / arobase")]
