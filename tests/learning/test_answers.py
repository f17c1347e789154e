"""What happens to an answer between the form and the grade."""

from django.http import QueryDict

from learning.answers import MAX_LENGTH, MAX_VALUES, Exercise, bounded, graded
from learning.blocks.checklist import ChecklistBlock
from learning.blocks.single_choice import SingleChoiceBlock


def answer(text, block=None):
    block = block or SingleChoiceBlock()
    return graded(Exercise("un", block, block.get_preview_value()), QueryDict(f"exercice=un&{text}"))


def test_a_finished_try_is_counted():
    exercise = answer("r=1")
    assert exercise.tries == 1
    assert exercise.tone == "wrong"
    assert exercise.message == "Pas encore. Lisez les remarques, puis essayez encore."


def test_an_empty_answer_is_not_a_try():
    exercise = answer("r=&essai=1")
    assert exercise.tries == 1
    assert not exercise.grade.finished
    assert exercise.message == "Répondez d’abord, puis vérifiez."


def test_the_answer_can_be_seen_after_two_tries_only():
    assert not answer("r=1").can_show_solution
    assert answer("r=1&essai=1").can_show_solution
    assert not answer("voir=1&essai=1").solution_shown
    assert answer("voir=1&essai=2").solution_shown


def test_a_right_answer_hides_the_way_to_the_solution():
    exercise = answer("r=0&essai=5")
    assert exercise.is_over
    assert not exercise.can_show_solution


def test_starting_again_forgets_the_answer_and_the_tries():
    exercise = answer("recommencer=1&r=0&essai=3")
    assert exercise.answer == {}
    assert exercise.grade is None
    assert exercise.tries == 0


def test_an_absurd_number_of_tries_is_none():
    assert answer("r=1&essai=²").tries == 1
    assert answer("r=1&essai=-4").tries == 1
    assert answer("r=1&essai=99999").tries == 1


def test_a_checklist_is_never_wrong_and_has_no_solution_to_show():
    exercise = answer("f=0&essai=6", ChecklistBlock())
    assert exercise.tone == "plain"
    assert not exercise.can_show_solution


def test_what_is_posted_is_cut_to_size():
    data = QueryDict(mutable=True)
    data.setlist("a", ["x" * 9999] * 999)
    data.setlist("n" * 41, ["x"])
    data.setlist("zero", ["a\x00b"])
    kept = bounded(data)
    assert len(kept["a"]) == MAX_VALUES
    assert len(kept["a"][0]) == MAX_LENGTH
    assert kept["zero"] == ["ab"]
    assert "n" * 41 not in kept
