"""The map of tiles and the ranked list: classes, names and order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.indicators import COVERAGE, CROWDED, Totals
from dashboards.readers.places import Place
from dashboards.readers.reading import Part
from dashboards.tiles import (
    CLASSES,
    LONGEST_LINE,
    STEPS,
    UNKNOWN,
    Scale,
    ranks_of,
    scale_of,
    short_name,
    width_of,
)
from dashboards.writing import NOTHING, written
from districts.models import District
from surveys.readers.figures import By, Sums


def part(code: str, surveys: int, expected: int = 100, **measures) -> Part:
    return Part(Place(By.DISTRICT, code, f"เขต{code}"), Totals(Sums(surveys, 0, measures), expected))


def address(place: Place) -> str:
    return f"/dashboard/?district={place.key}"


@pytest.mark.parametrize(
    ("highest", "step"),
    [(0, 0.1), (0.5, 0.1), (0.6, 0.2), (1, 0.2), (2.5, 0.5), (5, 1), (10, 2), (25, 5), (26, 10), (50, 10), (51, 20), (100, 20)],
)  # fmt: skip
def test_the_scale_is_the_finest_round_one_that_reaches_the_highest(highest, step):
    assert scale_of((part("1001", highest, 100),), COVERAGE).step == step


def test_a_city_without_numbers_has_the_finest_scale():
    assert scale_of((), COVERAGE).step == STEPS[0]
    assert scale_of((part("1001", 3, 0),), COVERAGE).step == STEPS[0]


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        (None, UNKNOWN),
        (0, "1"),
        (9.99, "1"),
        (10, "2"),
        (19.9, "2"),
        (20, "3"),
        (40, "5"),
        (50, "5"),
        (1000, "5"),
    ],
)
def test_a_value_falls_into_a_class(value, colour):
    assert Scale(10, "%").class_of(value) == colour


@given(st.floats(0, 1000), st.sampled_from(STEPS))
def test_every_value_has_one_of_five_classes(value, step):
    assert Scale(step, "%").class_of(value) in {str(number) for number in range(1, CLASSES + 1)}


@given(st.floats(0, 500), st.floats(0, 500), st.sampled_from(STEPS))
def test_a_greater_value_is_never_in_a_lower_class(one, other, step):
    scale, low, high = Scale(step, "%"), min(one, other), max(one, other)
    assert int(scale.class_of(low)) <= int(scale.class_of(high))


def test_the_legend_has_a_line_for_each_class_and_one_for_no_data():
    legend = Scale(10, "%").legend
    assert [line["step"] for line in legend] == ["1", "2", "3", "4", "5", UNKNOWN]
    assert (legend[0]["label"], legend[4]["label"]) == ("0–10", "40 ขึ้นไป")


@pytest.mark.parametrize(
    ("value", "text"), [(None, NOTHING), (0, "0.0%"), (12.345, "12.3%"), (100, "100.0%")]
)
def test_a_share_is_written_with_one_decimal(value, text):
    assert written(value, CROWDED) == text


def test_the_list_runs_from_the_highest_down_and_what_is_unknown_stands_last():
    parts = (part("1001", 10), part("1002", 90), part("1003", 5, 0), part("1004", 50), part("1005", 0, 0))
    ranks = ranks_of(parts, COVERAGE, address)
    assert [rank.code for rank in ranks] == ["1002", "1004", "1001", "1003", "1005"]
    assert [rank.number for rank in ranks] == [1, 2, 3, 4, 5]
    assert [rank.said for rank in ranks] == ["90.0%", "50.0%", "10.0%", NOTHING, NOTHING]


def test_the_width_of_a_bar_is_its_part_of_the_highest():
    ranks = ranks_of((part("1001", 80), part("1002", 40), part("1003", 1, 0)), COVERAGE, address)
    assert [rank.width for rank in ranks] == [100.0, 50.0, 0.0]


def test_a_list_in_which_nobody_has_a_value_has_no_bars():
    ranks = ranks_of((part("1001", 0), part("1002", 0)), COVERAGE, address)
    assert [rank.width for rank in ranks] == [0.0, 0.0]


def test_a_district_is_listed_by_its_name_and_links_to_itself():
    (rank,) = ranks_of((part("1026", 7),), COVERAGE, address)
    assert (rank.name, rank.url, str(rank)) == ("1026", "/dashboard/?district=1026", "1026 (7.0%)")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ดินแดง", ("ดินแดง",)),
        ("ราษฎร์บูรณะ", ("ราษฎร์บูรณะ",)),
        ("Din Daeng", ("Din Daeng",)),
        ("Khlong Sam Wa", ("Khlong Sam", "Wa")),
        ("", ()),
    ],
)
def test_a_short_name_stays_whole(name, lines):
    assert short_name(name) == lines


@given(st.text(st.sampled_from("กขคงนมรลวสอะาิีุู่้ ABCdef"), max_size=40))
def test_a_name_takes_two_lines_that_fit(name):
    lines = short_name(name)
    assert len(lines) <= 2 and all(width_of(line) <= LONGEST_LINE for line in lines)


@pytest.mark.parametrize(("text", "width"), [("กิ่ง", 2), ("น้ำ", 2), ("ปู่", 1), ("abc", 3), ("", 0)])
def test_marks_above_and_below_take_no_room(text, width):
    assert width_of(text) == width


@pytest.mark.django_db
def test_no_name_of_a_district_is_cut_into_nothing(reference):
    for district in District.objects.all():
        for name in (district.name_th, district.name_en):
            assert all(line.strip("ฯ…") for line in short_name(name))
