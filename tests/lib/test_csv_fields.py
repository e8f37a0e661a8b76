"""One value as one field of a CSV file, and one sheet as one file."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bkkhousing.lib import csv_files
from bkkhousing.lib.csv_files import REMEMBERED, Fields, field_of, write_csv, write_csv_zip
from bkkhousing.lib.workbooks import Column, Sheet, Tab, name_of_tab, rows_of, write_workbook

LINE = "คำตอบ"


def fields(kind: str, show=None) -> Fields:
    return Fields(Column(LINE, kind, show=show))


def read(path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("integer", -5, "-5"),
        ("integer", 0, "0"),
        ("integer", Decimal("7.00"), "7"),
        ("decimal", -0.5, "-0.5"),
        ("decimal", 1e-7, "0.0000001"),
        ("decimal", Decimal("1E+3"), "1000"),
        ("date", date(2027, 2, 28), "2027-02-28"),
        ("text", "-5", "-5"),
        ("text", "-5+1", "'-5+1"),
        ("text", "๕", "๕"),
        ("text", "ำ", "ำ"),
        ("text", "007", "007"),
        ("any", 12, "12"),
        ("any", "12,5", '"12,5"'),
        ("any", date(2024, 2, 29), "2024-02-29"),
    ],
)
def test_a_value_of_each_kind_is_written_plainly(kind, value, field):
    assert fields(kind)[value] == field.encode()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('เขา "บอก"', '"เขา ""บอก"""'),
        ("ก,ข", '"ก,ข"'),
        ("บน\nล่าง", '"บน\nล่าง"'),
        ('="x"', '"\'=""x"""'),
        ("ก ข", "ก ข"),
        ("", ""),
    ],
)
def test_only_a_field_that_needs_quotes_has_them(text, field):
    assert field_of(text) == field


@pytest.mark.parametrize("blank", [None, "", b""])
@pytest.mark.parametrize("kind", ["text", "integer", "decimal", "date", "any"])
def test_nothing_is_an_empty_field_and_is_not_asked_about(kind, blank):
    assert fields(kind, show=lambda value: 1 / 0)[blank] == b""


@pytest.mark.parametrize("shown", [None, ""])
def test_a_value_that_shows_nothing_is_an_empty_field(shown):
    assert fields("integer", show={7: shown}.get)[7] == b""


@pytest.mark.parametrize("text", ["ก\x00ข", "ก\x1fข", "ก\ud800ข", "\uffffกข"])
def test_what_no_file_can_hold_is_dropped_from_a_field(text):
    assert fields("text")[text] == "กข".encode()


def test_more_values_than_are_remembered_are_still_right_and_nothing_stays_nothing():
    column = fields("integer", show=lambda number: number * 2)
    assert [column[n] for n in range(1, REMEMBERED * 2)] == [
        b"%d" % (n * 2) for n in range(1, REMEMBERED * 2)
    ]
    assert len(column) <= REMEMBERED + 3 and column[None] == b""


def test_columns_that_show_one_value_forget_and_are_still_right():
    together = csv_files.Together([fields("text", show="ก{}".format), fields("integer")])
    for number in range(REMEMBERED + 5):
        assert together[number] == f"ก{number},{number}".encode()
    assert len(together) <= REMEMBERED


def test_an_empty_sheet_is_a_file_with_its_titles(tmp_path):
    assert (
        write_csv(tmp_path / "x.csv", Sheet("ก", [Column("=ที่", "integer"), Column("ก,ข", "text")], [])) == 0
    )
    assert (tmp_path / "x.csv").read_bytes() == b"\xef\xbb\xbf" + '\'=ที่,"ก,ข"\r\n'.encode()


@pytest.mark.parametrize(
    "number", [csv_files.ROWS_PER_WRITE - 1, csv_files.ROWS_PER_WRITE, csv_files.ROWS_PER_WRITE + 1]
)
def test_rows_about_the_size_of_a_write_all_come(tmp_path, number):
    rows = ((n,) for n in range(number))
    assert write_csv(tmp_path / "x.csv", Sheet("ก", [Column("ที่", "integer")], rows)) == number
    assert [row[0] for row in read(tmp_path / "x.csv")[1:]] == [str(n) for n in range(number)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "ลับ"),
        ("integer", 10**15),
        ("decimal", float("nan")),
        ("date", date(1899, 1, 1)),
        ("date", "2024-02-29"),
        ("date", datetime(2026, 11, 21, 7, 2)),
        ("text", 5),
    ],
)
@pytest.mark.parametrize("before", [0, csv_files.ROWS_PER_WRITE + 3])
def test_a_refused_value_is_named_in_csv_as_in_a_workbook(tmp_path, kind, value, before):
    def sheet() -> Sheet:
        columns = [Column("ที่", "integer"), Column("ค่า", kind)]
        return Sheet("สมาชิก", columns, [*((n, None) for n in range(before)), (before, value)])

    said = []
    for write in (write_csv, zipped, as_book):
        with pytest.raises(ValueError, match=f"แถว {before + 2} คอลัมน์ ค่า") as refused:
            write(tmp_path / "x", sheet())
        said.append(str(refused.value))
    assert len(set(said)) == 1 and "ลับ" not in said[0]
    assert list(tmp_path.iterdir()) == []


def zipped(path, sheet):
    return write_csv_zip(path, [sheet], cover=lambda tabs: Sheet("ปก", [], []))


def as_book(path, sheet):
    return write_workbook(path, [sheet], author="ก", created=datetime(2026, 11, 21, tzinfo=UTC))


def test_a_refusal_counts_from_the_first_row_of_its_own_file(tmp_path):
    rows = [(1,), (2,), (3,), ("x",)]
    with pytest.raises(ValueError, match="แถว 3 "):
        write_csv_zip(
            tmp_path / "x.zip",
            [Sheet("ก", [Column("ที่", "integer")], rows)],
            cover=lambda tabs: Sheet("ปก", [], []),
            rows_per_file=2,
        )


def test_an_older_file_outlives_a_csv_that_fails(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("เดิม")
    with pytest.raises(ValueError, match="จำนวนช่องไม่ตรง"):
        write_csv(path, Sheet("ก", [Column("ที่", "integer")], [(1, 2)]))
    assert [one.read_text() for one in tmp_path.iterdir()] == ["เดิม"]


@pytest.mark.parametrize(
    ("name", "tab", "called"),
    [
        ("ก", 2, "ก (2)"),
        ("ก" * 31, 2, "ก" * 27 + " (2)"),
        ("ก" * 31, 10, "ก" * 26 + " (10)"),
        ("ก" * 27, 9, "ก" * 27 + " (9)"),
    ],
)
def test_a_further_part_is_numbered_within_the_length_of_a_name(name, tab, called):
    assert name_of_tab(name, tab) == called and len(called) <= 31


def test_the_rows_of_a_sheet_are_those_of_all_its_tabs():
    tabs = [Tab("ก", "ก", 3, ""), Tab("ข", "ข", 0, ""), Tab("ก (2)", "ก", 1, "")]
    assert rows_of(tabs) == {"ก": 4, "ข": 0} and rows_of([]) == {}
