"""From a question to the places that answer it, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import QuerySet

from trainers.places.departments import clock_of
from trainers.places.geography import distance_km
from trainers.places.hours import is_open, opens_on
from trainers.places.models import Place, whole
from trainers.places.questions import FACETS, NOW, TODAY, WEEKDAYS, Question
from trainers.places.standard import fields
from trainers.places.text import folded
from trainers.places.towns import Found, Town, find, nearest

PLACES_A_PAGE = 20


@dataclass(frozen=True)
class Candidate:
    """What sorting and the map need of a place; the rest is read for one page of them."""

    pk: int
    position: tuple[float, float] | None
    hours: str
    department: str
    postcode: str
    insee_code: str
    distance: float | None = None


@dataclass(frozen=True)
class Results:
    """`around` is the point that distances start from, `town` the one that was understood or that is around the position."""

    question: Question
    found: Found
    around: tuple[float, float] | None
    candidates: list[Candidate]
    places: dict[int, Place]
    shown: Slice

    @property
    def town(self) -> Town | None:
        return self.found.town

    @property
    def count(self) -> int:
        return len(self.candidates)

    def by_department(self) -> Counter[str]:
        return Counter(candidate.department for candidate in self.candidates)

    @property
    def town_is_unknown(self) -> bool:
        return bool(self.question.town) and self.found.town is None


def search(question: Question, now: datetime, page: str = "1") -> Results:
    """`now` has a time zone: each place is asked by its own clock."""
    found = find(question.town)
    town = nearest(question.position) if question.position else found.town
    around = question.position or (town.position if town else None)
    candidates = _open_then(_candidates(_narrowed(question)), question.when, now)
    if around:
        candidates = _near(candidates, around, question, town)
    shown = Paginator(candidates, PLACES_A_PAGE).get_page(page)
    places = Place.objects.defer("presentation", "extra", "other_labels").in_bulk([c.pk for c in shown])
    return Results(question, Found(town, found.others), around, candidates, places, shown)


def _narrowed(question: Question) -> QuerySet[Place]:
    """What the database can tell."""
    places = Place.objects.listed()
    if question.department:
        places = places.filter(department=question.department)
    for word in folded(question.name).split():
        places = places.filter(search_text__contains=word)
    for key, values in question.facets:
        attribute = fields()[FACETS[key]].attribute
        for value in values:
            places = places.filter(**{f"{attribute}__contains": whole(value)})
    return places.order_by("town", "name", "pk")


def _candidates(places: QuerySet[Place]) -> Iterator[Candidate]:
    columns = ("pk", "latitude", "longitude", "hours", "department", "postcode", "insee_code")
    for pk, latitude, longitude, hours, department, postcode, insee_code in places.values_list(*columns):
        position = None if latitude is None or longitude is None else (latitude, longitude)
        yield Candidate(pk, position, hours, department, postcode, insee_code)


def _open_then(candidates: Iterable[Candidate], when: str, now: datetime) -> list[Candidate]:
    """Those that are open at the moment that was asked. Many places have the same hours: each is worked out once."""
    if not when:
        return list(candidates)
    known: dict[tuple[str, str], bool] = {}
    found = []
    for candidate in candidates:
        key = candidate.hours, candidate.department
        if key not in known:
            known[key] = _is_open_then(*key, when, now)
        if known[key]:
            found.append(candidate)
    return found


def _is_open_then(hours: str, department: str, when: str, now: datetime) -> bool:
    local = now.astimezone(clock_of(department)).replace(tzinfo=None)
    if when == NOW:
        return is_open(hours, local, department)
    day = local.date()
    if when != TODAY:
        day += timedelta(days=(WEEKDAYS.index(when) - day.weekday()) % 7)
    return opens_on(hours, day, department)


def _near(
    candidates: list[Candidate], around: tuple[float, float], question: Question, town: Town | None
) -> list[Candidate]:
    """The nearest first; those without a position last, and within a radius only if they are in the town."""
    measured = []
    for candidate in candidates:
        in_town = town is not None and _is_in(candidate, town)
        distance = distance_km(around, candidate.position) if candidate.position else None
        if (
            question.radius is None
            or in_town
            or (question.radius and distance is not None and distance <= question.radius)
        ):
            measured.append(_with_distance(candidate, distance))
    return sorted(measured, key=lambda c: (c.distance is None, c.distance or 0.0))


def _is_in(candidate: Candidate, town: Town) -> bool:
    return candidate.insee_code == town.code or (not candidate.insee_code and candidate.postcode in town.postcodes)


def _with_distance(c: Candidate, distance: float | None) -> Candidate:
    return Candidate(c.pk, c.position, c.hours, c.department, c.postcode, c.insee_code, distance)
