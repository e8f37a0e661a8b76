"""The rows of an upload, read from the file once and from the job's own folder after that."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from bkkhousing.lib import uploads
from bkkhousing.lib.upload_cells import FlawedCell
from surveys.importing.opening import content_of
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db


def workbook() -> bytes:
    book = Workbook()
    book.active.append(["ชื่อ", "วัน", "เวลา", "รหัส"])
    book.active.append(["=ก", date(2026, 11, 21), datetime(2026, 11, 21, 8, 30), "0812345678901"])
    book.active.append(["ข", None, None, "1.2E+12"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def file_import(officer):
    return walking.received(by=officer, content=workbook(), name="ตาราง.xlsx")


def cells(content) -> list:
    return [(number, [(type(cell), cell) for cell in row]) for number, row in content.numbered_rows]


def test_a_second_pass_gives_the_same_cells_without_reading_the_workbook(file_import, tmp_path, monkeypatch):
    first = content_of(file_import, folder=tmp_path)
    before = cells(first)
    monkeypatch.delattr(uploads, "read_rows")
    again = content_of(file_import, folder=tmp_path)
    assert cells(again) == before
    assert (again.headers, again.header_row, again.name) == (first.headers, first.header_row, first.name)


def test_a_flaw_is_still_a_flaw_on_the_second_pass(file_import, tmp_path):
    cells(content_of(file_import, folder=tmp_path))
    (_number, row) = list(content_of(file_import, folder=tmp_path).numbered_rows)[1]
    assert isinstance(row[3], FlawedCell) and row[3].code == "lossy_number"


def test_a_pass_that_is_broken_off_leaves_nothing_to_read(file_import, tmp_path):
    next(content_of(file_import, folder=tmp_path).numbered_rows)
    assert not list(tmp_path.glob("*.rows"))
