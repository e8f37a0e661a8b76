"""The one home of the districts' boundaries: they are written from the operator's file, drawn and asked here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from districts.boundary_files import FRACTIONS, Drawn
from districts.coverage import simplified
from districts.models import District, DistrictBoundary
from districts.projection import METRES_PER_UNIT, in_bangkok_box, on_map
from districts.rings import Ring, Shape, box_of, distance_to, holds, roomiest

FINE, COARSE, ROUGH = 2, 10, 50
LONGEST_PATHS = 60_000
DOUBT_METRES = 60
DOUBT = DOUBT_METRES / METRES_PER_UNIT
WRITTEN = ("outline", "path", "label_x", "label_y", "credit")


@transaction.atomic
def keep_boundaries(*, drawn: Sequence[Drawn], credit: str = "") -> int:
    """Write the boundaries that differ from what is stored; answers how many did."""
    stored = {one.pk: one for one in DistrictBoundary.objects.select_for_update()}
    wanted = [one for one in _boundaries(drawn, credit) if not _is_same(one, stored.get(one.pk))]
    DistrictBoundary.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["district"], update_fields=WRITTEN
    )
    return len(wanted)


def _is_same(one: DistrictBoundary, stored: DistrictBoundary | None) -> bool:
    return stored is not None and all(getattr(one, name) == getattr(stored, name) for name in WRITTEN)


def _boundaries(drawn: Sequence[Drawn], credit: str) -> Iterable[DistrictBoundary]:
    """Outlines to about two metres for telling where a point lies; paths as coarse as the page needs.

    Where there is room for a label is told well enough by lines within fifty metres.
    """
    shapes = {one.code: one.shape for one in drawn}
    outlines, rough, paths = simplified(shapes, FINE), simplified(shapes, ROUGH), _paths(shapes)
    for code, shape in outlines.items():
        x, y = on_map(*(degree / FRACTIONS for degree in roomiest(rough[code])))
        outline = [[_in_degrees(ring) for ring in polygon] for polygon in shape]
        yield DistrictBoundary(code, outline, paths[code], round(x, 1), round(y, 1), credit)


def _in_degrees(ring: Ring) -> list[list[float]]:
    return [[lng / FRACTIONS, lat / FRACTIONS] for lng, lat in (*ring, ring[0])]


def _paths(shapes: dict[str, Shape]) -> dict[str, str]:
    """Drawing commands of every district, made coarser until a page can carry all of them."""
    tolerance = COARSE
    while True:
        coarse = simplified(shapes, tolerance)
        paths = {code: path_of(shape) for code, shape in coarse.items()}
        if sum(map(len, paths.values())) <= LONGEST_PATHS or tolerance > FRACTIONS:
            return paths
        tolerance *= 2


def path_of(shape: Shape) -> str:
    """The shape as commands of an SVG path in whole units of ten metres; rings smaller than that fall away."""
    return "".join(_ring_path(ring) for polygon in shape for ring in polygon)


def _ring_path(ring: Ring) -> str:
    units = [tuple(map(round, on_map(lng / FRACTIONS, lat / FRACTIONS))) for lng, lat in ring]
    points = [point for point, before in zip(units, (units[-1], *units), strict=False) if point != before]
    if len(set(points)) < 3:
        return ""
    steps = (f"{x - left} {y - up}" for (left, up), (x, y) in zip(points, points[1:], strict=False))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"


@dataclass(frozen=True)
class Outline:
    """One district on the flat map, and the frame outside of which it is not near."""

    code: str
    shape: Shape
    frame: tuple[float, float, float, float]

    @classmethod
    def of(cls, code: str, polygons: list) -> "Outline":
        shape = tuple(
            tuple(tuple(on_map(*point) for point in ring[:-1]) for ring in polygon) for polygon in polygons
        )
        west, top, east, bottom = box_of(shape)
        return cls(code, shape, (west - DOUBT, top - DOUBT, east + DOUBT, bottom + DOUBT))

    def frames(self, x: float, y: float) -> bool:
        west, top, east, bottom = self.frame
        return west <= x <= east and top <= y <= bottom


class Outlines:
    """Tells in which district a point lies; a query or two, for any number of points.

    Where no boundaries were loaded the frames of the districts stand in for them: they tell in which districts
    a point may lie, which is seldom one alone.
    """

    def __init__(self) -> None:
        rows = DistrictBoundary.objects.order_by("pk").values_list("pk", "outline")
        self._outlines = tuple(Outline.of(code, polygons) for code, polygons in rows)
        self._districts = () if self._outlines else tuple(District.objects.order_by("pk"))

    def districts_at(self, lat: float, lng: float) -> tuple[str, ...]:
        """The district of a point first, then others whose boundary is within 60 m; nothing outside Bangkok."""
        if not in_bangkok_box(lat, lng):
            return ()
        if self._districts:
            return tuple(one.pk for one in self._districts if one.frames(lat, lng))
        point = on_map(lng, lat)
        framed = [one for one in self._outlines if one.frames(*point)]
        inside = [one.code for one in framed if holds(one.shape, *point)]
        near = [one.code for one in framed if one.code not in inside and _is_near(one, point)]
        return (*inside, *near)


def _is_near(outline: Outline, point: tuple[float, float]) -> bool:
    return distance_to(outline.shape, *point) <= DOUBT
