"""Rings of whole-number points: their area, which way they run, what they hold, and where they cross.

A ring names each of its points once; the line back to the first one is understood.
A polygon is its outer ring and then its holes; a shape is one or more polygons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from math import hypot

Point = tuple[int, int]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]
Shape = tuple[Polygon, ...]
Segment = tuple[Point, Point]

CELLS = 24
LABEL_STEPS, LABEL_ROUNDS = 8, 3


def segments_of(ring: Ring) -> Iterator[Segment]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def area_of(ring: Ring) -> float:
    """Above zero for a ring that runs against the clock, where y grows upwards."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in segments_of(ring)) / 2


def wound(polygon: Polygon) -> Polygon:
    """The outer ring against the clock, holes with it."""
    outer, *holes = polygon
    return (_turning(outer, 1), *(_turning(hole, -1) for hole in holes))


def _turning(ring: Ring, way: int) -> Ring:
    return ring if area_of(ring) * way > 0 else ring[::-1]


def holds(shape: Shape, x: float, y: float) -> bool:
    """Whether a line from the point to the east leaves the rings an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in _lines(shape):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def distance_to(shape: Shape, x: float, y: float) -> float:
    """How far a point is from the nearest line of the shape."""
    return min(distance((x, y), line) for line in _lines(shape))


def distance(point: tuple[float, float], line: Segment) -> float:
    (x, y), ((x1, y1), (x2, y2)) = point, line
    across, up = x2 - x1, y2 - y1
    length = across * across + up * up
    along = 0 if length == 0 else max(0, min(1, ((x - x1) * across + (y - y1) * up) / length))
    return hypot(x1 + along * across - x, y1 + along * up - y)


def _lines(shape: Shape) -> Iterator[Segment]:
    for polygon in shape:
        for ring in polygon:
            yield from segments_of(ring)


def box_of(shape: Shape) -> tuple[int, int, int, int]:
    """West, south, east and north end."""
    points = [point for polygon in shape for point in polygon[0]]
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def roomiest(shape: Shape) -> tuple[float, float]:
    """A point inside, about as far from every border as one can be: the place of a label."""
    west, south, east, north = box_of(shape)
    middle, width, height = ((west + east) / 2, (south + north) / 2), east - west, north - south
    for _round in range(LABEL_ROUNDS):
        middle = max(_around(middle, width, height), key=lambda point: _room(shape, *point))
        width, height = width / LABEL_STEPS * 2, height / LABEL_STEPS * 2
    return middle


def _around(middle: tuple[float, float], width: float, height: float) -> list[tuple[float, float]]:
    steps = [step / LABEL_STEPS - 0.5 for step in range(LABEL_STEPS + 1)]
    return [middle, *((middle[0] + x * width, middle[1] + y * height) for x, y in product(steps, steps))]


def _room(shape: Shape, x: float, y: float) -> float:
    apart = distance_to(shape, x, y)
    return apart if holds(shape, x, y) else -apart


def is_sound(polygon: Polygon) -> bool:
    """Whether every ring encloses something, and no line crosses or touches another one but at its ends."""
    if any(len(ring) < 3 or area_of(ring) == 0 or len(set(ring)) < len(ring) for ring in polygon):
        return False
    return not any(_meet(*pair) for pair in _neighbours(polygon))


def _neighbours(polygon: Polygon) -> Iterable[tuple[Segment, Segment]]:
    """Pairs of lines that come near each other; the plane is cut into cells so that few pairs are compared."""
    west, south, east, north = box_of((polygon,))
    side = max(east - west, north - south, 1) / CELLS
    cells: dict[tuple[int, int], list[Segment]] = defaultdict(list)
    for line in _lines((polygon,)):
        (x1, y1), (x2, y2) = line
        columns = range(int((min(x1, x2) - west) // side), int((max(x1, x2) - west) // side) + 1)
        rows = range(int((min(y1, y2) - south) // side), int((max(y1, y2) - south) // side) + 1)
        for cell in product(columns, rows):
            cells[cell].append(line)
    for lines in cells.values():
        yield from combinations(lines, 2)


def _meet(one: Segment, other: Segment) -> bool:
    """Whether two lines have a point in common that is no end of both."""
    (a, b), (c, d) = one, other
    if a in other or b in other:
        return False
    if _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0:
        return True
    return _on(one, c) or _on(one, d) or _on(other, a) or _on(other, b)


def _side(start: Point, end: Point, point: Point) -> int:
    turn = (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
    return (turn > 0) - (turn < 0)


def _on(line: Segment, point: Point) -> bool:
    (x1, y1), (x2, y2) = line
    framed = min(x1, x2) <= point[0] <= max(x1, x2) and min(y1, y2) <= point[1] <= max(y1, y2)
    return framed and _side(*line, point) == 0
