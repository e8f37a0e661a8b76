"""Hostile and damaged workbooks are refused before they are laid out in memory."""

import io
import zipfile

import openpyxl
import pytest

from bkkhousing.lib import sheet_workbooks, sheets

SHEET = "xl/worksheets/sheet1.xml"
TOO_LARGE = "สมุดงานนี้ใหญ่เกินกว่าจะอ่านได้"
DAMAGED = "ไฟล์นี้เสียหายหรือได้รับมาไม่ครบ"


@pytest.fixture
def plain() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["ก", "ข"])
    book.active.append(["1", "2"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_sheet(content: bytes, change) -> bytes:
    """The workbook with its first sheet's XML changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            xml = old.read(part)
            new.writestr(part, change(xml) if part == SHEET else xml)
    return file.getvalue()


def sentence_of(tmp_path, content: bytes) -> str:
    path = tmp_path / "ตาราง.xlsx"
    path.write_bytes(content)
    with pytest.raises(sheets.SheetProblem) as caught:
        list(sheets.read_rows(path).rows)
    return caught.value.sentence


def test_a_declared_size_beyond_the_limit_is_refused(tmp_path, plain, monkeypatch):
    monkeypatch.setattr(sheet_workbooks, "LARGEST_INFLATED", 100_000)
    bomb = with_sheet(plain, lambda xml: xml + b" " * 100_000)
    assert len(bomb) < 10_000
    assert sentence_of(tmp_path, bomb).startswith(TOO_LARGE)


def test_a_declared_size_that_lies_is_refused(tmp_path, plain):
    bomb = with_sheet(plain, lambda xml: xml + b" " * 1_000_000)
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        true_size = archive.getinfo(SHEET).file_size
    lie = bomb.replace(true_size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert sentence_of(tmp_path, lie).startswith(DAMAGED)


@pytest.mark.parametrize(
    "far_cell", [b'<c r="XFD1048576"><v>1</v></c>', b"<c s='0' r='XFD1048576'><v>1</v></c>"]
)
def test_one_cell_at_the_far_corner_is_refused(tmp_path, plain, far_cell):
    sparse = with_sheet(
        plain, lambda xml: xml.replace(b"</sheetData>", b'<row r="9">' + far_cell + b"</row></sheetData>")
    )
    assert sentence_of(tmp_path, sparse).startswith(TOO_LARGE)


def test_cells_that_hide_their_position_are_refused(tmp_path, plain):
    hidden = with_sheet(
        plain,
        lambda xml: xml.replace(b"</sheetData>", b"<row/>" * 2 + b"<row><c><v>1</v></c></row></sheetData>"),
    )
    assert sentence_of(tmp_path, hidden).startswith("สมุดงานนี้ไม่บอกตำแหน่งของเซลล์")


def test_a_dimension_that_claims_the_whole_sheet_does_no_harm(tmp_path, plain):
    claiming = with_sheet(plain, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    path = tmp_path / "ตาราง.xlsx"
    path.write_bytes(claiming)
    assert list(sheets.read_rows(path).rows) == [["1", "2"]]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_workbook_cut_short_is_refused(tmp_path, plain, share):
    assert sentence_of(tmp_path, plain[: int(len(plain) * share)]).startswith(DAMAGED)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("word/document.xml", "เอกสาร Word"),
        ("xl/workbook.bin", "(.xlsb)"),
        ("content.xml", "OpenDocument"),
        ("x.txt", "ไฟล์ ZIP"),
    ],
)
def test_a_zip_that_is_no_workbook_is_refused_by_its_name(tmp_path, part, kind):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(part, "x")
    assert kind in sentence_of(tmp_path, file.getvalue())


def test_too_many_parts_are_refused(tmp_path, plain):
    file = io.BytesIO(plain)
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(sheet_workbooks.MOST_PARTS):
            archive.writestr(f"x{number}", "")
    assert sentence_of(tmp_path, file.getvalue()).startswith(TOO_LARGE)


def test_a_broken_sheet_inside_a_sound_zip_is_refused(tmp_path, plain):
    assert sentence_of(tmp_path, with_sheet(plain, lambda xml: xml[: len(xml) // 2])).endswith(".xlsx")
