"""From the globe to the flat map: true to scale over the city, and back again."""

from math import asin, cos, hypot, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.projection import METRES_PER_UNIT, from_map, in_bangkok_box, on_map

lats, lngs = st.floats(13.49, 13.96), st.floats(100.32, 100.94)
EARTH = 6_371_000


def on_the_globe(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres along the great circle."""
    (lng1, lat1), (lng2, lat2) = ([radians(degrees) for degrees in point] for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lng2 - lng1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


@given(lngs, lats)
def test_there_and_back_is_the_same_place(lng, lat):
    assert from_map(*on_map(lng, lat)) == pytest.approx((lng, lat), abs=1e-9)


@given(lngs, lats, lngs, lats)
def test_distances_on_the_map_are_those_on_the_globe(lng1, lat1, lng2, lat2):
    (x1, y1), (x2, y2) = on_map(lng1, lat1), on_map(lng2, lat2)
    flat = hypot(x2 - x1, y2 - y1) * METRES_PER_UNIT
    assert flat == pytest.approx(on_the_globe((lng1, lat1), (lng2, lat2)), rel=0.004, abs=0.01)


def test_east_is_to_the_right_and_north_is_up():
    (x1, y1), (x2, y2) = on_map(100.5, 13.7), on_map(100.6, 13.8)
    assert x2 > x1 and y2 < y1


def test_the_city_lies_in_the_positive_corner():
    assert min(on_map(100.327, 13.955)) > 0


@given(lngs, lats)
def test_every_place_of_the_city_is_in_its_box_and_none_with_its_numbers_swapped(lng, lat):
    assert in_bangkok_box(lat, lng) and not in_bangkok_box(lng, lat)
