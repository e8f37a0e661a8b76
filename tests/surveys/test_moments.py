"""Moments of foreign files: in either order of day and month, in either era, on the clock of Bangkok."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.importing.moments import BadMoment, read

MONTH_FIRST = [
    ("7/20/2025 14:58", "2025-07-20 14:58"),
    ("07/20/2025 14:58", "2025-07-20 14:58"),
    ("7/20/2025 4:58", "2025-07-20 04:58"),
    ("7/20/2025", "2025-07-20 00:00"),
    ("7/20/2025 14:58:59", "2025-07-20 14:58"),
    ("7/20/2025 14:58:59.123", "2025-07-20 14:58"),
    ("7/20/2025T14:58", "2025-07-20 14:58"),
    ("7/20/2568 14:58", "2025-07-20 14:58"),
    ("๗/๒๐/๒๕๖๘ ๑๔:๕๘", "2025-07-20 14:58"),
    ("2/29/2567 8:00", "2024-02-29 08:00"),
    ("12/31/2568 23:59", "2025-12-31 23:59"),
]
DAY_FIRST = [
    ("20/7/2025 14:58", "2025-07-20 14:58"),
    ("20/07/2568", "2025-07-20 00:00"),
    ("1/2/2568 8:00", "2025-02-01 08:00"),
    ("31/12/2568 23:59", "2025-12-31 23:59"),
]
ISO = [
    ("2025-07-20", "2025-07-20 00:00"),
    ("2025-07-20T14:58", "2025-07-20 14:58"),
    ("2025-07-20 14:58:59", "2025-07-20 14:58"),
    ("2025-07-20T07:58:59Z", "2025-07-20 14:58"),
    ("2025-07-20T14:58:59.123+07:00", "2025-07-20 14:58"),
    ("2025-07-20T23:30:00-05:00", "2025-07-21 11:30"),
    ("2568-07-20T14:58:00+07:00", "2025-07-20 14:58"),
    ("2567-02-29", "2024-02-29 00:00"),
]
NO_SUCH_DAY = [
    "2/30/2025 8:00",
    "2/29/2568 8:00",
    "13/1/2025",
    "0/1/2025",
    "1/0/2025",
    "1/1/2025 24:00",
    "1/1/2025 8:60",
    "2025-02-30",
    "2568-02-29",
    "2025-13-01",
    "2025-07-20T25:00",
    "2025-07-20Tnoon",
]
NO_MOMENT = [
    "",
    "เมื่อวาน",
    "20 ก.ค. 2568",
    "7-20-2025",
    "7/20/25",
    "45858.62",
    "2025",
    "7/20/2025 14",
    "7/20/2025 14:58 น.",
    "1/1/1899",
    "1/1/2400 0:00",
    "1/1/2200",
]


@pytest.mark.parametrize(("typed", "meant"), MONTH_FIRST)
def test_the_month_stands_first_where_the_mapping_says_so(typed, meant):
    assert read(typed, month_first=True).text == meant


@pytest.mark.parametrize(("typed", "meant"), DAY_FIRST)
def test_the_day_stands_first_where_the_mapping_says_so(typed, meant):
    assert read(typed, month_first=False).text == meant


@pytest.mark.parametrize("month_first", [True, False])
@pytest.mark.parametrize(("typed", "meant"), ISO)
def test_the_year_in_front_is_read_alike_by_every_mapping(typed, meant, month_first):
    found = read(typed, month_first=month_first)
    assert (found.text, found.day) == (meant, meant[:10])


@pytest.mark.parametrize("typed", NO_SUCH_DAY)
def test_a_moment_that_no_calendar_has_is_refused(typed):
    with pytest.raises(BadMoment, match="ไม่มีวันเวลานี้ในปฏิทิน"):
        read(typed, month_first=True)


@pytest.mark.parametrize("typed", NO_MOMENT)
def test_what_is_no_moment_is_refused_with_the_order_that_is_wanted(typed):
    with pytest.raises(BadMoment, match="เดือน/วัน/ปี"):
        read(typed, month_first=True)
    with pytest.raises(BadMoment, match="วัน/เดือน/ปี|ปฏิทิน"):
        read(typed, month_first=False)


@pytest.mark.parametrize("typed", [*NO_SUCH_DAY, *NO_MOMENT[1:]])
def test_a_refusal_does_not_repeat_what_stood_there(typed):
    with pytest.raises(BadMoment) as refusal:
        read(typed, month_first=True)
    assert typed not in str(refusal.value)


@given(st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC)))
def test_a_moment_is_read_to_the_minute_from_each_way_of_writing_it(moment):
    read.cache_clear()
    found = read(moment.isoformat(), month_first=True)
    local = found.at
    again = f"{local.month}/{local.day}/{local.year + 543} {local.hour}:{local.minute:02d}"
    assert read(again, month_first=True).at == local
    assert read(f"{local.day}/{local.month}/{local.year} {local:%H:%M}", month_first=False).at == local


def test_the_same_text_means_two_days_in_two_orders():
    first, second = read("3/4/2568 8:00", month_first=True), read("3/4/2568 8:00", month_first=False)
    assert (first.day, second.day) == ("2025-03-04", "2025-04-03")
