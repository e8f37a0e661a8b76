"""A table that a command reads: the same rows from every honest file, a sentence where a heading would be guessed."""

from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from bkkhousing.lib import sheets, uploads
from tests.shared_data import shared_data

TABLE = 'ชื่อ,บ้านเลขที่,รายได้\nสมชาย,12/3,"12,000"\nวันดี,๔๕,8000\n'
HEADERS = ("ชื่อ", "บ้านเลขที่", "รายได้")
ROWS = [["สมชาย", "12/3", "12,000"], ["วันดี", "๔๕", "8000"]]


@pytest.fixture
def file(tmp_path):
    def write(content: bytes | str, name: str = "ตาราง.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    def write(*rows, name: str = "ตาราง.xlsx", epoch=None):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        if epoch:
            book.epoch = epoch
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def sentence_of(path, **options) -> str:
    with pytest.raises(sheets.SheetProblem) as caught:
        list(uploads.read_table(path, **options).rows)
    return caught.value.sentence


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp874", "cp874"),
        ("tis-620", "cp874"),
    ],
)
def test_the_encodings_of_thai_offices_give_the_same_table(file, codec, encoding):
    content = uploads.read_table(file(TABLE.encode(codec)))
    assert (content.headers, list(content.rows), content.encoding) == (HEADERS, ROWS, encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_found_out(file, delimiter, line_end):
    content = uploads.read_table(
        file(line_end.join([f"ก{delimiter}ข", f' 1 {delimiter}"x{delimiter}y"', ""]))
    )
    assert (content.headers, list(content.rows)) == (("ก", "ข"), [["1", f"x{delimiter}y"]])


@pytest.mark.parametrize(
    "content",
    [
        "ชื่อ,ที่อยู่\nสมชาย,บ้าน\n".encode() + b"\xff\xfe,x\n",
        "prénom,rue\nRené,Élysée\n".encode("latin-1"),
        "Größe,Straße\nÄ,Ö\n".encode("latin-1"),
        "名前,住所\n太郎,東京\n".encode("shift-jis"),
        "ชื่อ\nสมชาย\n".encode()[:-2],
    ],
)
def test_an_encoding_that_cannot_be_decided_is_asked_about(file, content):
    assert sentence_of(file(content)).startswith("ไม่แน่ใจว่าไฟล์นี้เข้ารหัสตัวอักษรแบบใด")


@pytest.mark.parametrize("content", [b"", b"  \n\n", b"\xef\xbb\xbf", b",,\n,,\n"])
def test_an_empty_file_is_refused(file, content):
    assert sentence_of(file(content)).startswith("ไฟล์นี้ว่างเปล่า")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("ก,,ค\n1,2,3\n", "คอลัมน์ที่ 2 ไม่มีหัวตาราง"),
        ("ก,ข\n1,2,3\n", "คอลัมน์ที่ 3 ไม่มีหัวตาราง หรือมีข้อมูลเกินหัวตาราง"),
        ("ก,ข, ก \n1,2,3\n", "หัวตารางของคอลัมน์ที่ 3 ซ้ำกับคอลัมน์ก่อนหน้า (“ก”)"),
        ("1,2\n3,4\n5,6\n", "แถวแรกดูเหมือนข้อมูล"),
        ('ก,ข\n1,2\n3,"4\n5,6\n', 'แถวที่ 3 อ่านไม่ได้ เครื่องหมายคำพูด (") อาจไม่ครบคู่'),
    ],
)
def test_a_crooked_table_is_refused_with_its_place(file, table, sentence):
    assert sentence_of(file(table)).startswith(sentence)


def test_rows_keep_the_numbers_a_person_sees_and_blank_ones_are_left_out(file):
    content = uploads.read_table(file("\nก,ข,\n1\n\n,,\n2,3,\n"))
    assert content.headers == ("ก", "ข")
    assert list(content.numbered_rows) == [(3, ["1", ""]), (6, ["2", "3"])]


def test_a_workbook_gives_true_dates_and_numbers_as_text(workbook):
    path = workbook(
        ["วัน", "เวลา", "ชั่วโมง", "เต็ม", "เศษ", "ใช่", "ข้อความ"],
        [date(2026, 11, 21), datetime(2026, 11, 21, 14, 2), time(14, 2), 1234.0, 12.5, True, " 012 "],
        [None, None, None, 1234567890121, None, None, None],
    )
    first, second = uploads.read_table(path).rows
    assert first == [
        date(2026, 11, 21),
        datetime(2026, 11, 21, 14, 2),
        "14:02",
        "1234",
        "12.5",
        "TRUE",
        "012",
    ]
    assert second[3] == "1234567890121"


def test_a_workbook_of_the_1904_system_gives_the_same_dates(workbook):
    path = workbook(["วัน"], [date(2026, 11, 21)], epoch=CALENDAR_MAC_1904)
    assert list(uploads.read_table(path).rows) == [[date(2026, 11, 21)]]


def test_an_empty_workbook_is_refused(workbook):
    assert sentence_of(workbook()).startswith("ไฟล์นี้ว่างเปล่า")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "ไฟล์ PDF"),
        (b"\n<!DOCTYPE html><table></table>", "หน้าเว็บ HTML"),
        (b"\xef\xbb\xbf<html>", "หน้าเว็บ HTML"),
        (b"<?xml version='1.0'?><a/>", "ไฟล์ XML"),
        (b"\x89PNG\r\n\x1a\n", "ไฟล์รูปภาพ"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_name(file, content, kind):
    sentence = f"ไฟล์นี้เป็น{kind} ไม่ใช่ตาราง — ส่งไฟล์ .xlsx หรือ .csv"
    assert sentence_of(file(content, "ตาราง.xlsx")) == sentence


def test_a_workbook_that_is_named_csv_is_refused_by_what_it_is(workbook):
    assert "ข้างในเป็นสมุดงาน Excel" in sentence_of(workbook(["ก"]).rename(workbook().with_name("ก.csv")))


@pytest.mark.parametrize("name", ["ก.xlsx", "ก.xls", "ก.XLSX"])
def test_a_text_that_is_named_like_a_workbook_is_refused_by_what_it_is(file, name):
    assert "ข้างในเป็นข้อความธรรมดา (CSV)" in sentence_of(file(TABLE, name))


def test_a_file_without_a_telling_name_is_read_by_content(file, workbook):
    assert uploads.read_table(file(TABLE, "upload")).headers == HEADERS
    assert uploads.read_table(workbook(["ก"]).rename(file("", "upload-2"))).headers == ("ก",)


@pytest.mark.parametrize(
    ("name", "headers", "rows"),
    [
        ("bma_communities_2003.csv", 8, 2003),
        ("community_household_survey_2568_odd_districts.csv", 56, 2309),
        ("bma_community_points_15.csv", 16, 15),
        ("มูลค่าบ้านเฉลี่ย(สนงสถิติ66).xlsx", 3, 72),
        ("จำนวนครัวเรือนในแต่ละช่วงรายได้).xlsx", 3, 84),
    ],
)
def test_real_files_are_read_whole(name, headers, rows):
    content = uploads.read_table(shared_data(f"real/{name}"))
    assert (len(content.headers), sum(1 for _row in content.rows)) == (headers, rows)


def test_a_real_file_with_a_blank_header_is_refused():
    path = shared_data("real/vacant_housing_units_padded_numbers.csv")
    assert sentence_of(path).startswith("คอลัมน์ที่ 1 ไม่มีหัวตาราง")


def test_a_title_above_the_headings_is_passed_over():
    content = uploads.read_table(shared_data("real/bma_communities_by_district_2564_24of50.csv"))
    assert content.header_row > 1 and len(content.headers) > 1
