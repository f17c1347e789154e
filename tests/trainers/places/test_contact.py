"""A place's contact is public; a person's is not, until the place publishes it."""

import pytest

from trainers.places.contact import is_personal_email, is_personal_phone, without_personal_emails

NAMES = ("Maison des Trois Ponts", "Valence", "")


@pytest.mark.parametrize(
    "email",
    [
        "contact@x.example.org",
        "mairie.valence@x.example.org",
        "accueil-epn@x.example.org",
        "cybercentre26@x.example.org",
        "trois-ponts@x.example.org",
        "franceservices@x.example.org",
        "BIBLIOTHEQUE@x.example.org",
        "conseiller.numerique@x.example.org",
    ],
)
def test_an_address_of_the_place_is_general(email):
    assert not is_personal_email(email, NAMES)


@pytest.mark.parametrize(
    "email",
    [
        "camille.exemple@x.example.org",
        "c.exemple@x.example.org",
        "cexemple@x.example.org",
        "camille@x.example.org",
        "c_exemple+epn@x.example.org",
    ],
)
def test_an_address_that_looks_like_a_persons_is_personal(email):
    assert is_personal_email(email, NAMES)


@pytest.mark.parametrize(
    ("phone", "personal"),
    [
        ("+33639980012", True),
        ("+33785124146", True),
        ("+33199001234", False),
        ("+262692123456", True),
        ("+262262123456", False),
        ("", False),
    ],
)
def test_a_mobile_is_somebodys(phone, personal):
    assert is_personal_phone(phone) is personal


def test_a_text_keeps_the_general_addresses_only():
    text = "Écrivez à camille.exemple@x.example.org ou à contact@x.example.org."
    assert without_personal_emails(text, NAMES, "(masquée)") == "Écrivez à (masquée) ou à contact@x.example.org."
