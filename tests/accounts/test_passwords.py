"""The CNIL's own examples, and what people try instead."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.passwords import is_strong


@pytest.mark.parametrize(
    "password",
    [
        "Kz7!mW2#xQ9?",  # 12 signs of the four kinds
        "Kz7mW2xQ9bTr4L",  # 14 signs without special ones
        "mon chat dort sous la table bleue",  # a sentence of seven words
        "moi et toi on va a la mer",  # seven words, short ones
    ],
)
def test_what_the_cnil_accepts_is_strong(password):
    assert is_strong(password)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "Kz7!mW2#xQ9",
        "Kz7mW2xQ9bTr",
        "123456789012345",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "abababababababababab",
        "motdepasse",
    ],
)
def test_what_is_short_poor_or_repeated_is_not(password):
    assert not is_strong(password)


def test_the_site_s_rules_refuse_a_weak_password_in_one_plain_sentence():
    with pytest.raises(ValidationError) as refused:
        validate_password("bonjour2026")
    assert refused.value.messages == ["Ce mot de passe se devine trop vite. Allongez-le. Ou mélangez mieux les signes."]


def test_the_site_s_rules_refuse_a_password_that_many_people_have():
    with pytest.raises(ValidationError):
        validate_password("1qaz2wsx3edc4rfv")
