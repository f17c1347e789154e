"""What people type in a form."""

from datetime import date
from decimal import Decimal

import pytest

from learning.exercises.form_values import has_short_year, read_date, read_email, read_number, read_phone


@pytest.mark.parametrize(
    "text",
    [
        "3/5/1980",
        "03/05/1980",
        "03-05-1980",
        "03.05.1980",
        " 3 5 1980 ",
        "03051980",
        "3 mai 1980",
        "3 MAI 1980",
        "samedi 3 mai 1980",
        "1980-05-03",
    ],
)
def test_a_date_can_be_written_in_many_ways(text):
    assert read_date(text) == date(1980, 5, 3)


@pytest.mark.parametrize(("text", "month"), [("1er août 2026", 8), ("1 fevrier 2026", 2), ("1 déc. 2026", 12)])
def test_months_are_read_with_or_without_accents_or_cut(text, month):
    assert read_date(text) == date(2026, month, 1)


@pytest.mark.parametrize(
    "text", ["", "31/02/1980", "3/5/80", "mai 1980", "1980", "32 mai 1980", "٣/٥/١٩٨٠", "3 blabla 1980"]
)
def test_what_is_no_date_is_nothing(text):
    assert read_date(text) is None


def test_a_year_of_two_figures_is_recognised():
    assert has_short_year("3/5/80")
    assert not has_short_year("3/5/1980")


@pytest.mark.parametrize(
    ("text", "value"), [("1 250", "1250"), ("1\u202f250,50", "1250.5"), ("468 €", "468"), ("-3", "-3"), ("36.0", "36")]
)
def test_numbers_have_spaces_and_a_comma(text, value):
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "douze", "1e5", "NaN", "inf", "1,2,3", "٣٦", "9" * 500])
def test_what_is_no_number_is_nothing(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    "text", ["06 12 34 56 78", "06.12.34.56.78", "0612345678", "+33 6 12 34 56 78", "0033 (0)6 12345678"]
)
def test_phone_numbers_are_the_same_however_spaced(text):
    assert read_phone(text) == "0612345678"


def test_a_phone_number_has_ten_figures():
    assert read_phone("06 12 34") is None


def test_an_address_has_an_at_sign_and_a_site():
    assert read_email(" Nadia.F@Courriel.Example ") == "nadia.f@courriel.example"
    assert read_email("nadia.courriel.example") is None
    assert read_email("nadia@courriel") is None
    assert read_email("na dia@courriel.example") is None
