"""One value, one typed cell: what Excel reads back, or a refusal that does not repeat the value."""

import re
from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from bkkhousing.lib import workbook_cells
from bkkhousing.lib.workbook_cells import (
    LONGEST_TEXT,
    REMEMBERED,
    ROW_MARK,
    DateCells,
    DecimalCells,
    IntegerCells,
    Refused,
    TextCells,
    clean_text,
)

ESCAPED = re.compile("_x005F_")


def read_text(xml: str) -> str:
    """The text of a cell as a reader of workbooks takes it."""
    found = ElementTree.fromstring(xml.replace(ROW_MARK, "1"))
    return ESCAPED.sub("_", "".join(found.itertext()))


def read_number(xml: str) -> Decimal:
    return Decimal(ElementTree.fromstring(xml.replace(ROW_MARK, "1")).find("v").text)


@pytest.mark.parametrize(
    "text",
    [
        "สมชาย",
        "0001234567890",
        "=1+1",
        "@SUM(A1)",
        "<b>&amp;</b>",
        '"คำพูด"',
        " ช่องว่าง ",
        "สอง\nบรรทัด",
        "_x0041_",
        "_x",
        "🏠",
        "น้ำ",
        "1e309",
    ],
)
def test_a_text_comes_back_as_it_was(text):
    assert read_text(TextCells("A")[text]) == text


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_any_text_comes_back_but_for_what_no_file_can_hold(text):
    xml = TextCells("A")[text]
    assert (read_text(xml) if xml else "") == clean_text(text)


@pytest.mark.parametrize("blank", [None, ""])
@pytest.mark.parametrize("cells", [TextCells, IntegerCells, DecimalCells, DateCells])
def test_nothing_is_no_cell(cells, blank):
    assert cells("A")[blank] == ""


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ก\x00ข", "กข"),
        ("a\x0bb", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud800x", "x"),
        ("\ufffe\uffff", ""),
        (12, "12"),
    ],
)
def test_a_text_is_cleaned_of_what_xml_forbids(raw, clean):
    assert clean_text(raw) == clean


@pytest.mark.parametrize("value", [1, 1.5, True, b"x", ["x"], {"a": 1}, date(2026, 1, 1)])
def test_only_texts_are_texts(value):
    column = TextCells("A")
    with pytest.raises((Refused, TypeError)):
        column.cell(value)


def test_a_text_is_as_long_as_a_cell_may_be():
    assert read_text(TextCells("A").cell("ก" * LONGEST_TEXT)) == "ก" * LONGEST_TEXT
    with pytest.raises(Refused) as refusal:
        TextCells("A").cell("ก" * (LONGEST_TEXT + 1))
    assert "กกก" not in str(refusal.value)


def test_a_sign_beyond_the_first_plane_counts_twice():
    with pytest.raises(Refused):
        TextCells("A").cell("🏠" * (LONGEST_TEXT // 2 + 1))


def test_a_translated_text_is_written_in_the_language_of_the_moment():
    assert read_text(TextCells("A").cell(gettext_lazy("เขต"))) == "เขต"


@pytest.mark.parametrize(
    ("value", "number"),
    [(0, 0), (-5, -5), (12_500, 12_500), (10**15 - 1, 10**15 - 1), (3.0, 3), (Decimal("7.00"), 7)],
)
def test_a_whole_number_is_written_exactly(value, number):
    assert read_number(IntegerCells("B").cell(value)) == number


@pytest.mark.parametrize(
    "value", [1.5, Decimal("0.1"), float("nan"), float("inf"), "5", None, 10**15, -(10**15)]
)
def test_what_is_no_whole_number_of_fifteen_digits_is_refused(value):
    with pytest.raises((Refused, TypeError)):
        IntegerCells("B").cell(value)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0, "0"),
        (24.5, "24.5"),
        (Decimal("13.7563"), "13.7563"),
        (-0.5, "-0.5"),
        (Decimal("-0"), "0"),
        (100, "100"),
    ],
)
def test_a_number_with_places_keeps_them(value, number):
    assert read_number(DecimalCells("C").cell(value)) == Decimal(number)


@pytest.mark.parametrize("value", [float("nan"), float("-inf"), Decimal("NaN"), "1.5", [1]])
def test_what_is_no_number_is_refused(value):
    with pytest.raises((Refused, TypeError)):
        DecimalCells("C").cell(value)


@pytest.mark.parametrize(
    ("day", "serial"), [(date(1900, 3, 1), 61), (date(2000, 1, 1), 36526), (date(2026, 11, 21), 46347)]
)
def test_a_day_is_the_number_that_excel_counts(day, serial):
    assert read_number(DateCells("D").cell(day)) == serial


@pytest.mark.parametrize("value", [date(1900, 2, 28), date(1857, 1, 1), "2026-11-21", 46347])
def test_a_day_that_excel_does_not_know_is_refused(value):
    with pytest.raises((Refused, TypeError, AttributeError)):
        DateCells("D").cell(value)


def test_a_moment_is_not_written_as_a_day():
    column = DateCells("D")
    try:
        written = column.cell(datetime(2026, 11, 21, 14, 2))
    except (Refused, TypeError):
        return
    assert read_number(written) == 46347


def test_a_repeated_value_is_written_out_once():
    asked = []

    class Counting(TextCells):
        def cell(self, value):
            asked.append(value)
            return super().cell(value)

    column = Counting("A")
    assert column["เช่า"] == column["เช่า"] and asked == ["เช่า"]


def test_only_so_many_values_are_remembered():
    column = TextCells("A")
    for number in range(REMEMBERED * 2):
        assert read_text(column[str(number)]) == str(number)
    assert len(column.plain) == len(column) <= REMEMBERED + 2


@pytest.mark.parametrize("name", ["TextCells", "IntegerCells", "DecimalCells", "DateCells"])
def test_every_kind_of_cell_says_its_column(name):
    column = getattr(workbook_cells, name)("AB")
    assert column.opening.startswith(f'<c r="AB{ROW_MARK}"')
