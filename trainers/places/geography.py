"""Distances, and where a point falls on our map."""

from math import asin, cos, degrees, log, pi, radians, sin, sqrt, tan

EARTH_RADIUS_KM = 6371.0
# The outlines of static/img/departements.svg are drawn in Mercator; see places/data/README.md.
MAP_WIDTH, MAP_HEIGHT = 613, 585
_X_PER_DEGREE, _X_AT_ZERO = 41.59, 214.9
_Y_PER_DEGREE, _Y_AT_ZERO = -41.34, 2465.5
# South, north, west, east of the boxes that hold all French territory, with a margin.
_TERRITORIES = (
    (41.0, 51.6, -5.6, 10.0),  # metropolitan France
    (14.2, 18.3, -63.3, -60.7),  # Antilles
    (2.0, 6.0, -54.8, -51.4),  # Guyane
    (-21.6, -20.7, 55.0, 56.0),  # La Réunion
    (-13.2, -12.4, 44.8, 45.5),  # Mayotte
    (46.6, 47.3, -56.6, -55.9),  # Saint-Pierre-et-Miquelon
    (-28.0, -7.5, -155.0, -134.0),  # Polynésie
    (-23.5, -17.5, 157.5, 172.5),  # Nouvelle-Calédonie
    (-14.6, -13.0, -178.5, -175.9),  # Wallis-et-Futuna
)


def distance_km(from_: tuple[float, float], to: tuple[float, float]) -> float:
    """As the crow flies (haversine), between two (latitude, longitude)."""
    lat1, lat2 = radians(from_[0]), radians(to[0])
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(to[1] - from_[1]) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def is_in_france(latitude: float, longitude: float) -> bool:
    """Whether a point is near French territory: a zero, or two values in the wrong order, are not."""
    return any(s <= latitude <= n and w <= longitude <= e for s, n, w, e in _TERRITORIES)


def project(latitude: float, longitude: float) -> tuple[float, float] | None:
    """Where a point of metropolitan France falls on the map; None elsewhere."""
    south, north, west, east = _TERRITORIES[0]
    if not (south <= latitude <= north and west <= longitude <= east):
        return None
    mercator = degrees(log(tan(pi / 4 + radians(latitude) / 2)))
    return _X_PER_DEGREE * longitude + _X_AT_ZERO, _Y_PER_DEGREE * mercator + _Y_AT_ZERO
