"""Points beside boundaries drawn for the purpose: inside, on the line, within sixty metres and beyond them."""

from math import cos, radians

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.boundaries import DOUBT_METRES, Outlines
from districts.models import District, DistrictBoundary
from districts.projection import METRES_PER_DEGREE, in_bangkok_box
from tests.districts.drawing import box, stored

pytestmark = pytest.mark.django_db
SOUTH, NORTH, WEST, EAST = 13.70, 13.71, 100.50, 100.51
HOLLOW = [
    [100.52, 13.70],
    [100.56, 13.70],
    [100.56, 13.74],
    [100.54, 13.71],
    [100.52, 13.74],
    [100.52, 13.70],
]


def square(west: float, east: float) -> list:
    return box(west, SOUTH, east, NORTH)


@pytest.fixture
def drawn(reference):
    """Draws districts anew; answers for a point with the last figure of their codes."""

    def _drawn(**rings) -> None:
        DistrictBoundary.objects.all().delete()
        stored(**{f"d100{code.strip('d')}": ring for code, ring in rings.items()})

    _drawn(d1=square(WEST, EAST), d2=square(EAST, EAST + 0.01))
    return _drawn


def districts_at(lat: float, lng: float) -> tuple[str, ...]:
    return tuple(code[-1] for code in Outlines().districts_at(lat, lng))


def north_of(lat: float, metres: float) -> float:
    return lat + metres / METRES_PER_DEGREE


def east_of(lng: float, metres: float) -> float:
    return lng + metres / (METRES_PER_DEGREE * cos(radians(13.705)))


@pytest.mark.parametrize(
    ("metres", "told"), [(-200, ("1",)), (-61, ("1",)), (-59, ("1", "2")), (59, ("2", "1")), (61, ("2",)), (200, ("2",))]
)  # fmt: skip
def test_within_sixty_metres_of_a_boundary_both_districts_are_told_its_own_first(metres, told, drawn):
    assert districts_at(13.705, east_of(EAST, metres)) == told


@pytest.mark.parametrize(("metres", "told"), [(-1, ("1",)), (1, ("1",)), (59, ("1",)), (61, ()), (5000, ())])
def test_beyond_the_last_boundary_a_district_is_meant_for_sixty_metres_more(metres, told, drawn):
    assert districts_at(north_of(NORTH, metres), 100.505) == told


@pytest.mark.parametrize(("metres", "told"), [(40, ("1",)), (45, ())])
def test_a_corner_is_as_near_as_the_crow_flies(metres, told, drawn):
    lat, lng = north_of(NORTH, metres), WEST - (east_of(WEST, metres) - WEST)
    assert districts_at(lat, lng) == told and (metres * 2**0.5 < DOUBT_METRES) is bool(told)


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude(drawn):
    degrees = (DOUBT_METRES + 1) / METRES_PER_DEGREE
    assert districts_at(13.705, WEST - degrees) == ("1",)
    assert districts_at(SOUTH - degrees, 100.505) == ()


@pytest.mark.parametrize(
    ("point", "inside"),
    [((13.705, 100.54), True), ((13.73, 100.54), False), ((13.72, 100.525), True), ((13.72, 100.555), True)],
)
def test_a_bay_in_a_boundary_is_outside(point, inside, drawn):
    drawn(d1=HOLLOW)
    assert bool(districts_at(*point)) is inside


def test_a_point_in_two_overlapping_districts_is_told_with_both(drawn):
    drawn(d1=square(WEST, EAST), d2=square(100.505, 100.52))
    assert set(districts_at(13.705, 100.5075)) == {"1", "2"}


def test_a_boundary_drawn_through_one_place_twice_does_no_harm(drawn):
    drawn(d1=[*square(WEST, EAST), [WEST, SOUTH], [WEST, SOUTH]])
    assert districts_at(13.705, 100.505) == ("1",)


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        ((13.4, 100.3), True),
        ((14.0, 100.95), True),
        ((13.399, 100.5), False),
        ((14.001, 100.5), False),
        ((13.7, 100.299), False),
        ((13.7, 100.951), False),
        ((float("nan"), 100.5), False),
        ((float("inf"), 100.5), False),
        ((-13.7, 100.5), False),
    ],
)
def test_the_box_around_the_city_holds_its_own_edges_and_nothing_else(point, inside):
    assert in_bangkok_box(*point) is inside


def test_a_hole_in_a_district_belongs_to_another(drawn):
    hole = box(100.504, 13.704, 100.506, 13.706)[::-1]
    DistrictBoundary.objects.filter(pk="1001").update(outline=[[square(WEST, EAST), hole]])
    assert districts_at(13.705, 100.5021) == ("1",)
    assert districts_at(13.705, 100.505) == ()


def test_a_district_of_two_parts_holds_both(drawn):
    DistrictBoundary.objects.filter(pk="1001").update(outline=[[square(WEST, EAST)], [square(100.6, 100.61)]])
    assert districts_at(13.705, 100.505) == districts_at(13.705, 100.605) == ("1",)


def test_any_number_of_points_costs_one_query(drawn):
    with CaptureQueriesContext(connection) as queries:
        outlines = Outlines()
        found = {outlines.districts_at(13.705, WEST + step / 10_000) for step in range(100)}
    assert len(queries) == 1 and len(found) == 2


def test_without_boundaries_the_frames_of_the_districts_tell_where_a_point_may_lie(reference):
    dusit = District.objects.get(pk="1002")
    told = Outlines().districts_at(float(dusit.lat), float(dusit.lng))
    assert "1002" in told and len(told) > 1
    assert Outlines().districts_at(13.45, 100.92) == ()
