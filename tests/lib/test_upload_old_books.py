"""Old workbooks are read by a process that may die of them."""

from datetime import date

import pytest
import xlwt

from bkkhousing.lib import upload_old_books, uploads
from tests.upload_corpus.hostile import old_book


def test_a_reader_that_dies_is_a_damaged_file(tmp_path, monkeypatch):
    dying = tmp_path / "dying.py"
    dying.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(upload_old_books, "READER", dying)
    with pytest.raises(uploads.Refused) as caught:
        upload_old_books.open_old_book(old_book())
    assert caught.value.code == "damaged"


def test_dates_and_numbers_of_an_old_workbook_come_through(tmp_path):
    path = tmp_path / "เก่า.xls"
    style = xlwt.easyxf(num_format_str="D/M/YYYY")
    path.write_bytes(
        old_book(lambda sheet: (sheet.write(1, 0, date(2026, 11, 21), style), sheet.write(1, 1, 12.5)))
    )
    assert next(uploads.read_rows(path, name="เก่า.xls").rows) == [date(2026, 11, 21), "12.5"]
