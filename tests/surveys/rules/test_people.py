"""Section C at its edges: how many live here, how many the roster holds, and since when."""

import pytest

from surveys.rules.people import COUNTS
from tests.surveys.rules.asking import fields, form, problems, years_old

SOMEBODY = {"relation": "lodger", "first_name": "สมชาย"}


@pytest.mark.parametrize(
    ("living", "named"),
    [
        (None, ["members_living"]),
        (0, ["members_living"]),
        (-1, ["members_living"]),
        ("๐", ["members_living"]),
        (1, []),
        ("๑", []),
        ("unknown", []),
        ("refused", []),
        ("สี่คน", []),
        (1.5, []),
    ],
)
def test_somebody_lives_in_a_household_that_was_interviewed(living, named):
    """What cannot be read, or was not told, is not called nobody."""
    assert fields("members_living_none", form({"members_living": living})) == named


@pytest.mark.parametrize("result", ["absent", "refused", "vacant", "demolished", "not_residence"])
def test_nobody_needs_to_live_where_nobody_was_interviewed(result):
    assert fields("members_living_none", form({"visit_result": result, "members_living": 0})) == []


@pytest.mark.parametrize(
    ("living", "rows", "named"),
    [
        (1, 1, []),
        (4, 4, []),
        (4, 3, ["members_living"]),
        (3, 4, ["members_living"]),
        (1, 0, ["members_living"]),
        (0, 2, []),
        (-2, 2, []),
        ("unknown", 2, []),
        (None, 2, []),
    ],
)
def test_the_roster_holds_as_many_as_live_here(living, rows, named):
    entry = form({"members_living": living}, members=[SOMEBODY] * rows)
    assert fields("members_living_differs", entry) == named


def test_the_difference_is_said_in_numbers():
    (problem,) = problems("members_living_differs", form({"members_living": 5}, members=[SOMEBODY] * 3))
    assert "5 คน" in problem.sentence and "3 คน" in problem.sentence


@pytest.mark.parametrize("result", ["vacant", "absent"])
def test_an_empty_house_has_no_roster_to_compare(result):
    assert fields("members_living_differs", form({"visit_result": result, "members_living": 4})) == []


@pytest.mark.parametrize(
    ("living", "named"),
    [(12, []), (13, ["members_living"]), (500, ["members_living"]), ("unknown", []), (None, []), (-13, [])],
)
def test_more_than_twelve_want_a_reason(living, named):
    assert fields("members_living_many", form({"members_living": living})) == named


@pytest.mark.parametrize("key", COUNTS)
@pytest.mark.parametrize(
    ("number", "is_wrong"), [(-1, True), (0, False), (1, False), ("unknown", False), (None, False)]
)
def test_nothing_is_counted_below_nought(key, number, is_wrong):
    answers = {"floods_per_year": 1, "want": "buy", key: number}
    assert fields("count_negative", form(answers)) == ([key] if is_wrong else [])


def test_every_count_below_nought_is_named():
    entry = form({"storeys": -1, "bedrooms": -2, "years_here": -3, "rent_house": -4})
    assert fields("count_negative", entry) == ["years_here", "storeys", "bedrooms"]


@pytest.mark.parametrize("key", ["floor_area", "access_width", "max_distance"])
def test_a_part_below_nought_is_below_nought(key):
    assert fields("count_negative", form({"want": "buy", key: "-0.5"})) == [key]


@pytest.mark.parametrize(
    ("years", "named"),
    [(40, []), (41, ["years_here"]), ("๔๑", ["years_here"]), (0, []), (None, []), ("unknown", [])],
)
def test_nobody_lives_here_longer_than_the_head_is_old(years, named):
    head = {"relation": "head", **years_old(40)}
    assert fields("years_here_over_head_age", form({"years_here": years}, members=[head])) == named


@pytest.mark.parametrize(
    "members",
    [
        [],
        [{"relation": "head"}],
        [{"relation": "head", "birth_date": "unknown"}],
        [{"relation": "spouse", **years_old(20)}],
        [{**years_old(20)}],
    ],
)
def test_without_the_age_of_a_head_nothing_is_compared(members):
    assert fields("years_here_over_head_age", form({"years_here": 90}, members=members)) == []


def test_the_first_head_is_the_one_that_counts():
    heads = [{"relation": "head", **years_old(age)} for age in (60, 20)]
    assert fields("years_here_over_head_age", form({"years_here": 50}, members=heads)) == []
    assert fields("years_here_over_head_age", form({"years_here": 50}, members=heads[::-1]))


def test_the_age_of_the_head_stands_in_the_sentence():
    head = {"relation": "head", "birth_year": "2529"}
    (problem,) = problems("years_here_over_head_age", form({"years_here": 90}, members=[head]))
    assert "(40 ปี)" in problem.sentence


def test_the_head_is_as_old_as_on_the_day_of_the_survey():
    head = {"relation": "head", "birth_date": "21/11/2529"}
    eve = form({"years_here": 40, "survey_date": "20/11/2569"}, members=[head])
    day = form({"years_here": 40, "survey_date": "21/11/2569"}, members=[head])
    assert fields("years_here_over_head_age", eve) == ["years_here"]
    assert fields("years_here_over_head_age", day) == []
