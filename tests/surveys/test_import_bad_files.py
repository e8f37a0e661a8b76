"""import_surveys on files that are wrong: row and column are told, never the cell; nothing is written."""

import csv

import pytest
from openpyxl import load_workbook

from surveys import figures
from surveys.models import Survey
from tests.surveys.kobo import HEADERS, imported, refused, row, text_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("slum")]

BAD_CELLS = [
    ("dname", "1051", "ไม่มีเขตนี้ใน 50 เขต"),
    ("dname", "", "ไม่มีเขตนี้ใน 50 เขต"),
    ("house_status", "9", "ไม่มีรหัสคำตอบนี้"),
    ("start", "2/30/2025 8:00", "ไม่มีวันเวลานี้ในปฏิทิน"),
    ("start", "2/29/2568 8:00", "ไม่มีวันเวลานี้ในปฏิทิน"),
    ("start", "25/7/2025 8:00", "ไม่มีวันเวลานี้ในปฏิทิน"),
    ("end", "เมื่อวาน", "อ่านวันเวลาไม่ได้ ต้องเป็น เดือน/วัน/ปี"),
    ("end", "", "อ่านวันเวลาไม่ได้"),
    ("hhsize", "สี่", "ต้องเป็นตัวเลข"),
    ("hhsize", "3.5", "ต้องเป็นจำนวนเต็ม"),
    ("rent_price", "1e309", "ต้องเป็นตัวเลข"),
    ("rent_price", "-100", "ค่าเช่าต้องไม่ติดลบ"),
    ("rent_price", "99999999999", "ตัวเลขมากเกินไป"),
    ("start", "9/30/2024 8:00", "วันที่สำรวจก่อนวันเปิดรอบนี้"),
    ("start", "5/1/2599 8:00", "วันที่สำรวจอยู่ในอนาคต"),
]


@pytest.mark.parametrize(("column", "cell", "said"), BAD_CELLS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_bad_row_wherever_it_stands_keeps_all_out(tmp_path, column, cell, said, place):
    rows = [row(1), row(2)]
    rows.insert(place, row(3, **{column: cell}))
    printed, counts = refused(write(tmp_path, *rows))
    assert f"แถวที่ {place + 2} คอลัมน์ที่ {HEADERS.index(column) + 1} ({column}): {said}" in printed
    assert (counts["rows"], counts["created"]) == (3, 0) and counts["problems"] >= 1
    assert len(cell) < 3 or cell not in printed
    assert not Survey.objects.exists() and figures.differences() == []


def test_a_bad_row_keeps_changes_of_known_rows_out_as_well(tmp_path):
    imported(write(tmp_path, row(1)))
    refused(write(tmp_path, row(1, rent_price="4000"), row(2, house_status="x")))
    assert Survey.objects.get().rent_house == 3000


def test_the_same_form_with_two_contents_is_refused(tmp_path):
    printed, _counts = refused(write(tmp_path, row(1), row(2), row(1, rent_price="4000")))
    assert "แถวที่ 4: เป็นแบบเดียวกับแถวที่ 2" in printed


@pytest.mark.parametrize(
    ("column", "cell"), [("rent_price", "3,000"), ("rent_price", "๓,๐๐๐"), ("hhsize", "๔")]
)
def test_commas_and_thai_digits_are_numbers(tmp_path, column, cell):
    assert imported(write(tmp_path, row(1, **{column: cell})))["created"] == 1
    survey = Survey.objects.get()
    assert (survey.rent_house, survey.members_living) == (3000, 4)


@pytest.mark.parametrize(
    "begun", ["7/20/2568 8:01", "๗/๒๐/๒๕๖๘ ๘:๐๑", "2025-07-20T08:01:33.120+07:00", "2025-07-20T01:01:33Z"]
)
def test_moments_of_either_era_and_of_kobo_itself_are_read(tmp_path, begun):
    imported(write(tmp_path, row(1)))
    assert imported(write(tmp_path, row(1, start=begun)))["unchanged"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_the_encodings_of_thai_offices_are_read(tmp_path, encoding):
    assert imported(write(tmp_path, row(1), encoding=encoding))["created"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ว่างเปล่า"),
        (text_of(), "มีแต่หัวตาราง"),
        (text_of(row(1), headers=HEADERS[:6]), "ขาดคอลัมน์ hhsize, house_status, rent_price"),
        (b"PK\x03\x04 broken", "ไฟล์นี้เสียหาย"),
        (b"\x89PNG\r\n", "ไฟล์รูปภาพ"),
        (text_of(row(1)) + '"', "อ่านไม่ได้"),
    ],
)
def test_a_file_that_is_no_export_is_refused(tmp_path, content, said):
    path = tmp_path / "kobo.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    printed, counts = refused(path)
    assert said in printed and counts["created"] == 0 and counts["problems"] == 1


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path):
    printed, _counts = refused(write(tmp_path, row(1), name="kobo.xlsx"))
    assert "ข้างในเป็นข้อความธรรมดา" in printed
    printed, _counts = refused(tmp_path / "ไม่มี.csv")
    assert "เปิดไฟล์ไม่ได้" in printed


def test_the_report_tells_rows_and_columns(tmp_path):
    path = tmp_path / "รายงาน.xlsx"
    refused(write(tmp_path, row(1), row(2, house_status="99")), "--report", str(path))
    found = list(load_workbook(path)["ข้อที่ต้องดู"].iter_rows(min_row=2, values_only=True))
    assert found[0][:3] == (3, 10, "house_status") and "99" not in found[0][5]


def test_a_report_that_cannot_be_written_stops_before_anything_is(tmp_path):
    printed, _counts = refused(write(tmp_path, row(1)), "--report", str(tmp_path / "nowhere" / "r.xlsx"))
    assert "เขียนรายงานไม่ได้" in printed


def test_soft_problems_are_stored_and_counted(tmp_path):
    counts = imported(write(tmp_path, row(1, rent_price="", hhsize="32"), row(2)))
    assert counts["problems"] == 2
    assert sorted(Survey.objects.values_list("soft_problems", flat=True)) == [0, 2]


def test_the_columns_may_stand_in_any_order(tmp_path):
    path = tmp_path / "kobo.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, HEADERS[::-1])
        writer.writeheader()
        writer.writerow(row(1))
    assert imported(path)["created"] == 1
