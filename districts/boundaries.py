"""In which district a point lies, told from simplified boundaries; near a boundary several may be meant."""

import json
from functools import cache
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "fixtures" / "district_boundaries.json"
DOUBT_METRES = 60
METRES_PER_DEGREE = 111_320
BANGKOK_BOX = (13.4, 14.0, 100.3, 100.95)

Point = tuple[float, float]


def in_bangkok_box(lat: float, lng: float) -> bool:
    """Whether a point may lie in Bangkok at all."""
    south, north, west, east = BANGKOK_BOX
    return south <= lat <= north and west <= lng <= east


def districts_at(lat: float, lng: float) -> tuple[str, ...]:
    """The district of a point first, then others whose boundary is within 60 m; nothing outside Bangkok."""
    if not in_bangkok_box(lat, lng):
        return ()
    inside = [code for code, ring in _rings().items() if _holds(ring, lng, lat)]
    near = [code for code, ring in _rings().items() if code not in inside and _is_near(ring, lng, lat)]
    return tuple(inside + near)


@cache
def _rings() -> dict[str, tuple[Point, ...]]:
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return {code: tuple((lng, lat) for lng, lat in ring) for code, ring in told.items()}


def _holds(ring: tuple[Point, ...], lng: float, lat: float) -> bool:
    """Whether a ray to the east leaves the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lng < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _is_near(ring: tuple[Point, ...], lng: float, lat: float) -> bool:
    across = METRES_PER_DEGREE * cos(radians(lat))
    flat = [((x - lng) * across, (y - lat) * METRES_PER_DEGREE) for x, y in ring]
    return any(_distance(*ends) <= DOUBT_METRES for ends in pairwise(flat))


def _distance(start: Point, end: Point) -> float:
    """Metres from the origin to a line."""
    (x1, y1), (x2, y2) = start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0 if length == 0 else max(0, min(1, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length))
    return hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1))
