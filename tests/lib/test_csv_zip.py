"""CSV files in a zip: whole, in parts, in UTF-8, and written from behind."""

import csv
import hashlib
import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bkkhousing.lib.behind import Behind
from bkkhousing.lib.csv_files import write_csv_zip
from bkkhousing.lib.quick_zip import QuickZip
from bkkhousing.lib.workbooks import Column, Sheet

NUMBERS = Column("ลำดับ", "integer")
TWICE = [
    Column("คำตอบ", "text", show={b"1": "หนึ่ง", b"2": "สอง"}.get),
    Column("รหัส", "text", show=bytes.decode),
]


def cover(tabs) -> Sheet:
    columns = [Column("ไฟล์", "text"), Column("แถว", "integer"), Column("ผลรวม", "text")]
    return Sheet("ปก", columns, [(tab.name, tab.rows, tab.sha256) for tab in tabs])


def write(path, *sheets, **options) -> dict[str, int]:
    return write_csv_zip(path, sheets, cover=cover, **options)


def read(path) -> dict[str, list[list[str]]]:
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {name: list(csv.reader(io.StringIO(text, newline=""))) for name, text in texts.items()}


@pytest.mark.parametrize(("rows", "files"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_rows_past_the_limit_go_on_in_a_further_file(tmp_path, rows, files):
    sheet = Sheet("สมาชิก", [NUMBERS], [(number,) for number in range(rows)])
    assert write(tmp_path / "x.zip", sheet, rows_per_file=3) == {"สมาชิก": rows}
    found = read(tmp_path / "x.zip")
    names = ["สมาชิก.csv", "สมาชิก (2).csv", "สมาชิก (3).csv"][: len(files)]
    assert [(row[0], int(row[1])) for row in found["ปก.csv"][1:]] == list(zip(names, files, strict=True))
    assert [int(row[0]) for name in names for row in found[name][1:]] == list(range(rows))


def test_the_checksum_of_a_file_is_that_of_its_bytes(tmp_path):
    write(tmp_path / "x.zip", Sheet("ก", [NUMBERS], [(1,), (2,)]))
    with ZipFile(tmp_path / "x.zip") as archive:
        assert hashlib.sha256(archive.read("ก.csv")).hexdigest() == read(tmp_path / "x.zip")["ปก.csv"][1][2]


def test_columns_that_show_one_value_stand_beside_each_other(tmp_path):
    sheet = Sheet("ก", [NUMBERS, *TWICE], [(7, b"1"), (8, b"2"), (9, b""), (10, b"1")], places=[0, 1, 1])
    write(tmp_path / "x.zip", sheet)
    assert read(tmp_path / "x.zip")["ก.csv"][1:] == [
        ["7", "หนึ่ง", "1"],
        ["8", "สอง", "2"],
        ["9", "", ""],
        ["10", "หนึ่ง", "1"],
    ]


@pytest.mark.parametrize("row", [("ก",), (1, 2), ()])
def test_a_row_that_does_not_fit_leaves_no_file_and_is_named(tmp_path, row):
    with pytest.raises(ValueError, match="แผ่น ก แถว 3"):
        write(tmp_path / "x.zip", Sheet("ก", [NUMBERS], [(1,), row]))
    assert list(tmp_path.iterdir()) == []


def test_a_zip_is_packed_and_others_can_read_it(tmp_path):
    with QuickZip(tmp_path / "x.zip") as archive:
        archive.writestr("ก", "ข" * 100_000)
    with ZipFile(tmp_path / "x.zip") as archive:
        (entry,) = archive.infolist()
        assert archive.read("ก").decode() == "ข" * 100_000
    assert entry.compress_type == ZIP_DEFLATED and entry.compress_size < 3_000


class Full:
    """A disk with no room left."""

    def write(self, block: bytes) -> int:
        raise OSError("no space left")


def test_what_goes_wrong_behind_is_raised_in_front():
    with pytest.raises(OSError, match="no space"), Behind(Full()) as file:
        for _block in range(100):
            file.write(b"x")


def test_all_that_was_written_behind_is_there_in_order():
    kept = io.BytesIO()
    with Behind(kept) as file:
        for number in range(500):
            file.write(b"%d\n" % number)
    assert kept.getvalue() == b"".join(b"%d\n" % number for number in range(500))
