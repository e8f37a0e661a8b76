"""One cell at a time: numbers, days and texts of spreadsheets become what a person typed, or say their flaw."""

import copy
from datetime import date, datetime, time, timedelta

import pytest

from bkkhousing.lib.upload_cells import (
    FlawedCell,
    float_cell,
    foreign_cell,
    formula_cell,
    is_blank,
    iso_cell,
    number_cell,
    serial_cell,
    text_cell,
)
from bkkhousing.lib.upload_refusals import FLAWS


def told(cell) -> tuple[str, str]:
    """What is shown of a cell, and its flaw."""
    return str(cell), getattr(cell, "code", "")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  ก  ", ("ก", "")),
        ("\u00a0ก\u3000", ("ก", "")),
        ("ก\tข\nค\rง", ("ก\tข\nค\rง", "")),
        ("ก\u200bข", ("ก\u200bข", "")),
        ("ก\x85ข", ("กข", "control_characters")),
        ("\x7f", ("", "control_characters")),
        ("ก\ufffeข\uffff", ("กข", "control_characters")),
        ("1.1E+12", ("1.1E+12", "lossy_number")),
        ("1.1e12", ("1.1e12", "lossy_number")),
        ("-3E+5", ("-3E+5", "lossy_number")),
        ("3E5", ("3E5", "")),
        ("12E+5", ("12E+5", "")),
        ("1.1E-12", ("1.1E-12", "")),
        ("1.1E+1234", ("1.1E+1234", "")),
        ("อาคาร E", ("อาคาร E", "")),
    ],
)
def test_a_text_is_trimmed_and_what_a_spreadsheet_shortened_is_a_flaw(typed, read):
    assert told(text_cell(typed)) == read


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("0", ("0", "")),
        ("007", ("007", "")),
        ("-5", ("-5", "")),
        ("-0.0", ("0", "")),
        ("12.50", ("12.5", "")),
        ("1.5E3", ("1500", "")),
        ("999999999999999", ("999999999999999", "")),
        ("999999999999999.0", ("999999999999999", "")),
        ("1000000000000000", ("1000000000000000", "lossy_number")),
        ("-1E15", ("-1000000000000000", "lossy_number")),
        ("nan", ("nan", "not_finite")),
        ("-Infinity", ("-inf", "not_finite")),
        ("สอง", ("สอง", "not_finite")),
        ("", ("", "not_finite")),
        ("1,200", ("1,200", "not_finite")),
    ],
)
def test_a_number_is_written_as_people_write_it_up_to_fifteen_digits(stored, read):
    assert told(number_cell(stored)) == read


@pytest.mark.parametrize("number", [0, 1, -1, 1100700123456, 10**15 - 1, 1 - 10**15])
def test_a_whole_number_keeps_every_digit(number):
    assert told(number_cell(f"{number}.0")) == (str(number), "") == told(float_cell(float(number)))


def test_a_number_of_any_size_takes_no_more_than_a_line():
    cell = float_cell(1e300)
    assert len(cell) == 40 and cell.code == "lossy_number"


@pytest.mark.parametrize(
    ("serial", "read"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("59.5", datetime(1900, 2, 28, 12, 0)),
        ("61", date(1900, 3, 1)),
        ("46347", date(2026, 11, 21)),
        ("45351", date(2024, 2, 29)),
        ("2958465", date(9999, 12, 31)),
        ("46347.25", datetime(2026, 11, 21, 6, 0)),
        ("46347.999999", datetime(2026, 11, 22, 0, 0)),
        ("0.5", "12:00"),
        ("0", "00:00"),
        ("0.9999999", "23:59"),
    ],
)
def test_a_serial_number_is_its_day_in_the_calendar_of_1900(serial, read):
    assert serial_cell(serial, from_1904=False) == read


@pytest.mark.parametrize(
    ("serial", "read"),
    [("60", date(1904, 3, 1)), ("1", date(1904, 1, 2)), ("44885", date(2026, 11, 21)), ("0.25", "06:00")],
)
def test_the_other_calendar_counts_from_1904_and_made_no_day_up(serial, read):
    assert serial_cell(serial, from_1904=True) == read


@pytest.mark.parametrize("serial", ["60", "60.5", "-1", "-0.1", "2958466", "1e9", "nan", "inf", "", "วันนี้"])
def test_a_serial_number_that_no_calendar_has_is_a_flaw_that_keeps_what_stood_there(serial):
    assert told(serial_cell(serial, from_1904=False)) == (serial, "impossible_date")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("2026-11-21T08:30:00", datetime(2026, 11, 21, 8, 30)),
        ("2023-02-29", "2023-02-29"),
        ("21/11/2569", "21/11/2569"),
        ("", ""),
    ],
)
def test_a_strict_workbook_writes_its_days_in_iso(written, read):
    assert iso_cell(written) == read


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("#N/A", ("#N/A", "error_value")),
        ("#ชื่อ", ("#ชื่อ", "")),
        ("#n/a", ("#n/a", "")),
        (" ก ", ("ก", "")),
        (True, ("TRUE", "")),
        (False, ("FALSE", "")),
        (7, ("7", "")),
        (7.25, ("7.25", "")),
        (float("nan"), ("nan", "not_finite")),
        (datetime(2026, 11, 21), ("2026-11-21", "")),
        (datetime(2026, 11, 21, 0, 0, 1), ("2026-11-21 00:00:01", "")),
        (date(2026, 11, 21), ("2026-11-21", "")),
        (time(8, 5), ("08:05", "")),
        (timedelta(hours=30, minutes=5), ("30:05", "")),
        (None, ("None", "")),
    ],
)
def test_a_value_of_an_old_workbook_is_read_by_its_kind(stored, read):
    assert told(foreign_cell(stored)) == read


def test_a_formula_without_a_value_shows_only_how_it_begins():
    cell = formula_cell("A" * 500)
    assert (cell, cell.code) == ("=" + "A" * 60, "formula_without_value")


@pytest.mark.parametrize("code", FLAWS)
def test_a_flawed_cell_keeps_its_flaw_when_it_is_copied(code):
    again = copy.deepcopy(FlawedCell("1.1E+12", code))
    assert (again, again.code) == ("1.1E+12", code)
    assert any("ก" <= letter <= "๛" for letter in again.sentence)


@pytest.mark.parametrize(
    ("cells", "blank"),
    [([], True), (["", ""], True), (["", "0"], False), ([FlawedCell("", "not_finite")], True)],
)
def test_a_row_is_blank_when_nothing_is_shown_in_it(cells, blank):
    assert is_blank(cells) is blank
