"""Whole rows of a sheet: values shown in several columns, refusals by their place, and the fixed parts of the file."""

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from bkkhousing.lib import workbook_parts as parts
from bkkhousing.lib.workbook_cells import (
    KINDS,
    REMEMBERED,
    ROW_MARK,
    RowWriter,
    Runs,
    Together,
    on_one_line,
    shortest,
)
from bkkhousing.lib.workbooks import COLUMNS_PER_SHEET, Column, Sheet, write_workbook

WHEN = datetime(2026, 11, 21, 7, 2, tzinfo=UTC)
BANGKOK = timezone(timedelta(hours=7))


def writer(*kinds: str, places=(), shows=()) -> RowWriter:
    shows = shows or [None] * len(kinds)
    cells = [
        KINDS[kind](parts.column_letters(number), show)
        for number, (kind, show) in enumerate(zip(kinds, shows, strict=True))
    ]
    return RowWriter("แผ่น", [f"ช่อง {number}" for number, _kind in enumerate(kinds)], cells, places)


def cells_of(xml: str) -> dict[str, str]:
    """The texts of a row by the names of their cells."""
    return {cell.get("r"): "".join(cell.itertext()) for cell in ElementTree.fromstring(xml)}


@pytest.mark.parametrize(
    ("places", "row", "shown"),
    [
        ((0, 1, 2), ("ก", "ข", "ค"), "กขค"),
        ((0, 0, 1), ("ก", "ข"), "กกข"),
        ((1, 0, 0), ("ก", "ข"), "ขกก"),
        ((0, 1, 0), ("ก", "ข"), "กขก"),
        ((1, 1, 1), ("ไม่ใช้", "ข"), "ขขข"),
    ],
)
def test_every_column_shows_the_value_of_its_place(places, row, shown):
    rows = writer("text", "text", "text", places=places)
    assert cells_of(rows.xml(row, 9)) == dict(zip(("A9", "B9", "C9"), shown, strict=True))
    assert rows.line(row) == "\t".join(shown)


@pytest.mark.parametrize(
    ("places", "width", "runs"),
    [
        ((), 0, []),
        ((0,), 1, [[0]]),
        ((0, 0, 1), 2, [[0, 1], [2]]),
        ((0, 1, 0), 2, [[0], [1], [2]]),
        ((2, 2), 3, [[0, 1]]),
    ],
)
def test_columns_side_by_side_that_show_one_value_are_one_run(places, width, runs):
    assert (Runs(places).width, Runs(places).runs) == (width, runs)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_values_of_a_row_come_in_the_order_of_the_columns(order):
    assert list(Runs(order).of(("ก", "ข")))[:2] == ["กข"[place] for place in order]


def test_an_empty_cell_is_left_out_of_the_sheet_and_blank_in_the_checksum():
    rows = writer("text", "integer", "date")
    assert cells_of(rows.xml((None, 0, None), 2)) == {"B2": "0"}
    assert rows.line((None, 0, None)) == "\t0\t"


@pytest.mark.parametrize("number", [1, 1_048_576])
def test_a_row_names_its_number_and_no_mark_is_left(number):
    xml = writer("text", "text").xml(("ก", "ข"), number)
    assert ROW_MARK not in xml and set(cells_of(xml)) == {f"A{number}", f"B{number}"}


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (("ก", "ข", 1), "ช่อง 1", "ไม่ใช่จำนวนเต็ม"),
        ((5, 1, 1), "ช่อง 0", "ไม่ใช่ข้อความ"),
        (("ก", 1, []), "ช่อง 2", "เขียนลงช่องไม่ได้"),
        (("ก", Decimal("sNaN"), 1), "ช่อง 1", "เขียนลงช่องไม่ได้"),
        (("ก", 10**15, "ข"), "ช่อง 1", "15 หลัก"),
    ],
)
def test_the_first_column_that_refuses_is_named_with_its_reason(row, column, why):
    with pytest.raises(ValueError, match=f"แผ่น แผ่น แถว 7 คอลัมน์ {column}: .*{why}"):
        writer("text", "integer", "integer").xml(row, 7)


def test_a_refusal_in_a_run_names_the_column_of_the_run_that_refuses():
    rows = writer("text", "integer", places=(0, 0), shows=(str, {1: 2, 3: "x"}.get))
    assert cells_of(rows.xml((1,), 2)) == {"A2": "1", "B2": "2"}
    with pytest.raises(ValueError, match="คอลัมน์ ช่อง 1"):
        rows.xml((3,), 3)


def test_a_value_that_cannot_be_shown_is_named_by_its_place_alone():
    with pytest.raises(ValueError, match="คอลัมน์ ช่อง 0") as refused:
        writer("text", shows=[lambda value: int("ความลับ")]).xml(("x",), 4)
    assert "ความลับ" not in str(refused.value)


def test_a_run_of_more_values_than_are_remembered_is_still_right():
    together = Together([KINDS["text"]("A", str), KINDS["integer"]("B")])
    for number in range(1, REMEMBERED + 3):
        assert cells_of(f"<row>{together[number]}</row>".replace(ROW_MARK, "1")) == {
            "A1": str(number),
            "B1": str(number),
        }
        assert together.plain[number] == f"{number}\t{number}"
    assert len(together) == len(together.plain) < REMEMBERED


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1000, "1000"),
        (1e21, "1" + "0" * 21),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (Decimal("12.50"), "12.5"),
        (Decimal("-3.000"), "-3"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_a_number_is_told_in_its_fewest_digits(number, digits):
    assert shortest(number) == digits


@pytest.mark.parametrize(
    ("text", "line"),
    [("ก\tข", "ก\\tข"), ("ก\nข", "ก\\nข"), ("ก\\nข", "ก\\\\nข"), ("\\", "\\\\"), ("ก ข", "ก ข"), ("", "")],
)
def test_a_text_on_one_line_cannot_pass_for_another(text, line):
    assert on_one_line(text) == line


@pytest.mark.parametrize(
    ("place", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")],
)
def test_columns_are_lettered_as_in_excel(place, letters):
    assert parts.column_letters(place) == letters


@pytest.mark.parametrize("moment", [WHEN, WHEN.astimezone(BANGKOK)])
def test_the_moment_of_a_workbook_is_told_in_universal_time(moment):
    assert ">2026-11-21T07:02:00Z<" in parts.core_properties(author="ก", created=moment)


def test_the_author_of_a_workbook_cannot_write_into_its_xml(tmp_path):
    write_workbook(tmp_path / "x.xlsx", [texts("ก")], author="<b>\x00&\x1f", created=WHEN)
    core = ZipFile(tmp_path / "x.xlsx").read("docProps/core.xml")
    assert "<b>&" in ElementTree.fromstring(core).itertext()


def texts(*values) -> Sheet:
    return Sheet("แผ่น", [Column("ข้อความ", "text")], [(value,) for value in values])


@pytest.mark.parametrize("columns", [0, COLUMNS_PER_SHEET + 1])
def test_a_sheet_of_no_columns_or_too_many_is_refused_and_leaves_no_file(tmp_path, columns):
    sheet = Sheet("แผ่น", [Column("ก", "text")] * columns, [])
    with pytest.raises(ValueError, match=f"has {columns} columns"):
        write_workbook(tmp_path / "x.xlsx", [sheet], author="ก", created=WHEN)
    assert list(tmp_path.iterdir()) == []


def test_a_cover_called_like_a_sheet_is_refused_and_leaves_no_file(tmp_path):
    with pytest.raises(ValueError, match="not a usable sheet name"):
        write_workbook(
            tmp_path / "x.xlsx", [texts("ก")], author="ก", created=WHEN, cover=lambda tabs: texts()
        )
    assert list(tmp_path.iterdir()) == []


def test_the_checksum_of_a_tab_is_that_of_its_rows_written_as_the_cover_says(tmp_path):
    columns = [Column("ข้อ\tความ", "text"), Column("จำนวน", "decimal"), Column("วัน", "date")]
    rows = [("ก\nข\\", Decimal("12.50"), date(2024, 2, 29)), (None, None, None), ("\x00", 0, None)]
    told = []
    write_workbook(
        tmp_path / "x.xlsx",
        [Sheet("แผ่น", columns, rows)],
        author="ก",
        created=WHEN,
        cover=lambda tabs: told.extend(tabs) or Sheet("ปก", [Column("ก", "text")], []),
    )
    lines = "ข้อ\\tความ\tจำนวน\tวัน\nก\\nข\\\\\t12.5\t2024-02-29\n\t\t\n\t0\t\n"
    assert [(tab.rows, tab.sha256) for tab in told] == [(3, hashlib.sha256(lines.encode()).hexdigest())]
