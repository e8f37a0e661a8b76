"""House numbers, phones and points at their edges."""

from math import cos, radians

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from surveys.duplicates.addresses import (
    BANGKOK_LATITUDE,
    METRES_OF_DEGREE,
    cells,
    house_code,
    house_number,
    metres,
    phones,
)

HERE = (13.75, 100.5)


def beside(north: float, east: float) -> tuple[float, float]:
    """A point so many metres away."""
    wide = METRES_OF_DEGREE * cos(radians(BANGKOK_LATITUDE))
    return HERE[0] + north / METRES_OF_DEGREE, HERE[1] + east / wide


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("   ", ""),
        ("-", ""),
        ("/", ""),
        ("7", "7"),
        ("007", "7"),
        ("0", "0"),
        ("100/05", "100/5"),
        ("12–3", "12/3"),
        ("12—3", "12/3"),
        ("12\\3", "12/3"),
        ("12|3", "12/3"),
        ("12.3", "12/3"),
        ("12,3", "12/3"),
        ("12--3", "12/3"),
        ("-12-", "12"),
        ("No. 12/3", "12/3"),
        ("NUMBER 12", "12"),
        ("#12", "12"),
        ("เลขที่ ๙๙/๐๑", "99/1"),
        ("บ้านเลขที่เลขที่ 5", "5"),
        ("12 ก", "12ก"),
        ("12/3 A", "12/3a"),
    ],
)
def test_a_house_number_is_reduced_to_what_counts(typed, kept):
    assert house_number(typed) == kept


@pytest.mark.parametrize(
    ("one", "other"), [("12/3", "123"), ("1/23", "12/3"), ("12", "21"), ("5ก", "5ข"), ("10", "1")]
)
def test_two_houses_keep_two_numbers(one, other):
    assert house_number(one) != house_number(other)


@example("ี ี")
@given(st.text(st.sampled_from("0123456789๐๑๙/-., กขเลขที่บ้าน"), max_size=12))
def test_a_reduced_house_number_is_reduced_no_further(typed):
    assert house_number(house_number(typed)) == house_number(typed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("081-234-5678", ("0812345678",)),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", ("0812345678",)),
        ("(02) 123 4567", ("021234567",)),
        ("02123456", ()),
        ("66812345678", ()),
        ("0812345678/0812345678", ("0812345678",)),
        ("0812345678 หรือ 0898765432", ("0812345678", "0898765432")),
        ("0898765432 และ 0812345678", ("0812345678", "0898765432")),
        ("0812345678;0898765432", ("0812345678", "0898765432")),
        ("0999999999", ()),
        ("000000000", ()),
        ("0111111112", ("0111111112",)),
        ("ไม่มี", ()),
    ],
)
def test_phones_are_read_out_of_what_was_typed(text, found):
    assert phones(text) == found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("10260000017", "10260000017"),
        ("๑๐๒๖ ๐๐๐๐๐๑ ๗", "10260000017"),
        ("1026000001", ""),
        ("102600000171", ""),
        ("11111111111", ""),
        ("ไม่มี", ""),
    ],
)
def test_a_house_code_is_eleven_digits_that_are_not_one(typed, code):
    assert house_code(typed) == code


@given(st.floats(-17, 17), st.floats(-17, 17), st.floats(0, 60), st.floats(0, 60))
def test_two_points_within_twenty_five_metres_always_share_a_cell(north, east, from_north, from_east):
    one = beside(from_north, from_east)
    other = beside(from_north + north, from_east + east)
    assert set(cells(*one)) & set(cells(*other))


@pytest.mark.parametrize(("north", "east"), [(80, 0), (0, 80), (-80, 0), (0, -80), (500, 500)])
def test_points_farther_apart_than_a_cell_is_wide_and_a_half_share_none(north, east):
    assert not set(cells(*HERE)) & set(cells(*beside(north, east)))


def test_a_point_lies_in_one_cell_of_each_of_the_four_grids():
    assert sorted(cell.partition(":")[0] for cell in cells(*HERE)) == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("north", "east", "apart"), [(0, 0, 0), (25, 0, 25), (0, 25, 25), (-30, 40, 50), (300, -400, 500)]
)
def test_the_way_between_two_points_is_told_in_metres(north, east, apart):
    assert metres(*HERE, *beside(north, east)) == pytest.approx(apart, abs=0.01)
    assert metres(*beside(north, east), *HERE) == pytest.approx(apart, abs=0.01)
