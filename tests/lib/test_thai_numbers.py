"""Numbers as people type them."""

from decimal import Decimal

import pytest

from bkkhousing.lib import thai


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12000", "12000"),
        ("12,000", "12000"),
        ("๑๒,๐๐๐.๕๐", "12000.50"),
        (" 62,760 ", "62760"),
        ("-5", "-5"),
        ("+1", "1"),
        ("0", "0"),
        ("-0", "0"),
        ("007", "7"),
    ],
)
def test_numbers_are_read_exactly(typed, number):
    read = thai.parse_number(typed)
    assert read == Decimal(number)
    assert str(read) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "1e309",
        "1E5",
        "12,00",
        "1.2.3",
        "1_000",
        "๑๒ หมื่น",
        "0x10",
        "１２",
        "9" * 31,
    ],
)
def test_what_is_no_plain_number_is_refused(typed):
    with pytest.raises(thai.BadNumber) as caught:
        thai.parse_number(typed)
    assert "ตัวเลข" in caught.value.sentence
