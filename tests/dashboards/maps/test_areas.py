"""Districts by their boundaries: the class of their tile, a label where there is room, its class in a digit."""

import pytest

from dashboards.maps.areas import Boundary, areas_of, mark_of
from dashboards.maps.frames import Frame
from dashboards.tiles import ELSEWHERE, UNKNOWN, Tile

BOXES = {
    "1001": (0.0, 0.0, 400.0, 400.0),
    "1002": (400.0, 0.0, 440.0, 400.0),
    "1003": (440.0, 0.0, 900.0, 400.0),
    "1004": (5_000.0, 0.0, 5_400.0, 400.0),
}
FRAME = Frame.around([BOXES["1001"], BOXES["1002"], BOXES["1003"]])


def tile(code: str, colour: str = "3", said: str = "12.5%", lines: tuple = ("ดุสิต",)) -> Tile:
    return Tile(code, lines, said, f"เขต{code} — 12.5%", f"/dashboard/?district={code}", colour, 0, 0)


def areas(*tiles: Tile, **middles):
    boundaries = {}
    for code, (west, top, east, bottom) in BOXES.items():
        x, y = middles.get(f"d{code}", ((west + east) / 2, (top + bottom) / 2))
        boundaries[code] = Boundary(code, f"M{west} {top}z", x, y)
    return {area.code: area for area in areas_of(tiles, boundaries, BOXES, FRAME)}


def test_class_title_and_link_are_those_of_the_tile():
    area = areas(tile("1001"))["1001"]
    assert (area.colour, area.title, area.url) == ("3", "เขต1001 — 12.5%", "/dashboard/?district=1001")


def test_a_wide_district_wears_its_name_and_number_one_above_the_other():
    area = areas(tile("1001"))["1001"]
    (name, high, first), (value, low, second), (instead, _middle, digit) = area.label
    assert (name, first, value, second) == ("name", "ดุสิต", "value", "12.5%") and float(high) < area.y < float(
        low
    )
    assert (instead, digit) == ("instead", "3")


def test_a_narrow_district_wears_the_digit_of_its_class():
    area = areas(tile("1002"))["1002"]
    assert [(kind, text) for kind, _y, text in area.label] == [("mark", "3")] and area.is_small


def test_a_name_that_would_run_into_another_is_left_out():
    found = areas(tile("1001"), tile("1003"), d1001=(430, 200), d1003=(450, 200))
    assert found["1001"].lines and not found["1003"].lines
    assert [kind for kind, _y, _text in found["1003"].label] == ["mark"]


def test_districts_outside_the_window_or_without_a_boundary_are_left_out():
    assert set(areas(tile("1001"), tile("1004"), tile("1050"))) == {"1001"}


def test_what_lies_around_is_drawn_first_and_the_rest_keeps_its_order():
    found = areas(tile("1003"), tile("1001", ELSEWHERE, ""), tile("1002"))
    assert list(found) == ["1001", "1003", "1002"]


def test_a_district_without_a_number_wears_its_name_alone():
    area = areas(tile("1001", ELSEWHERE, ""))["1001"]
    assert [(kind, text) for kind, _y, text in area.label] == [("name", "ดุสิต")]


@pytest.mark.parametrize(
    ("colour", "mark"), [("1", "1"), ("5", "5"), (UNKNOWN, "–"), (ELSEWHERE, ""), ("ground", "")]
)
def test_every_class_has_its_sign(colour, mark):
    assert mark_of(colour) == mark
