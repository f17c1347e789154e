import pytest

from learning.exercises.multiple_choice import MISSING, MultipleChoice
from learning.exercises.single_choice import Choice


def question(rights, wrongs):
    """The right choices come first."""
    return MultipleChoice(tuple(Choice(str(n), right=n < rights) for n in range(rights + wrongs)))


def ticks(*indexes):
    return {"r": [str(index) for index in indexes]}


def test_each_right_tick_is_a_point():
    grade = question(3, 2).grade(ticks(0, 2))
    assert (grade.points, grade.out_of) == (2, 3)


@pytest.mark.parametrize(("rights", "wrongs"), [(1, 1), (1, 4), (3, 1), (2, 2), (4, 3)])
def test_ticking_everything_is_worth_nothing(rights, wrongs):
    assert question(rights, wrongs).grade(ticks(*range(rights + wrongs))).points == 0


def test_a_wrong_tick_takes_a_share_of_the_points_back():
    assert question(2, 2).grade(ticks(0, 1, 2)).points == 1
    assert question(2, 4).grade(ticks(0, 1, 2)).points == 1
    assert question(4, 2).grade(ticks(0, 1, 2, 3, 4)).points == 2


def test_points_never_go_below_zero():
    assert question(2, 2).grade(ticks(2, 3)).points == 0


def test_when_every_choice_is_right_ticking_everything_is_right():
    assert question(3, 0).grade(ticks(0, 1, 2)).is_right


def test_only_ticked_choices_are_commented():
    assert set(question(2, 1).grade(ticks(0, 2)).remarks) == {"0", "2"}


def test_a_missing_tick_is_said_without_naming_it():
    assert set(question(2, 1).grade(ticks(0)).remarks) == {"0", MISSING}


def test_the_same_tick_twice_counts_once():
    assert question(2, 1).grade(ticks(0, 0, 0)).points == 1
