"""Drawings of days: heights of bars, points of a curve, round numbers beside it."""

from datetime import date, timedelta

import pytest

from dashboards.charts.trends import HIGH, bars_of, curve_of, running

FIRST, LAST = date(2026, 10, 1), date(2027, 9, 30)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def curve(sent: dict[int, int], *, until: int = 100, expected: int = 0):
    given = {day(number): count for number, count in sent.items()}
    return curve_of(given, opens_on=FIRST, closes_on=LAST, until=day(until), expected=expected)


def points(drawn) -> list[tuple[float, float]]:
    return [tuple(float(part) for part in point.split(",")) for point in drawn.done.split()]


def test_the_highest_day_is_as_high_as_the_drawing_and_the_others_in_proportion():
    heights = [bar.height for bar in bars_of([1, 4, 2])]
    assert heights == [HIGH / 4, HIGH, HIGH / 2]


def test_a_bar_stands_on_the_ground():
    assert {bar.y + bar.height for bar in bars_of([3, 9, 1])} == {HIGH}


def test_a_day_without_anything_has_no_bar_but_keeps_its_place():
    first, second = bars_of([5, 0, 0, 5])
    assert second.x == 3 * (second.x - first.x) / 3 == 18


@pytest.mark.parametrize("days", [[], [0] * 14])
def test_nothing_sent_draws_nothing(days):
    assert bars_of(days) == ()


def test_the_later_half_is_marked():
    assert [bar.is_late for bar in bars_of([1] * 14)] == [False] * 7 + [True] * 7


def test_what_was_sent_is_added_up_day_by_day():
    assert running({day(1): 2, day(0): 3}) == {day(0): 3, day(1): 5}


def test_days_on_which_nothing_was_sent_are_flat():
    found = running({day(0): 3, day(4): 1})
    assert found == {day(0): 3, day(3): 3, day(4): 4}


def test_a_curve_never_goes_down_and_ends_at_the_day_reached():
    drawn = curve({0: 5, 3: 9, 40: 1}, until=60)
    xs, ys = zip(*points(drawn), strict=True)
    assert list(xs) == sorted(xs) and list(ys) == sorted(ys, reverse=True)
    assert drawn.end == (xs[-1], ys[-1])


def test_the_plan_is_a_line_from_nothing_to_the_target():
    drawn = curve({0: 10}, expected=400)
    assert drawn.plan == (drawn.left, drawn.base, drawn.right, 12)


def test_without_a_target_there_is_no_line_of_the_plan():
    assert curve({0: 10}).plan is None


def test_what_was_sent_before_the_round_opened_counts_on_its_first_day():
    drawn = curve({-5: 10})
    assert points(drawn)[1][0] == drawn.left


def test_what_was_sent_after_it_closed_stays_inside_the_drawing():
    drawn = curve({900: 10}, until=364)
    assert max(x for x, _y in points(drawn)) == drawn.right


@pytest.mark.parametrize(
    ("whole", "top"), [(1, 4), (4, 4), (5, 8), (9, 12), (12, 12), (13, 20), (21, 40), (541_619, 800_000)]
)
def test_the_lines_across_stand_at_round_numbers(whole, top):
    numbers = [line.number for line in curve({0: whole}).grid]
    assert numbers == [0, top / 4, top / 2, top * 3 / 4, top]


@pytest.mark.parametrize(("whole", "letters"), [(4, 1), (40, 2), (541_619, 7), (1_000_001, 9)])
def test_the_longest_number_beside_the_drawing_has_room_in_letters_of_a_phone(whole, letters):
    room = curve({0: whole}).left - 8
    assert letters * 14.5 <= room <= letters * 18 + 4


def test_a_round_of_one_day_can_be_drawn():
    drawn = curve_of({FIRST: 3}, opens_on=FIRST, closes_on=FIRST, until=FIRST, expected=5)
    assert points(drawn)[-1][0] == drawn.left
