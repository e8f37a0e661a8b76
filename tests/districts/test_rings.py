"""Rings and shapes: area, winding, what they hold, where a label goes, and what is no boundary."""

from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.rings import (
    area_of,
    box_of,
    distance,
    distance_to,
    holds,
    is_sound,
    roomiest,
    segments_of,
    wound,
)

SQUARE = ((0, 0), (100, 0), (100, 100), (0, 100))
HOLE = ((40, 40), (40, 60), (60, 60), (60, 40))
BOW_TIE = ((0, 0), (100, 100), (100, 0), (0, 100))
SPIKE = ((0, 0), (100, 0), (100, 100), (100, 50), (50, 50), (0, 100))
EIGHT = ((0, 0), (50, 50), (100, 0), (100, 100), (50, 50), (0, 100))
BAY = ((0, 0), (100, 0), (100, 100), (50, 10), (0, 100))


@st.composite
def stars(draw) -> tuple:
    """Rings that run once around the origin, however far in and out."""
    reaches = draw(st.lists(st.integers(200, 5_000), min_size=4, max_size=40))
    turns = [2 * pi * number / len(reaches) for number in range(len(reaches))]
    return tuple(
        (round(reach * cos(turn)), round(reach * sin(turn)))
        for reach, turn in zip(reaches, turns, strict=True)
    )


def test_the_lines_of_a_ring_lead_back_to_its_beginning():
    lines = list(segments_of(SQUARE))
    assert len(lines) == 4 and lines[-1] == ((0, 100), (0, 0))


@given(stars())
def test_a_ring_turned_around_has_the_opposite_area(ring):
    assert area_of(ring) == -area_of(ring[::-1])


@pytest.mark.parametrize("outer", [SQUARE, SQUARE[::-1]])
@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]])
def test_outer_rings_run_against_the_clock_and_holes_with_it(outer, hole):
    rings = wound((outer, hole))
    assert area_of(rings[0]) == 10_000 and area_of(rings[1]) == -400
    assert [set(ring) for ring in rings] == [set(SQUARE), set(HOLE)]


@pytest.mark.parametrize(
    ("point", "inside"), [((10, 10), True), ((50, 50), False), ((150, 50), False), ((-1, 50), False), ((90, 90), True)]
)  # fmt: skip
def test_a_hole_is_not_held(point, inside):
    assert holds(((SQUARE, HOLE),), *point) is inside


def test_a_shape_of_two_parts_holds_both():
    island = tuple((x + 500, y) for x, y in SQUARE)
    shape = ((SQUARE,), (island,))
    assert holds(shape, 50, 50) and holds(shape, 550, 50) and not holds(shape, 300, 50)
    assert box_of(shape) == (0, 0, 600, 100)


@given(stars())
def test_the_middle_of_a_star_is_held_and_a_far_point_is_not(ring):
    assert holds(((ring,),), 0, 0) and not holds(((ring,),), 6_000, 6_000)


@pytest.mark.parametrize(
    ("point", "apart"), [((5, 5), 5), ((13, 4), 5), ((-3, -4), 5), ((5, 0), 0), ((0, 0), 0)]
)
def test_the_distance_to_a_line_is_to_its_nearest_point(point, apart):
    assert distance(point, ((0, 0), (10, 0))) == apart


def test_a_line_without_length_is_a_point():
    assert distance((3, 4), ((0, 0), (0, 0))) == 5


def test_the_distance_to_a_shape_counts_its_holes():
    assert distance_to(((SQUARE, HOLE),), 38, 50) == 2


@given(stars())
def test_a_label_stands_inside(ring):
    assert holds(((ring,),), *roomiest(((ring,),)))


def test_a_label_of_a_square_stands_in_its_middle_and_of_a_ring_beside_its_hole():
    assert roomiest(((SQUARE,),)) == (50, 50)
    x, y = roomiest(((SQUARE, HOLE),))
    assert holds(((SQUARE, HOLE),), x, y) and distance_to(((SQUARE, HOLE),), x, y) > 19


@given(stars())
def test_a_ring_that_runs_once_around_is_sound(ring):
    assert is_sound((ring,)) and is_sound((ring[::-1],))


@pytest.mark.parametrize("polygon", [(SQUARE,), (SQUARE, HOLE), (BAY,)])
def test_a_hole_and_a_bay_are_sound(polygon):
    assert is_sound(polygon)


@pytest.mark.parametrize(
    "polygon",
    [
        (BOW_TIE,),
        (SPIKE,),
        (EIGHT,),
        ((SQUARE), ((80, 80), (80, 120), (120, 120), (120, 80))),
        (((0, 0), (10, 0)),),
        (((0, 0), (10, 0), (20, 0)),),
        (((0, 0), (10, 0), (0, 0), (10, 10)),),
        (((0, 0), (100, 0), (100, 100), (50, 0), (0, 100)),),
    ],
    ids=["bow tie", "spike", "eight", "hole sticks out", "two points", "flat", "there and back", "touches itself"],
)  # fmt: skip
def test_lines_that_cross_or_touch_are_no_boundary(polygon):
    assert not is_sound(polygon)


def test_a_hole_may_touch_the_outer_ring_in_a_corner():
    assert is_sound((SQUARE, ((0, 0), (10, 30), (30, 10))))
