import itertools

import pytest

from learning.exercises.ordering import Item, Ordering

QUESTION = Ordering(tuple(Item(text) for text in "abcde"))


def placed(*positions):
    """The position given to a, to b, …"""
    return {f"o{index}": [str(position)] for index, position in enumerate(positions)}


def test_the_right_order_has_all_the_points():
    assert QUESTION.grade(placed(1, 2, 3, 4, 5)).is_right


def test_one_item_moved_costs_one_point_however_far_it_went():
    assert QUESTION.grade(placed(5, 1, 2, 3, 4)).points == 4
    assert QUESTION.grade(placed(2, 1, 3, 4, 5)).points == 4


def test_the_remarks_say_which_items_can_stay():
    remarks = QUESTION.grade(placed(5, 1, 2, 3, 4)).remarks
    assert [key for key, remark in remarks.items() if not remark.right] == ["o0"]


def test_the_order_backwards_has_no_point():
    assert QUESTION.grade(placed(5, 4, 3, 2, 1)).points == 0


def test_only_the_right_order_is_right():
    right = [p for p in itertools.permutations(range(1, 6)) if QUESTION.grade(placed(*p)).is_right]
    assert right == [(1, 2, 3, 4, 5)]


def test_a_place_given_twice_counts_for_nobody():
    grade = QUESTION.grade(placed(1, 2, 3, 4, 4))
    assert grade.points == 3
    assert set(grade.remarks) == {"o0", "o1", "o2"}


def test_one_item_alone_is_no_order():
    assert QUESTION.grade({"o0": ["1"]}).points == 0


@pytest.mark.parametrize("position", ["0", "6", "-1", "1.0", ""])
def test_a_place_that_does_not_exist_is_no_place(position):
    assert QUESTION.positions({"o0": [position]}) == {}


def test_the_items_are_shown_again_as_the_learner_placed_them():
    shown = QUESTION.shown({"o2": ["1"], "o0": ["2"], "o4": ["9"]}, "graine")
    assert [item.text for _name, item in shown][:2] == ["c", "a"]
    assert sorted(name for name, _item in shown) == ["o0", "o1", "o2", "o3", "o4"]


def test_the_items_do_not_start_in_the_right_order():
    for seed in range(30):
        assert [item.text for _name, item in QUESTION.shown({}, str(seed))] != list("abcde")
