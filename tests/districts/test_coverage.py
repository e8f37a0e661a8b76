"""A coverage made simpler: what two districts share stays shared, nothing opens and nothing overlaps."""

from collections import Counter
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from districts.coverage import simplified, thinned
from districts.rings import area_of, distance, is_sound, segments_of, wound

SIDE, STEPS = 1_000, 12
SQUARE = ((0, 0), (1000, 0), (1000, 1000), (0, 1000))


def border(start: tuple[int, int], end: tuple[int, int], seed: int) -> list[tuple[int, int]]:
    """A crooked line from corner to corner, the same from either end; straight along the edge of the city.

    Near its ends it bends less, so that borders from one corner do not cross.
    """
    (x1, y1), (x2, y2) = sorted((start, end))
    random = Random(f"{seed} {x1} {y1} {x2} {y2}")
    is_edge = x1 == x2 in (0, 3 * SIDE) or y1 == y2 in (0, 3 * SIDE)
    points = [(x1, y1)]
    for step in range(1, STEPS):
        along = step / STEPS
        reach = 0 if is_edge else round(min(along, 1 - along, 0.25) * 0.8 * SIDE)
        across, up = (0, random.randint(-reach, reach)), (random.randint(-reach, reach), 0)
        bend = up if x1 == x2 else across
        points.append((round(x1 + (x2 - x1) * along) + bend[0], round(y1 + (y2 - y1) * along) + bend[1]))
    points.append((x2, y2))
    return points if (x1, y1) == start else points[::-1]


def cell(column: int, row: int, seed: int) -> tuple:
    """One district of nine, its four crooked borders one after the other."""
    left, low, right, high = column * SIDE, row * SIDE, (column + 1) * SIDE, (row + 1) * SIDE
    corners = [(left, low), (right, low), (right, high), (left, high), (left, low)]
    return tuple(point for ends in pairwise(corners) for point in border(*ends, seed)[:-1])


def city(seed: int) -> dict:
    """Nine districts that fill a square; some begin elsewhere on their ring or run the other way round."""
    random, found = Random(seed), {}
    for column, row in product(range(3), range(3)):
        ring = cell(column, row, seed)
        turn = random.randrange(len(ring))
        ring = ring[turn:] + ring[:turn]
        found[f"{column}{row}"] = ((ring if random.random() < 0.5 else ring[::-1],),)
    return found


def lines(shapes: dict) -> Counter:
    """How often each line is drawn, whichever way."""
    rings = [ring for shape in shapes.values() for polygon in shape for ring in polygon]
    return Counter(frozenset(line) for ring in rings for line in segments_of(ring))


def is_edge(line: frozenset) -> bool:
    (x1, y1), (x2, y2) = line
    return x1 == x2 in (0, 3 * SIDE) or y1 == y2 in (0, 3 * SIDE)


cities = st.integers(0, 10_000).map(city)
tolerances = st.sampled_from((1, 10, 50, 120, 400))


@settings(max_examples=25, deadline=None)
@given(cities, tolerances)
def test_every_border_inside_the_city_is_still_drawn_by_exactly_two_districts(shapes, tolerance):
    for line, times in lines(simplified(shapes, tolerance)).items():
        assert times == (1 if is_edge(line) else 2)


@settings(max_examples=25, deadline=None)
@given(cities, tolerances)
def test_together_the_districts_cover_as_much_as_before(shapes, tolerance):
    found = simplified(shapes, tolerance)
    assert sum(abs(area_of(shape[0][0])) for shape in found.values()) == (3 * SIDE) ** 2
    assert all(is_sound(polygon) for shape in found.values() for polygon in shape)


@settings(max_examples=25, deadline=None)
@given(cities, tolerances)
def test_no_point_lies_further_from_the_new_line_than_the_tolerance(shapes, tolerance):
    found = simplified(shapes, tolerance)
    for code, shape in shapes.items():
        drawn = list(segments_of(found[code][0][0]))
        assert all(min(distance(point, line) for line in drawn) <= tolerance for point in shape[0][0])


@settings(max_examples=25, deadline=None)
@given(cities, tolerances)
def test_corners_where_districts_meet_stay_and_no_point_is_new(shapes, tolerance):
    found = simplified(shapes, tolerance)
    for code, shape in shapes.items():
        column, row = int(code[0]), int(code[1])
        kept = set(found[code][0][0])
        assert kept <= set(shape[0][0])
        inner = [(x, y) for x, y in product((column, column + 1), (row, row + 1)) if 0 < x < 3 or 0 < y < 3]
        assert {(x * SIDE, y * SIDE) for x, y in inner} <= kept


def test_a_larger_tolerance_leaves_fewer_points():
    sizes = [sum(lines(simplified(city(7), tolerance)).values()) for tolerance in (1, 60, 150)]
    assert sizes[0] > sizes[1] > sizes[2]


def test_winding_is_kept():
    shapes = {code: tuple(map(wound, shape)) for code, shape in city(3).items()}
    assert all(area_of(shape[0][0]) > 0 for shape in simplified(shapes, 100).values())


def test_a_district_inside_another_fills_its_hole_exactly():
    inner = ((400, 400), (600, 400), (605, 500), (600, 600), (500, 603), (400, 600))
    shapes = {"around": ((SQUARE, inner[3:] + inner[:3]),), "inside": ((inner[::-1],),)}
    found = simplified(shapes, 10)
    assert (
        set(found["around"][0][1])
        == set(found["inside"][0][0])
        == {(400, 400), (600, 400), (600, 600), (400, 600)}
    )


def test_an_island_without_neighbours_is_made_simpler_and_stays_an_island():
    island = (*SQUARE[:2], (1003, 500), *SQUARE[2:])
    assert set(simplified({"1": ((SQUARE,), (tuple((x + 5000, y) for x, y in island),))}, 10)["1"][1][0]) == {
        (x + 5000, y) for x, y in SQUARE
    }


def test_a_ring_that_would_collapse_keeps_what_it_needs():
    small = ((0, 0), (6, 0), (6, 6), (0, 6))
    assert is_sound(simplified({"1": ((small,),)}, 1_000)["1"][0])


def test_a_narrow_district_between_two_does_not_vanish():
    shapes = {
        "left": (((0, 0), (500, 0), (480, 500), (500, 1000), (0, 1000)),),
        "strip": (((500, 0), (505, 500), (500, 1000), (480, 500)),),
        "right": (((500, 0), (1000, 0), (1000, 1000), (500, 1000), (505, 500)),),
    }
    found = simplified(shapes := {code: (shape,) for code, shape in shapes.items()}, 200)
    assert all(is_sound(shape[0]) for shape in found.values())
    assert sum(abs(area_of(shape[0][0])) for shape in found.values()) == 1_000_000


def test_shapes_that_are_not_sound_come_back_as_they_are():
    shapes = {"1": ((((0, 0), (100, 100), (100, 0), (0, 100)),),)}
    assert simplified(shapes, 50) == shapes


@pytest.mark.parametrize(
    ("tolerance", "left"), [(0.5, 5), (1, 5), (4, 4), (20, 2)]
)  # fmt: skip
def test_a_line_keeps_the_points_that_stand_out(tolerance, left):
    line = ((0, 0), (25, 3), (50, 15), (75, 9), (100, 0))
    found = thinned(line, tolerance)
    assert len(found) == left and (found[0], found[-1]) == (line[0], line[-1])
