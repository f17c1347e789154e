"""Words that sound the same have the same key."""

import pytest

from search.sounds import sound


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("arnak", "arnaque"),
        ("télefone", "téléphone"),
        ("ordinateure", "ordinateur"),
        ("piesse jointe", "pièce jointe"),
        ("rezo", "réseau"),
        ("motivassion", "motivation"),
        ("enploi", "emploi"),
        ("amesonage", "hameçonnage"),
        ("rendé vous", "rendez-vous"),
        ("kotisation", "cotisations"),
    ],
)
def test_spelling_by_ear_is_heard(typed: str, meant: str) -> None:
    assert sound(typed) == sound(meant)


@pytest.mark.parametrize(
    ("one", "other"), [("fichier", "dossier"), ("page", "plage"), ("carte", "porte"), ("son", "site")]
)
def test_other_words_are_told_apart(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize("text", ["", "42", "😀", "'", "ß", "\x00"])
def test_anything_has_a_key(text: str) -> None:
    assert isinstance(sound(text), str)
