"""Workbooks and CSV files are read back with two independent readers."""

import csv
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from django.utils.functional import lazystr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bkkhousing.lib import workbooks
from bkkhousing.lib.csv_files import write_csv
from bkkhousing.lib.workbook_cells import clean_text
from bkkhousing.lib.workbooks import Column, Sheet, write_workbook

WHEN = datetime(2026, 11, 21, 7, 2, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
COLUMNS = [
    Column("เลขประจำตัว", "text"),
    Column("สมาชิก", "integer"),
    Column("รายได้", "decimal"),
    Column("วันที่", "date"),
]
ROWS = [
    ("0123456789012", 4, Decimal("12500.50"), date(2024, 2, 29)),
    ("12/3", 0, 0.1, date(1900, 3, 1)),
    (None, None, None, None),
    ("ฮ <&> \"'", 999_999_999_999_999, -1, date(9999, 12, 31)),
]
FORMULA_LIKE = ["=1+1", "+1-2", "-2+3", "@x", "|x", "%x", " =1+1", "\t=1", "\ufeff=1", "＝1+1", "=A1"]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "แบบสำรวจ.xlsx"


def write(path, *sheets, **options):
    return write_workbook(path, sheets, author="ฝ่ายพัฒนาชุมชน", created=WHEN, **options)


def texts(values, name="แผ่น"):
    return Sheet(name, [Column("ข้อความ", "text")], [(value,) for value in values])


def through_openpyxl(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def through_calamine(path):
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def column_read_by_both(path, name="แผ่น"):
    first = [row[0] for row in through_openpyxl(path)[name][1:]]
    second = [row[0] or None for row in through_calamine(path)[name][1:]]
    assert first == second
    return first


def test_every_cell_comes_back_through_openpyxl(path):
    write(path, Sheet("ครัวเรือน", COLUMNS, ROWS))
    header, *rows = through_openpyxl(path)["ครัวเรือน"]
    assert header == ("เลขประจำตัว", "สมาชิก", "รายได้", "วันที่")
    days = [(*row[:3], row[3] and row[3].date()) for row in rows]
    assert days == [(*row[:2], row[2] and float(row[2]), row[3]) for row in ROWS]


def test_every_cell_comes_back_through_calamine(path):
    write(path, Sheet("ครัวเรือน", COLUMNS, ROWS))
    header, *rows = through_calamine(path)["ครัวเรือน"]
    assert header == ["เลขประจำตัว", "สมาชิก", "รายได้", "วันที่"]
    plain = [[float(v) if isinstance(v, Decimal) else v for v in row] for row in ROWS]
    assert rows == [["" if v is None else v for v in row] for row in plain]


def test_cells_carry_their_type_and_number_format(path):
    write(path, Sheet("ครัวเรือน", COLUMNS, ROWS[:1]))
    cells = openpyxl.load_workbook(path)["ครัวเรือน"][2]
    assert [cell.data_type for cell in cells] == ["s", "n", "n", "d"]
    assert [cell.number_format for cell in cells] == ["@", "0", "#,##0.00####", "dd/mm/yyyy"]
    assert {cell.font.name for cell in cells} == {"TH Sarabun New"}


@pytest.mark.parametrize("text", FORMULA_LIKE)
def test_text_that_looks_like_a_formula_stays_the_same_string(path, text):
    write(path, Sheet("แผ่น", [Column(text, "text")], [(text,)]))
    sheet = openpyxl.load_workbook(path)["แผ่น"]
    assert [cell.value for cell in sheet["A"]] == [text, text]
    assert "f" not in {cell.data_type for cell in sheet["A"]}
    assert through_calamine(path)["แผ่น"] == [[text], [text]]


def test_numbers_written_as_text_stay_text(path):
    ids = ["0123456789012", "1234567890121", "0812345678", "10200", "007", "1e5"]
    write(path, texts(ids))
    assert column_read_by_both(path) == ids


def test_spaces_and_lines_inside_text_are_kept(path):
    write(path, texts(["  ซ้าย", "ขวา  ", "บน\nล่าง", "แถว\r\nถัดไป", "ซอย\t2"]))
    assert column_read_by_both(path) == ["  ซ้าย", "ขวา  ", "บน\nล่าง", "แถว\nถัดไป", "ซอย\t2"]


def test_characters_that_xml_forbids_are_dropped(path):
    write(path, texts(["ก\x00ข\x0b\x1fค\ud800\uffff😀"]))
    assert column_read_by_both(path) == ["กขค😀"]


def test_text_that_looks_like_an_escape_is_not_decoded(path):
    write(path, texts(["a_x0041_b"]))
    assert through_calamine(path)["แผ่น"][1] == ["a_x0041_b"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet=st.characters(), min_size=1), min_size=1))
def test_any_text_comes_back_as_it_was_cleaned(path, values):
    write(path, Sheet("แผ่น", [Column("ที่", "integer"), Column("ข้อความ", "text")], enumerate(values)))
    found = [row[1] if len(row) > 1 else "" for row in through_calamine(path)["แผ่น"][1:]]
    assert found == [clean_text(value) for value in values]


def test_empty_text_leaves_the_cell_empty(path):
    write(path, texts(["", "\x00", "ท้าย"]))
    assert column_read_by_both(path) == [None, None, "ท้าย"]


def test_lazy_labels_are_text(path):
    write(path, texts([lazystr("เช่า")]))
    assert column_read_by_both(path) == ["เช่า"]


def test_a_column_of_any_kind_gives_each_value_its_type(path):
    values = ["007", 12, 2.5, Decimal("1.25"), date(2024, 2, 29)]
    write(path, Sheet("แผ่น", [Column("ค่า", "any")], [(value,) for value in values]))
    found = [row[0] for row in through_calamine(path)["แผ่น"][1:]]
    assert found == ["007", 12, 2.5, 1.25, date(2024, 2, 29)]


def test_more_values_than_are_remembered_still_come_back(path):
    values = [f"บ้าน {number % 700}" for number in range(2_000)]
    write(path, texts(values))
    assert column_read_by_both(path) == values


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 5), ("text", True), ("text", date(2024, 2, 29)), ("text", ["ลับ"]), ("text", "ย" * 32_768),
        ("text", "😀" * 16_384), ("integer", "5"), ("integer", 1.5), ("integer", 10**15),
        ("integer", float("nan")), ("integer", 10**400), ("decimal", "1"), ("decimal", float("inf")),
        ("decimal", Decimal("NaN")), ("decimal", Decimal("sNaN")),
        ("date", WHEN), ("date", "2024-02-29"), ("date", date(1900, 2, 28)), ("any", True), ("any", WHEN),
    ],
)  # fmt: skip
def test_a_value_its_column_cannot_hold_is_refused_by_its_place(path, kind, value):
    sheet = Sheet("สมาชิก", [Column("ลำดับ", "integer"), Column("อายุ", kind)], [(1, None), (2, value)])
    with pytest.raises(ValueError, match="แผ่น สมาชิก แถว 3 คอลัมน์ อายุ") as caught:
        write(path, sheet)
    assert str(value) not in str(caught.value).replace("แถว 3", "")
    assert list(path.parent.iterdir()) == []


def test_the_longest_text_fits(path):
    write(path, texts(["ย" * 32_767, "😀" * 16_383]))
    assert column_read_by_both(path) == ["ย" * 32_767, "😀" * 16_383]


@pytest.mark.parametrize("row", [("ก",), ("ก", "ข", "ค"), ()])
def test_a_row_of_another_width_is_refused(path, row):
    with pytest.raises(ValueError, match="แผ่น แผ่น แถว 2"):
        write(path, Sheet("แผ่น", [Column("ก", "text"), Column("ข", "text")], [row]))


def test_the_cover_knows_the_counts_and_stands_first(path):
    def cover(tabs):
        columns = [Column("รายการ", "text"), Column("ค่า", "any")]
        return Sheet("ปก", columns, [(tab.name, tab.rows) for tab in tabs])

    counts = write(path, texts(["ก", "ข"], "ครัวเรือน"), texts([], "หนี้สิน"), cover=cover)
    assert counts == {"ครัวเรือน": 2, "หนี้สิน": 0}
    assert list(through_openpyxl(path)) == list(through_calamine(path)) == ["ปก", "ครัวเรือน", "หนี้สิน"]
    assert through_calamine(path)["ปก"][1:] == [["ครัวเรือน", 2], ["หนี้สิน", 0]]
    assert openpyxl.load_workbook(path).active.title == "ปก"


@pytest.mark.parametrize(
    ("rows", "tabs"), [(0, [0]), (2, [2]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])]
)
def test_rows_past_the_limit_go_on_in_a_further_tab(path, rows, tabs):
    values = [f"แถว {number}" for number in range(rows)]
    counts = write(path, texts(values, "สมาชิก"), texts(["ท้าย"], "หนี้"), rows_per_sheet=3)
    assert counts == {"สมาชิก": rows, "หนี้": 1}
    found = through_openpyxl(path)
    names = ["สมาชิก", "สมาชิก (2)", "สมาชิก (3)"][: len(tabs)]
    assert list(found) == [*names, "หนี้"]
    assert [len(found[name]) - 1 for name in names] == tabs
    assert [row[0] for name in names for row in found[name][1:]] == values
    assert {found[name][0] for name in names} == {("ข้อความ",)}


def test_a_tab_that_grows_too_large_goes_on_in_the_next(path, monkeypatch):
    monkeypatch.setattr(workbooks, "BYTES_PER_SHEET", 5_000)
    values = [f"แถว {number}" for number in range(200)]
    write(path, texts(values))
    found = through_openpyxl(path)
    assert len(found) > 1
    assert [row[0] for rows in found.values() for row in rows[1:]] == values


def test_a_long_name_is_shortened_for_its_second_tab(path):
    name = "ครัวเรือนที่สำรวจแล้วทั้งเมือง"
    write(path, texts(["ก", "ข"], name), rows_per_sheet=1)
    assert list(through_openpyxl(path)) == [name, name[:27] + " (2)"]


@pytest.mark.parametrize("name", ["", "ก" * 32, "ก/ข", "[ก]", "ก:ข", "'ก"])
def test_a_name_excel_refuses_is_refused(path, name):
    with pytest.raises(ValueError, match="not a usable sheet name"):
        write(path, texts([], name))


def test_two_sheets_of_one_name_are_refused(path):
    with pytest.raises(ValueError, match="not a usable sheet name"):
        write(path, texts([], "Data"), texts([], "data"))


def test_the_header_is_bold_frozen_and_filtered(path):
    write(path, Sheet("เขต 'ก' & ข", [Column("ชื่อ", "text", 30), Column("จำนวน", "integer")], [("ก", 1)]))
    sheet = openpyxl.load_workbook(path).active
    assert all(cell.font.bold for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [30, 14]
    assert "'เขต ''ก'' &amp; ข'!$A$1:$B$2" in ZipFile(path).read("xl/workbook.xml").decode()


def test_author_and_moment_are_recorded(path):
    write(path, texts([]))
    properties = openpyxl.load_workbook(path).properties
    assert (properties.creator, properties.created) == ("ฝ่ายพัฒนาชุมชน", WHEN.replace(tzinfo=None))


def test_a_moment_without_a_time_zone_is_refused(path):
    with pytest.raises(ValueError, match="time zone"):
        write_workbook(path, [texts([])], author="ก", created=datetime(2026, 11, 21))


def test_a_failing_source_leaves_the_earlier_file_alone(path):
    def rows():
        yield ("ก",)
        raise RuntimeError("the database went away")

    path.write_bytes(b"earlier")
    with pytest.raises(RuntimeError):
        write(path, Sheet("แผ่น", [Column("ก", "text")], rows()))
    assert [file.read_bytes() for file in path.parent.iterdir()] == [b"earlier"]


def test_columns_after_z_are_found(path):
    columns = [Column(f"ช่อง {number}", "integer") for number in range(800)]
    write(path, Sheet("กว้าง", columns, [range(800)]))
    assert list(through_openpyxl(path)["กว้าง"][1]) == list(range(800))
    assert through_calamine(path)["กว้าง"][1] == list(range(800))


def test_csv_opens_in_excel_as_thai_text(tmp_path):
    path = tmp_path / "ส่งออก.csv"
    assert write_csv(path, Sheet("ครัวเรือน", COLUMNS, ROWS)) == 4
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    assert rows[1] == ["0123456789012", "4", "12500.5", "2024-02-29"]
    assert rows[3] == ["", "", "", ""]


@pytest.mark.parametrize("text", [*FORMULA_LIKE, "\x00=1+1", "\r=1+1"])
def test_csv_text_and_titles_never_start_a_formula(tmp_path, text):
    path = tmp_path / "ส่งออก.csv"
    write_csv(path, Sheet("แผ่น", [Column(text, "text")], [(text,), (lazystr(text),)]))
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    assert {row[0][0] for row in rows} == {"'"}


def test_thirty_thousand_wide_rows_pass_through_little_memory(tmp_path):
    # VmHWM, because ru_maxrss of a child begins with what its parent held.
    script = (
        "import re, sys; from datetime import UTC, date, datetime;"
        "from bkkhousing.lib.workbooks import *;"
        "columns = [Column(f'ช่อง {n}', 'text') for n in range(60)];"
        "rows = ((f'{r}', *('เช่าบ้าน',) * 58, f'{r:013d}') for r in range(30_000));"
        "write_workbook(sys.argv[1], [Sheet('ก', columns, rows)], author='ก', created=datetime.now(UTC));"
        "print(int(re.search('VmHWM:\\\\s+([0-9]+)', open('/proc/self/status').read())[1]) // 1024)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "big.xlsx")]
    result = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True)
    assert int(result.stdout) < 80
