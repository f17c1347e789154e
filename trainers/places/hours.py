"""Opening hours written as OpenStreetMap writes them (`Mo-Fr 09:00-12:00; PH off`), said in plain French.

Everything here is a rule on plain values: an expression, a date, a département. Public holidays are known; whatever an
expression does not say about them is never guessed.
Syntax: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from opening_hours import OpeningHours, State

# Beyond this an expression is a mistake or an attack.
LONGEST = 1000
# How far the next opening is looked for.
HORIZON_DAYS = 400
DAY = timedelta(days=1)
# A word joiner: no line ends there.
TOGETHER = "\u2060"
_HOLIDAY_RULE = re.compile(r"\bPH\b")
_SCHOOL_RULE = re.compile(r"\bSH\b")
_RULE = re.compile(r'(?:[^;"]|"[^"]*")+')
_HOLIDAY_WEEKDAYS = re.compile(r"\b(?:PH|SH)(?:,(?:PH|SH))*\s+(?:Mo|Tu|We|Th|Fr|Sa|Su)\b")
# Days off in some départements only. Sources: Code du travail, L3134-13 (Alsace-Moselle) and L3422-2 (overseas).
_ALSACE_MOSELLE = frozenset({"57", "67", "68"})
_ABOLITION = {
    "971": (5, 27),
    "972": (5, 22),
    "973": (6, 10),
    "974": (12, 20),
    "976": (4, 27),
    "977": (10, 9),
    "978": (5, 28),
}


@dataclass(frozen=True)
class Span:
    """Open from `start` to `end`; `comment` is what the expression adds (« sur rendez-vous »)."""

    start: datetime
    end: datetime
    comment: str = ""


@dataclass(frozen=True)
class Day:
    """One day of a table of hours. `holiday` when it is one and the hours say nothing about it."""

    date: date
    spans: tuple[Span, ...]
    holiday: bool = False

    @property
    def name(self) -> str:
        return date_format(self.date, "l j F")

    @property
    def said(self) -> str:
        """« 9 h – 12 h, 14 h – 18 h », or « fermé »."""
        if not self.spans:
            return _("fermé")
        return ", ".join(_span(span, self.date) for span in self.spans)


@dataclass(frozen=True)
class Status:
    """What can be said now. It stays true until `until`."""

    kind: str  # « ouvert », « ferme » or « inconnu »
    sentence: str
    until: datetime

    @property
    def is_open(self) -> bool:
        return self.kind == "ouvert"


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> OpeningHours | None:
    return _read(_certain(expression)) if _read(expression) else None


def _read(expression: str) -> OpeningHours | None:
    if not expression.strip() or len(expression) > LONGEST:
        return None
    try:
        return OpeningHours(
            expression, country="FR", auto_country=False, auto_timezone=False, max_interval_days=HORIZON_DAYS
        )
    except Exception:  # The library raises its own class, and others for overflows.
        return None


def _certain(expression: str) -> str:
    """The rules that can be told. `SH Mo-Fr …` (these weekdays of the holidays) is left out.

    The library takes it for « holidays and weekdays », which would change the hours of every week.
    """
    rules = []
    for rule in _RULE.findall(expression):
        narrowed = _HOLIDAY_WEEKDAYS.search(rule)
        kept = rule[: narrowed.start()].rstrip(" ,|") if narrowed else rule
        if kept.strip():
            rules.append(kept)
    return ";".join(rules)


def is_readable(expression: str) -> bool:
    return _read(expression) is not None


@lru_cache(maxsize=1024)
def is_holiday(day: date, department: str) -> bool:
    """Whether `day` is a public holiday there, local ones included."""
    if _national().is_open(datetime.combine(day, time(12))):
        return True
    if department in _ALSACE_MOSELLE:
        return (day.month, day.day) == (12, 26) or day == easter(day.year) - 2 * DAY
    return _ABOLITION.get(department) == (day.month, day.day)


@lru_cache(maxsize=1)
def _national() -> OpeningHours:
    return OpeningHours("PH", country="FR", auto_country=False, auto_timezone=False)


def easter(year: int) -> date:
    """Easter Sunday. Source: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def changes_in_school_holidays(expression: str) -> bool:
    """Whether the hours differ during school holidays, whose dates depend on the academy: nothing more can be said."""
    return bool(_SCHOOL_RULE.search(expression))


def day_of(expression: str, day: date, department: str = "") -> Day:
    """The hours of one day. Nothing is open on a holiday of which the expression says nothing."""
    hours = _parsed(expression)
    spans = tuple(_spans(hours, datetime.combine(day, time()), datetime.combine(day + DAY, time()))) if hours else ()
    holiday = bool(spans) and _is_silent_holiday(expression, day, department)
    return Day(day, () if holiday else spans, holiday)


def week_of(expression: str, day: date, department: str = "") -> list[Day]:
    """The hours of seven days, `day` first."""
    return [day_of(expression, day + timedelta(days=number), department) for number in range(7)]


def same_hours(week: list[Day], other: list[Day]) -> bool:
    """Whether two weeks have the same hours on the same days."""
    return [(d.said, d.holiday) for d in week] == [(d.said, d.holiday) for d in other]


def opens_on(expression: str, day: date, department: str = "") -> bool:
    return bool(day_of(expression, day, department).spans)


def is_open(expression: str, now: datetime, department: str = "") -> bool:
    found = status(expression, now, department)
    return found is not None and found.is_open


def status(expression: str, now: datetime, department: str = "") -> Status | None:
    """What can be said at `now`, the local time without a time zone; None without readable hours."""
    hours = _parsed(expression)
    if hours is None:
        return None
    midnight = datetime.combine(now.date() + DAY, time())
    today = day_of(expression, now.date(), department)
    if today.holiday:
        return Status("inconnu", _("Aujourd’hui est un jour férié. Téléphonez avant de venir."), midnight)
    state, comment = hours.state(now)
    if state == State.CLOSED:
        return _closed(expression, hours, now, department)
    change = hours.next_change(now)
    until = min(change or midnight, midnight)
    if state == State.UNKNOWN:
        sentence = _("Peut-être ouvert. Téléphonez avant de venir.")
        return Status("inconnu", _with(sentence, comment), until)
    if changes_in_school_holidays(expression):
        comment = f"{comment}, {_('hors vacances scolaires')}" if comment else _("hors vacances scolaires")
    return Status("ouvert", _with(_open_until(change, now), comment), until)


def _open_until(change: datetime | None, now: datetime) -> str:
    if change is None:
        return _("Ouvert tout le temps.")
    if change <= datetime.combine(now.date() + DAY, time()):
        return _("Ouvert aujourd’hui jusqu’à %(hour)s.") % {"hour": said_hour(change.time(), is_end=True)}
    if change < datetime.combine(now.date() + 2 * DAY, time()):
        return _("Ouvert jusqu’à demain, %(hour)s.") % {"hour": said_hour(change.time())}
    return _("Ouvert.")


def _closed(expression: str, hours: OpeningHours, now: datetime, department: str) -> Status:
    midnight = datetime.combine(now.date() + DAY, time())
    # The words « aujourd’hui » and « demain » change at midnight, even if the hours do not.
    opening = _next_opening(expression, hours, now, department)
    if opening is None:
        return Status("ferme", _("Fermé."), midnight)
    values = {
        "hour": said_hour(opening.time()),
        "day": date_format(opening, "l"),
        "date": date_format(opening, "l j F"),
    }
    days = (opening.date() - now.date()).days
    if days == 0:
        sentence = _("Fermé pour le moment. Ouvre aujourd’hui à %(hour)s.")
    elif days == 1:
        sentence = _("Fermé. Ouvre demain à %(hour)s.")
    elif days < 7:
        sentence = _("Fermé. Ouvre %(day)s à %(hour)s.")
    else:
        sentence = _("Fermé. Ouvre le %(date)s à %(hour)s.")
    return Status("ferme", sentence % values, min(opening, midnight))


def _next_opening(expression: str, hours: OpeningHours, now: datetime, department: str) -> datetime | None:
    for span in _spans(hours, now, now + timedelta(days=HORIZON_DAYS)):
        if not _is_silent_holiday(expression, span.start.date(), department):
            return span.start
    return None


def _spans(hours: OpeningHours, start: datetime, end: datetime) -> Iterator[Span]:
    for begin, finish, state, comment in hours.intervals(start, end):
        if state != State.CLOSED:
            yield Span(begin, finish, comment)


def _is_silent_holiday(expression: str, day: date, department: str) -> bool:
    """A holiday of which the hours say nothing. A local one never follows a `PH` rule, which knows the national ones."""
    if not is_holiday(day, department):
        return False
    is_national = _national().is_open(datetime.combine(day, time(12)))
    return not (is_national and _HOLIDAY_RULE.search(_certain(expression)))


def said_hour(hour: time, *, is_end: bool = False) -> str:
    """« 9 h », « 13 h 30 »; « minuit » for the end of a day."""
    if is_end and hour == time():
        return _("minuit")
    if not hour.minute:
        return _("%(hour)d h") % {"hour": hour.hour}
    return _("%(hour)d h %(minute)02d") % {"hour": hour.hour, "minute": hour.minute}


def _span(span: Span, day: date) -> str:
    if span.end - span.start >= DAY:
        text = _("ouvert toute la journée")
    else:
        hours = {"start": said_hour(span.start.time()), "end": said_hour(span.end.time(), is_end=True)}
        # A range is never cut in its middle at the end of a line: a dash would allow it, in spite of the space after it.
        text = (_("%(start)s – %(end)s") % hours).replace("–", f"–{TOGETHER}")
    return _with(text, span.comment)


def _with(sentence: str, comment: str) -> str:
    if not comment:
        return sentence
    return f"{sentence[:-1]} ({comment})." if sentence.endswith(".") else f"{sentence} ({comment})"
