"""Words that sound the same have the same key."""

import pytest

from search.sounds import heard, sound


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
        ("conte", "compte"),
        ("ouifi", "wifi"),
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


@pytest.mark.parametrize(("typed", "meant"), [("rezo", "réseau"), ("arnak", "arnaque"), ("oficiel", "officiel")])
def test_no_ear_tells_them_apart(typed: str, meant: str) -> None:
    assert heard(typed) == heard(meant)


@pytest.mark.parametrize(("one", "other"), [("pro", "Perrot"), ("cité", "site"), ("base", "basse")])
def test_a_fine_ear_tells_apart_what_sounds_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)
    assert heard(one) != heard(other)
