"""The French communes: the one that somebody typed, and the one near a point.

They are read from a file once a process, when first asked for: 35,000 names, the same for everybody, with nothing to keep in
the database.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from trainers.places.departments import DATA, department_of
from trainers.places.geography import distance_km
from trainers.places.text import folded

SUGGESTIONS = 6
LONGEST = 80
# « Lyon (69) », « Saint-Denis 93200 », « Ajaccio 2a »
_WITH_CODE = re.compile(r"(?P<name>.*?)[\s(,]*\b(?P<code>\d{5}|2[abAB]|\d{2,3})\)?\s*")
# « Paris 12e », « Lyon 3e arrondissement »
_DISTRICT = re.compile(r"\s+\d{1,2}\s*(?:e|er|eme|ème)?(?:\s+arrondissement)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Town:
    code: str
    name: str
    postcodes: tuple[str, ...]
    latitude: float
    longitude: float
    population: int

    @property
    def department(self) -> str:
        return department_of(self.code, "")

    @property
    def label(self) -> str:
        """What is written in the box and in the address: `find` reads it back."""
        return f"{self.name} ({self.department})"

    @property
    def position(self) -> tuple[float, float]:
        return self.latitude, self.longitude


@dataclass(frozen=True)
class Found:
    """The town that was meant, if any, and others that could have been."""

    town: Town | None = None
    others: tuple[Town, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """The largest towns come first in each list."""

    towns: tuple[Town, ...]
    by_name: dict[str, list[Town]]
    by_postcode: dict[str, list[Town]]


@cache
def gazetteer() -> Gazetteer:
    with (DATA / "communes.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        towns = sorted(
            (Town(c, n, tuple(p.split()), float(lat), float(lng), int(count)) for c, n, p, lat, lng, count in rows),
            key=lambda town: (-town.population, town.code),
        )
    by_name: dict[str, list[Town]] = defaultdict(list)
    by_postcode: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        by_name[folded(town.name)].append(town)
        for postcode in town.postcodes:
            by_postcode[postcode].append(town)
    return Gazetteer(tuple(towns), dict(by_name), dict(by_postcode))


def find(text: str) -> Found:
    """The town behind a name, a postcode, or both; near names when there is none."""
    text = text.strip()[:LONGEST]
    if not text:
        return Found()
    known = gazetteer()
    if match := _WITH_CODE.fullmatch(text):
        name, code = folded(match["name"]), match["code"].upper()
        if not name:
            return _first(known.by_postcode.get(code, ()))
        if named := [town for town in known.by_name.get(name, ()) if code in {town.department, *town.postcodes}]:
            return _first(named)
        text = match["name"]
    name = folded(_DISTRICT.sub("", text))
    return _first(known.by_name.get(name, ())) if name in known.by_name else _near(name, known)


def _first(towns: Iterable[Town]) -> Found:
    """The largest, then its namesakes."""
    found = tuple(towns)
    return Found(found[0], found[1 : SUGGESTIONS + 1]) if found else Found()


def _near(name: str, known: Gazetteer) -> Found:
    if len(name) < 3:
        return Found()
    # The dictionary keeps the order of the file: the largest towns first.
    begins = [towns[0] for key, towns in known.by_name.items() if key.startswith(name)]
    if not begins:
        names = process.extract(name, known.by_name.keys(), scorer=fuzz.ratio, limit=SUGGESTIONS, score_cutoff=75)
        begins = [known.by_name[key][0] for key, _score, _index in names]
    return Found(None, tuple(begins[:SUGGESTIONS]))


def nearest(position: tuple[float, float]) -> Town | None:
    """The town around a point; None far from all."""
    latitude, longitude = position
    around = (t for t in gazetteer().towns if abs(t.latitude - latitude) < 0.3 and abs(t.longitude - longitude) < 0.4)
    return min(around, key=lambda town: distance_km(position, town.position), default=None)
