"""What several sessions say together, and what is better left unsaid."""

import pytest

from tests.trainers.places.places import said
from trainers.feedback.summary import Run, Summary, Usual, advice, rounded, summarize
from trainers.feedback.words import advice as in_words
from trainers.feedback.words import headline, how_often


def runs(*minutes, people=8):
    return [Run(length, people) for length in minutes]


def told(minutes, announced=120, people=8):
    summary = summarize(runs(*minutes, people=people), announced)
    return said([headline(summary), in_words(summary, announced)])


def test_nobody_ran_it():
    assert summarize([], 120) is None
    assert how_often(0) == ""


def test_one_session_is_told_as_it_was():
    assert told([137]) == ["Testée 1 fois : 2 h 17, 8 personnes.", ""]


def test_two_sessions_are_told_as_they_were():
    summary = summarize([Run(105, 6), Run(120, 8)], 120)
    assert said([headline(summary)]) == ["Testée 2 fois : de 1 h 45 à 2 h, 6 à 8 personnes."]


def test_from_three_on_the_mean_is_said_to_five_minutes():
    assert told([108, 112, 113]) == ["Testée 3 fois : 1 h 50 en moyenne, 8 personnes.", ""]


def test_one_odd_session_does_not_move_what_is_usual():
    # The mean would be 2 h 30; nobody's session lasted that.
    assert told([110, 110, 110, 110, 310]) == ["Testée 5 fois : 1 h 50 le plus souvent, 8 personnes.", ""]


def test_real_minutes_are_compared_with_those_announced():
    assert told([110, 110, 110], announced=90)[1] == "Prévoyez 20 minutes de plus : la fiche annonce 1 h 30."
    assert told([60, 60, 60], announced=90)[1] == "Comptez 30 minutes de moins : la fiche annonce 1 h 30."


@pytest.mark.parametrize(
    ("minutes", "announced", "extra"),
    [
        (120, 120, 0),
        (125, 120, 0),
        (130, 120, 0),
        (135, 120, 15),
        (100, 120, -20),
        (69, 60, 0),
        (70, 60, 10),
        (50, 60, -10),
    ],
)
def test_a_small_difference_is_what_any_group_changes(minutes, announced, extra):
    """Less than ten minutes, or than a tenth of what is announced, is no reason to plan otherwise."""
    assert advice(minutes, announced) == extra


def test_two_sessions_advise_nothing():
    assert summarize(runs(200, 200), 60).extra == 0


def test_the_figures_of_one_value_are_one():
    assert Usual(5, 5).is_one
    assert not Usual(5, 6).is_one
    assert Summary(3, Usual(60, 60), Usual(8, 8), -15).missing == 15


@pytest.mark.parametrize(("value", "step", "expected"), [(112.4, 5, 110), (112.5, 5, 115), (2, 5, 5), (7.5, 1, 8)])
def test_rounding_is_to_the_nearest_step_and_never_to_nothing(value, step, expected):
    assert rounded(value, step) == expected
