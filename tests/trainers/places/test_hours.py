"""Opening hours said in plain French, holidays included."""

from datetime import date, datetime, timedelta

import pytest

from tests.trainers.places.places import said
from trainers.places.hours import (
    changes_in_school_holidays,
    day_of,
    easter,
    is_holiday,
    is_readable,
    opens_on,
    same_hours,
    status,
    week_of,
)

OFFICE = "Mo-Fr 09:00-12:00,13:30-18:00; Sa 09:00-12:00; PH off"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "kind", "sentence", "until"),
    [
        ("2026-11-23 10:00", "ouvert", "Ouvert aujourd’hui jusqu’à 12 h.", "2026-11-23 12:00"),
        ("2026-11-23 12:00", "ferme", "Fermé pour le moment. Ouvre aujourd’hui à 13 h 30.", "2026-11-23 13:30"),
        ("2026-11-23 18:00", "ferme", "Fermé. Ouvre demain à 9 h.", "2026-11-24 00:00"),
        ("2026-11-28 13:00", "ferme", "Fermé. Ouvre lundi à 9 h.", "2026-11-29 00:00"),
        ("2026-12-24 19:00", "ferme", "Fermé. Ouvre samedi à 9 h.", "2026-12-25 00:00"),
        ("2026-12-25 10:00", "ferme", "Fermé. Ouvre demain à 9 h.", "2026-12-26 00:00"),
    ],
)
def test_what_is_said_now_and_how_long_it_stays_true(now, kind, sentence, until):
    found = status(OFFICE, at(now))
    assert (found.kind, said([found.sentence]), found.until) == (kind, [sentence], at(until))


@pytest.mark.parametrize("minute", range(0, 24 * 60, 7))
def test_a_sentence_is_the_same_until_the_moment_it_says(minute):
    now = at("2026-11-27 00:00") + timedelta(minutes=minute)
    found = status(OFFICE, now)
    assert now < found.until
    assert status(OFFICE, found.until - timedelta(seconds=1)).sentence == found.sentence
    assert status(OFFICE, found.until).sentence != found.sentence


@pytest.mark.parametrize(
    ("hours", "now", "sentence"),
    [
        ("24/7", "2026-11-23 10:00", "Ouvert tout le temps."),
        ("Mo-Su 00:00-24:00; Tu off", "2026-11-23 10:00", "Ouvert aujourd’hui jusqu’à minuit."),
        ("Mo 20:00-02:00", "2026-11-23 22:00", "Ouvert jusqu’à demain, 2 h."),
        ('We 14:00-16:00 "sur rendez-vous"', "2026-11-25 15:00", "Ouvert aujourd’hui jusqu’à 16 h (sur rendez-vous)."),
        ("We 14:00-16:00 unknown", "2026-11-25 15:00", "Peut-être ouvert. Téléphonez avant de venir."),
        ("Mo-Su 10:00-12:00; Jul-Aug off", "2026-07-10 10:00", "Fermé. Ouvre le mardi 1 septembre à 10 h."),
        ("2099 Mo 10:00-12:00", "2026-11-23 10:00", "Fermé."),
        ("off", "2026-11-23 10:00", "Fermé."),
    ],
)
def test_other_hours_than_those_of_an_office(hours, now, sentence):
    assert said([status(hours, at(now)).sentence]) == [sentence]


def test_a_holiday_of_which_the_hours_say_nothing_is_not_guessed():
    silent = "Mo-Fr 09:00-18:00"
    found = status(silent, at("2026-12-25 10:00"))
    assert (found.kind, found.sentence) == ("inconnu", "Aujourd’hui est un jour férié. Téléphonez avant de venir.")
    assert status(silent, at("2026-12-24 19:00")).sentence.startswith("Fermé. Ouvre lundi")
    assert not opens_on(silent, date(2026, 12, 25))
    assert opens_on("Mo-Fr 09:00-18:00; PH 10:00-12:00", date(2026, 12, 25))
    # A day on which it is closed anyway is no news.
    assert status("Mo-We 09:00-18:00", at("2026-12-25 10:00")).kind == "ferme"


@pytest.mark.parametrize(
    ("day", "department", "off"),
    [
        (date(2026, 7, 14), "69", True),
        (date(2026, 12, 26), "67", True),
        (date(2026, 12, 26), "69", False),
        (date(2026, 4, 3), "57", True),
        (date(2026, 4, 3), "75", False),
        (date(2026, 5, 22), "972", True),
        (date(2026, 12, 20), "974", True),
        (date(2026, 5, 22), "974", False),
    ],
)
def test_local_holidays_are_known(day, department, off):
    assert is_holiday(day, department) is off


def test_a_local_holiday_is_not_covered_by_the_rule_for_national_ones():
    assert status(OFFICE, at("2026-04-03 10:00"), "67").kind == "inconnu"
    assert status(OFFICE, at("2026-04-03 10:00"), "69").kind == "ouvert"


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter(year, day):
    assert easter(year) == day


def test_a_week_is_a_table_with_its_holidays():
    week = week_of("Mo-Fr 09:00-12:00,14:00-18:30; Sa 10:00-12:00", date(2026, 7, 13))
    assert said([f"{day.name} : {day.said}" for day in week]) == [
        "lundi 13 juillet : 9 h – 12 h, 14 h – 18 h 30",
        "mardi 14 juillet : fermé",
        "mercredi 15 juillet : 9 h – 12 h, 14 h – 18 h 30",
        "jeudi 16 juillet : 9 h – 12 h, 14 h – 18 h 30",
        "vendredi 17 juillet : 9 h – 12 h, 14 h – 18 h 30",
        "samedi 18 juillet : 10 h – 12 h",
        "dimanche 19 juillet : fermé",
    ]
    assert [day.holiday for day in week] == [False, True, False, False, False, False, False]


def test_weeks_that_differ_are_told():
    every_other = "week 1-53/2 We 14:00-17:00"
    assert not same_hours(week_of(every_other, date(2026, 11, 23)), week_of(every_other, date(2026, 11, 30)))
    assert same_hours(week_of(OFFICE, date(2026, 11, 23)), week_of(OFFICE, date(2026, 11, 30)))


def test_a_day_open_all_day_says_so():
    assert said([day_of("24/7", date(2026, 11, 23)).said]) == ["ouvert toute la journée"]


@pytest.mark.parametrize(
    "text", ["", "  ", "lundi 9h", "Mo-Fr 9h-12h", "Mo-Fr 25:99", "x" * 5000, "Mo 10:00-12:00; " * 500, "\x00", "💻"]
)
def test_hours_that_cannot_be_read_say_nothing(text):
    assert not is_readable(text)
    assert status(text, at("2026-11-23 10:00")) is None
    assert day_of(text, date(2026, 11, 23)).spans == ()


def test_school_holidays_are_told_not_guessed():
    assert changes_in_school_holidays("Mo-Fr 09:00-12:00; SH off")
    assert not changes_in_school_holidays(OFFICE)


def test_hours_of_school_holidays_do_not_change_those_of_every_week():
    hours = "Mo-Fr 08:00-18:00; PH off; SH Mo-Fr 10:00-12:00"
    assert said([status(hours, at("2026-11-23 15:00")).sentence]) == [
        "Ouvert aujourd’hui jusqu’à 18 h (hors vacances scolaires)."
    ]
    assert said([day_of(hours, date(2026, 11, 23)).said]) == ["8 h – 18 h"]
    # Whole on a narrow screen.
    assert " " not in day_of(hours, date(2026, 11, 23)).said
    only = "SH Mo-Fr 10:00-12:00"
    assert is_readable(only)
    assert status(only, at("2026-11-23 11:00")) is None


def test_hours_of_some_holidays_only_are_not_guessed():
    hours = "Mo-Fr 08:00-18:00; PH Mo-Fr 10:00-12:00"
    assert status(hours, at("2026-11-23 15:00")).kind == "ouvert"
    assert status(hours, at("2026-12-25 11:00")).kind == "inconnu"
