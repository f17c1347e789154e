"""Levels, bands and their words."""

import pytest

from competencies.levels import Band, Level, band_name, band_of


@pytest.mark.parametrize(
    ("level", "name"),
    [
        (1, "Débutant"),
        (2, "Débutant"),
        (3, "Intermédiaire"),
        (4, "Intermédiaire"),
        (5, "Avancé"),
        (6, "Avancé"),
        (8, "Expert"),
    ],
)
def test_two_levels_share_a_word(level, name):
    assert band_name(level) == name


@pytest.mark.parametrize("level", [None, 0, 9, -1])
def test_a_level_that_does_not_exist_has_no_band_and_no_word(level):
    assert band_of(level) is None
    assert band_name(level) == ""


def test_the_bands_hold_every_level_once():
    assert [level for band in Band for level in band.levels] == list(Level.values)


def test_every_band_says_what_it_means():
    assert all(band.meaning.startswith(("Je ", "J’")) for band in Band)
