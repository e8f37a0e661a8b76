"""Communities as points: what their size says, in which order they stand, and what has no place."""

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.indicators import COVERAGE, CROWDED, ELDERLY, INCOME, VULNERABLE
from dashboards.maps import points
from dashboards.maps.frames import Frame
from dashboards.maps.points import SMALLEST, Sizing, Spot, by_need, dots_of, need_in, symbols_of
from districts.projection import on_map
from surveys.readers.figures import By
from tests.dashboards.seen import totals_of

MIDDLE = (100.52, 13.75)
FRAME = Frame.around([(*on_map(100.5, 13.77), *on_map(100.54, 13.73))])


def spot(key: int, need: int, lng: float | None = MIDDLE[0], lat: float | None = MIDDLE[1]) -> Spot:
    return Spot(key, f"ชุมชน {key}", need, lng, lat)


def symbols(*spots: Spot, by: By = By.DISTRICT):
    spots = by_need(spots)
    return symbols_of(spots, CROWDED, Sizing.of(spots, by), FRAME, lambda place: f"?community={place.key}")


@pytest.mark.parametrize(
    ("indicator", "totals", "need"),
    [
        (CROWDED, totals_of(50, 100, overcrowded=7), 7),
        (ELDERLY, totals_of(50, 100, members__elderly=31, members__all=150), 31),
        (COVERAGE, totals_of(30, 100), 70),
        (COVERAGE, totals_of(30, 100, outside=10), 80),
        (COVERAGE, totals_of(120, 100), 0),
        (INCOME, totals_of(50, 100, household_income__sum=900_000, household_income__count=42), 42),
        (VULNERABLE, totals_of(50, 100, visit_result__absent=8), 42),
    ],
    ids=["share", "people", "left to survey", "outside", "more than expected", "average", "average of interviews"],
)  # fmt: skip
def test_the_need_is_a_count_of_households_or_people(indicator, totals, need):
    assert need_in(totals, indicator) == need


@pytest.mark.parametrize(
    ("indicator", "words"),
    [(CROWDED, "อยู่แออัด (ครัวเรือน)"), (ELDERLY, "ผู้สูงอายุ (คน)"), (COVERAGE, "ยังไม่ได้สำรวจ (ครัวเรือน)"),
     (INCOME, "รายได้ครัวเรือนเฉลี่ย: จำนวนที่นับ (ครัวเรือน)")],
)  # fmt: skip
def test_what_the_size_says_is_told_with_its_unit(indicator, words):
    assert points.need_words(indicator) == words


def test_the_greatest_need_comes_first_and_equals_keep_their_order():
    ordered = by_need([spot(3, 5), spot(1, 9), spot(2, 5), spot(4, 0)])
    assert [one.key for one in ordered] == [1, 2, 3, 4]
    assert [one.number for one in symbols(spot(3, 5), spot(1, 9))] == [1, 2]


@given(st.integers(1, 5_000), st.integers(1, 5_000), st.sampled_from((By.CITY, By.GROUP, By.DISTRICT)))
def test_twice_the_need_has_twice_the_area(one, other, by):
    sizing = Sizing(max(one, other), points.LARGEST[by])
    small, large = sizing.radius(min(one, other)), sizing.radius(max(one, other))
    assert large == points.LARGEST[by] and SMALLEST <= small <= large
    if small > SMALLEST:
        assert pi * small**2 / (pi * large**2) == pytest.approx(min(one, other) / max(one, other), abs=0.02)


def test_where_nobody_is_in_need_all_points_are_small_and_hollow():
    found = symbols(spot(1, 0), spot(2, 0))
    assert {(one.radius, one.is_hollow, one.width) for one in found} == {(SMALLEST, True, 0.0)}
    assert Sizing.of([], By.CITY).steps == []


def test_a_point_says_name_and_number_and_leads_to_its_community():
    (one,) = symbols(spot(7, 1_234))
    assert (one.title, one.url, one.said) == ("ชุมชน 7 — อยู่แออัด (ครัวเรือน) 1,234", "?community=7", "1,234")
    assert (one.x, one.y) == FRAME.at(*on_map(*MIDDLE))


def test_a_community_without_a_place_stays_in_the_list_and_is_counted():
    spots = [spot(1, 9), spot(2, 5, None, None), spot(3, 1, None, None)]
    assert [one.x is None for one in symbols(*spots)] == [False, True, True]
    assert points.without_place(spots) == "ไม่มีพิกัด 2 ชุมชน อยู่ในรายการเท่านั้น"
    assert points.without_place(spots[:1]) == ""


def test_the_first_ten_wear_their_number_unless_it_would_cover_another():
    found = symbols(*(spot(key, 100 - key, 100.5 + key / 500) for key in range(1, 15)), spot(20, 95, 100.504))
    assert [one.number for one in points.numbered(found)] == [1, 2, 3, 4, 5, 7, 8, 9, 10]
    assert points.numbered(symbols(spot(1, 0))) == []


def test_dots_are_gathered_by_size_the_largest_below():
    spots = [spot(key, need) for key, need in ((1, 100), (2, 100), (3, 25), (4, 0))] + [
        spot(5, 9, None, None)
    ]
    found = dots_of(spots, Sizing.of(spots, By.CITY), FRAME)
    assert [(dots.width, dots.path.count("M")) for dots in found] == [(32, 2), (16, 1)]


@pytest.mark.parametrize(
    ("highest", "steps"), [(1, [1]), (3, [2, 1]), (9, [5, 1]), (10, [10, 2, 1]), (47, [20, 5, 1]), (999, [500, 100, 20]), (12_000, [10_000, 2_000, 500])]
)  # fmt: skip
def test_the_legend_has_round_sizes_that_occur(highest, steps):
    assert Sizing(highest, 30).steps == steps and all(step <= highest for step in steps)
