"""What people type in a form, understood as a good administrative form would: several ways of writing, one value."""

import re
from datetime import date
from decimal import Decimal

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_FOLDED = str.maketrans("éèêûùôàâç", "eeeuuoaac")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/\-. ]([0-9]{1,2})[/\-. ]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_IN_WORDS = re.compile(r"(?:[a-z]+di |dimanche |[a-z]+day )?([0-9]{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.? ([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/\-. ][0-9]{1,2}[/\-. ][0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,10})?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def read_date(text: str) -> date | None:
    """3/5/1980, 03-05-1980, 03.05.1980, 03051980, 3 mai 1980, 1er mai 1980, 3 May 1980 or 1980-05-03; else nothing."""
    text = re.sub(r"\s+", " ", text.strip().lower()).translate(_FOLDED)
    if re.fullmatch(r"[0-9]{8}", text):
        text = f"{text[:2]}/{text[2:4]}/{text[4:]}"
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif (found := _IN_WORDS.fullmatch(text)) and found[2] in _MONTHS:
        day, month, year = found[1], str(_MONTHS[found[2]]), found[3]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def has_short_year(text: str) -> bool:
    """Whether a date was typed with two figures for the year."""
    return bool(_SHORT_YEAR.fullmatch(text.strip()))


def read_number(text: str) -> Decimal | None:
    """1 250,50 or 1250.5, with € or not."""
    text = re.sub(r"\s", "", text).replace(",", ".").removesuffix("€").removesuffix("euros")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def read_phone(text: str) -> str | None:
    """Ten figures, however they are spaced; +33 and 0033 become 0."""
    figures = re.sub(r"[\s.\-/()]", "", text)
    figures = re.sub(r"^(?:\+|00)330?", "0", figures)
    return figures if re.fullmatch(r"0[0-9]{9}", figures) else None


def read_email(text: str) -> str | None:
    text = text.strip().casefold()
    return text if len(text) <= 254 and _EMAIL.fullmatch(text) else None
