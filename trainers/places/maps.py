"""The map of the directory: outlines of départements as links, points over them. Drawn by us, nothing is fetched elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trainers.places.departments import Department, departments
from trainers.places.geography import MAP_HEIGHT, MAP_WIDTH, project

Point = tuple[float, float]
# Paris and its neighbours are too small to be seen: they are drawn again, larger, in the sea.
INSET = ("75", "92", "93", "94")
INSET_SCALE = 5
INSET_CORNER = (18, 428)
_INSET_BOX = (303.0, 133.0, 325.0, 156.0)


@dataclass(frozen=True)
class Area:
    """A département: a link where it has places. `is_current` for the one that was chosen."""

    code: str
    label: str
    query: str
    count: int
    is_current: bool = False


@dataclass(frozen=True)
class Pin:
    """A place of the list, with its number there."""

    x: float
    y: float
    number: int
    url: str
    label: str


@dataclass(frozen=True)
class Map:
    """`dots` is one path for all the points; `unit` is a hundredth of what is shown, in the map's own measure."""

    view_box: str
    unit: float
    areas: list[Area]
    overseas: list[Area]
    dots: str
    inset_dots: str
    pins: list[Pin]
    is_whole: bool

    @property
    def dot_size(self) -> float:
        return round(self.unit * (1.0 if self.is_whole else 1.6), 2)

    @property
    def pin_size(self) -> float:
        return round(self.unit * 3, 2)

    @property
    def text_size(self) -> float:
        return round(self.unit * 3.4, 2)

    @property
    def inset(self) -> list[Area]:
        return [area for area in self.areas if area.code in INSET] if self.is_whole else []

    @property
    def inset_transform(self) -> str:
        left, top = INSET_CORNER
        return f"translate({left - _INSET_BOX[0] * INSET_SCALE:g} {top - _INSET_BOX[1] * INSET_SCALE:g}) scale({INSET_SCALE})"

    @property
    def inset_frame(self) -> dict[str, float]:
        left, top, right, bottom = _INSET_BOX
        return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def draw(
    positions: Iterable[Point | None],
    counts: Mapping[str, int],
    query_of: Callable[[str], str],
    *,
    department: str = "",
    around: Point | None = None,
    pins: Sequence[tuple[Point | None, str, str]] = (),
) -> Map:
    """The whole country, or the part that was asked, with `pins`: (position, address, name) of the places of the list."""
    placed = [(project(*position) if position else None, url, label) for position, url, label in pins]
    box = _box(department, project(*around) if around else None, [point for point, _u, _l in placed if point])
    is_whole = box is None
    left, top, right, bottom = box or (0.0, 0.0, float(MAP_WIDTH), float(MAP_HEIGHT))
    everything = [_area(d, counts, query_of, department) for d in departments().values()]
    points = [point for position in positions if position and (point := project(*position))]
    return Map(
        view_box=f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}",
        unit=max(right - left, bottom - top) / 100,
        areas=[area for area in everything if _meets(departments()[area.code].box, (left, top, right, bottom))],
        overseas=[area for area in everything if is_whole and area.count and not departments()[area.code].box],
        dots=_dots(points, digits=0 if is_whole else 1),
        inset_dots=_dots(filter(_is_in_inset, points), digits=1) if is_whole else "",
        pins=[
            Pin(round(point[0], 2), round(point[1], 2), number, url, label)
            for number, (point, url, label) in enumerate(placed, 1)
            if point and not is_whole
        ],
        is_whole=is_whole,
    )


def _box(department: str, around: Point | None, pins: list[Point]) -> tuple[float, float, float, float] | None:
    """The part to show: the département, or what holds the point and the places of the list; None for everything."""
    chosen = departments()[department].box if department else None
    if chosen:
        left, top, right, bottom = map(float, chosen)
    elif around:
        points = [around, *pins]
        left, right = min(p[0] for p in points), max(p[0] for p in points)
        top, bottom = min(p[1] for p in points), max(p[1] for p in points)
        # At least some forty kilometres, so that the outlines can be recognised.
        grow = max(0.0, 24 - (right - left)) / 2, max(0.0, 24 - (bottom - top)) / 2
        left, right, top, bottom = left - grow[0], right + grow[0], top - grow[1], bottom + grow[1]
        if right - left > MAP_WIDTH / 2 or bottom - top > MAP_HEIGHT / 2:
            return None
    else:
        return None
    margin = max(right - left, bottom - top) * 0.08
    return left - margin, top - margin, right + margin, bottom + margin


def _meets(box: tuple[int, int, int, int] | None, view: tuple[float, float, float, float]) -> bool:
    return box is not None and box[0] < view[2] and box[2] > view[0] and box[1] < view[3] and box[3] > view[1]


def _area(found: Department, counts: Mapping[str, int], query_of: Callable[[str], str], current: str) -> Area:
    count = counts.get(found.code, 0)
    label = _("%(department)s : %(places)s") % {
        "department": found.label,
        "places": ngettext("%(count)d lieu", "%(count)d lieux", count) % {"count": count},
    }
    return Area(found.code, label, query_of(found.code), count, found.code == current)


def _is_in_inset(point: Point) -> bool:
    left, top, right, bottom = _INSET_BOX
    return left < point[0] < right and top < point[1] < bottom


def _dots(points: Iterable[Point], digits: int) -> str:
    """Points that fall together are one: the path stays short however many places there are."""
    places = dict.fromkeys((round(x, digits), round(y, digits)) for x, y in points)
    return "".join(f"M{x:g} {y:g}h0" for x, y in places)
