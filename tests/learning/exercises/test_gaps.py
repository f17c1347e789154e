from learning.exercises.gaps import Gap, Gaps, Part, parts

TYPED = Gap(("imprimer", "l'icône imprimer"), typo_allowed=True, feedback="Le bouton.")
LISTED = Gap(("recto verso",), options=("couleur", "recto verso"))
QUESTION = Gaps("Je clique sur {1}, puis {2}.", (TYPED, LISTED))


def test_points_are_the_share_of_gaps():
    grade = QUESTION.grade({"t0": ["Imprimmer"], "t1": ["0"]})
    assert (grade.points, grade.out_of) == (1, 2)
    assert grade.remarks["t0"].text == "Le bouton."


def test_an_option_is_chosen_by_its_index_never_by_its_text():
    assert QUESTION.grade({"t1": ["1"]}).points == 1
    assert QUESTION.grade({"t1": ["recto verso"]}).points == 0


def test_an_empty_gap_is_not_commented():
    assert QUESTION.grade({"t0": ["  "]}).remarks == {}


def test_a_close_option_is_not_a_typo_of_the_right_one():
    gap = Gap(("favori",), options=("favoris", "favori"), typo_allowed=True)
    assert Gaps("{1}", (gap,)).grade({"t0": ["0"]}).points == 0


def test_a_right_answer_that_the_author_forgot_to_list_is_added():
    question = Gaps("{1}", (Gap(("lieu",), options=("prix", "chat")),))
    assert question.grade(question.solution()).is_right


def test_the_text_is_cut_at_its_gaps():
    assert parts("Je clique sur {1}, puis {2}.", 2) == [Part("Je clique sur ", 0), Part(", puis ", 1), Part(".")]


def test_a_gap_without_a_marker_comes_at_the_end():
    assert parts("Rien.", 1) == [Part("Rien. ", 0), Part("")]


def test_an_unknown_or_repeated_marker_is_dots():
    assert parts("{1} et {1} et {7}", 1) == [Part("", 0), Part(" et … et …")]


def test_the_answer_sheet_numbers_the_gaps():
    assert QUESTION.correction() == [("Trou 1", "imprimer / l'icône imprimer"), ("Trou 2", "recto verso")]
