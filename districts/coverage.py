"""A city of shapes made simpler so that a border two of them share stays one border.

Rings are cut where more than two lines meet; each piece is simplified once, whichever shapes it belongs to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from districts.rings import Point, Polygon, Ring, Shape, distance, is_sound, segments_of

Line = tuple[Point, ...]


def simplified(shapes: Mapping[str, Shape], tolerance: float) -> dict[str, Shape]:
    """The shapes with no line moved by more than the tolerance.

    Where that would make a ring collapse or cross itself, the tolerance is halved for all of them; shapes that
    are not sound themselves come back as they are.
    """
    while tolerance >= 1:
        found = _once(shapes, tolerance)
        if all(is_sound(polygon) for shape in found.values() for polygon in shape):
            return found
        tolerance /= 2
    return dict(shapes)


def _once(shapes: Mapping[str, Shape], tolerance: float) -> dict[str, Shape]:
    meetings = _meetings(ring for shape in shapes.values() for polygon in shape for ring in polygon)
    known: dict[Line, Line] = {}

    def thinned_ring(ring: Ring) -> Ring:
        pieces = (_shared(piece, tolerance, known) for piece in _pieces(ring, meetings))
        return tuple(point for piece in pieces for point in piece[:-1])

    def thinned_polygon(polygon: Polygon) -> Polygon:
        return tuple(thinned_ring(ring) for ring in polygon)

    return {code: tuple(thinned_polygon(polygon) for polygon in shape) for code, shape in shapes.items()}


def _meetings(rings: Iterable[Ring]) -> set[Point]:
    """The points from which lines run to more than two others."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for start, end in segments_of(ring):
            beside[start].add(end)
            beside[end].add(start)
    return {point for point, others in beside.items() if len(others) > 2}


def _pieces(ring: Ring, meetings: set[Point]) -> list[Line]:
    """The ring as lines from meeting to meeting; one without a meeting begins at its smallest point."""
    met = [number for number, point in enumerate(ring) if point in meetings]
    first = met[0] if met else ring.index(min(ring))
    line = (*ring[first:], *ring[: first + 1])
    cuts = [number for number, point in enumerate(line) if point in meetings] or [0, len(line) - 1]
    return [line[start : end + 1] for start, end in pairwise(cuts)]


def _shared(piece: Line, tolerance: float, known: dict[Line, Line]) -> Line:
    """The piece made simpler, the same from both of its ends."""
    way = min(piece, piece[::-1])
    if way not in known:
        known[way] = thinned(way, tolerance)
    return known[way] if way == piece else known[way][::-1]


def thinned(line: Line, tolerance: float) -> Line:
    """The line without points that lie within the tolerance of what is left (Douglas and Peucker)."""
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda number: distance(line[number], (line[0], line[0])))
        return (*_thinned(line[: far + 1], tolerance)[:-1], *_thinned(line[far:], tolerance))
    return _thinned(line, tolerance)


def _thinned(line: Line, tolerance: float) -> Line:
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        start, end = waiting.pop()
        ends = line[start], line[end]
        inner = range(start + 1, end)
        far = max(inner, key=lambda number: distance(line[number], ends), default=start)
        if far != start and distance(line[far], ends) > tolerance:
            kept.add(far)
            waiting += [(start, far), (far, end)]
    return tuple(line[number] for number in sorted(kept))
