"""Dates of the Buddhist era."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bkkhousing.lib import thai

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "21/11/2569",
        "21-11-2569",
        "21.11.2569",
        "2569-11-21",
        "2026-11-21",
        "21/11/2026",
        "21 พ.ย. 69",
        "21 พ.ย. 2569",
        "21 พย 69",
        "21 พฤศจิกายน 2569",
        "21 พฤศจิกายน พ.ศ. 2569",
        "21 Nov 2569",
        "21 nov. 2569",
        "21 November 2569",
        "21 NOVEMBER 2026",
        "๒๑/๑๑/๒๕๖๙",
        " ๒๑ พ.ย. ๖๙ ",
        date(2026, 11, 21),
        datetime(2569, 11, 21, 9, 30),
    ],
)
def test_one_day_is_read_from_each_way_of_writing_it(typed):
    assert thai.parse_date(typed) == date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed",
    ["29/02/2568", "31/4/2567", "29/2/2023", "0/1/2569", "1/13/2569", "32 ม.ค. 2569", date(2568, 2, 29)],
)
def test_a_day_that_no_calendar_has_is_refused(typed):
    with pytest.raises(thai.BadDate, match="ไม่มีวันที่นี้ในปฏิทิน"):
        thai.parse_date(typed)


def test_the_year_is_converted_before_the_day_is_checked():
    assert thai.parse_date("29/02/2567") == date(2024, 2, 29)


@pytest.mark.parametrize("typed", ["21/11/69", "21-11-26", "21/11/569", "21 พ.ย. 569", "21 Nov 69"])
def test_a_year_without_four_digits_is_refused_with_advice(typed):
    with pytest.raises(thai.BadDate, match="4 หลัก"):
        thai.parse_date(typed)


@pytest.mark.parametrize("typed", ["1/1/1799", "1/1/3112", "1/1/9999"])
def test_a_year_of_neither_era_is_refused(typed):
    with pytest.raises(thai.BadDate, match="ปีไม่ถูกต้อง"):
        thai.parse_date(typed)


@pytest.mark.parametrize(
    "typed", ["", "-", "21/11-2569", "21 พพ 2569", "พ.ย. 2569", "21 Nob 2569", "7/20/2025 14:58", "12345"]
)
def test_what_is_no_date_is_refused_without_repeating_it(typed):
    with pytest.raises(thai.BadDate) as caught:
        thai.parse_date(typed)
    assert caught.value.sentence.startswith("อ่านวันที่ไม่ได้")


@given(DAYS)
def test_every_day_survives_each_way_of_writing_it(day):
    year = thai.be_year(day.year)
    assert thai.parse_date(thai.format_date_numeric(day)) == day
    assert thai.parse_date(f"{year}-{day:%m-%d}") == day
    assert thai.parse_date(day.isoformat()) == day
    for language in ("th", "en"):
        with translation.override(language):
            assert thai.parse_date(thai.format_date(day)) == day


def test_every_year_survives_the_change_of_era():
    assert all(thai.ce_year(thai.be_year(year)) == year for year in range(1900, 2101))
    assert thai.be_year(2026) == 2569


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 9, 30), 2569),
        (date(2026, 10, 1), 2570),
        (date(2027, 9, 30), 2570),
        (date(2027, 1, 1), 2570),
    ],
)
def test_the_fiscal_year_runs_from_october_to_september(day, year):
    assert thai.fiscal_year(day) == year


def test_dates_and_times_are_shown_in_the_era_and_on_the_clock_of_bangkok():
    moment = datetime(2026, 11, 20, 18, 2, tzinfo=UTC)
    with translation.override("th"):
        assert thai.format_date(date(2026, 11, 21)) == "21 พ.ย. 2569"
        assert thai.format_datetime(moment) == "21 พ.ย. 2569 01:02 น."
        assert thai.format_time(moment) == "01:02 น."
    assert thai.format_date_numeric(date(2026, 1, 5)) == "05/01/2569"


@pytest.mark.parametrize(
    ("day", "uncertain"), [(date(1930, 2, 1), True), (date(1930, 4, 1), False), (date(1941, 1, 1), False)]
)
def test_old_days_before_april_are_marked_as_uncertain(day, uncertain):
    assert thai.is_before_new_year_reform(day) is uncertain
