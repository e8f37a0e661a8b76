"""The same workbook back, with remarks and a column saying what became of each row."""

import io

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from surveys.actions import file_imports as actions
from surveys.importing import result_book
from tests.jobs.running import run_waiting
from tests.surveys import kobo
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db


def workbook_of(*rows: dict, above: int = 0) -> bytes:
    """The rows as a workbook whose headings stand below some title rows."""
    book = Workbook()
    for number in range(above):
        book.active.append([f"หัวเรื่อง {number}"])
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def result_of(file_import, *, by):
    actions.make_result(file_import=file_import, by=by, at=timezone.now())
    (job,) = run_waiting()
    assert job.state == "done", job.problem
    kept = job.files.get()
    with default_storage.open(kept.key) as file:
        return kept.name, load_workbook(io.BytesIO(file.read()))


@pytest.fixture
def rows(slum, kobo_round):
    return [kobo.row(1, note="=1+1"), kobo.row(2, end="ไม่ใช่วันเวลา", note="0812345678"), kobo.row(3, note="")]


def test_the_workbook_comes_back_with_a_remark_at_the_cell_and_a_result_for_every_row(officer, rows):
    content = workbook_of(*rows)
    tried = walking.tried(by=officer, content=content, name="สำรวจ.xlsx")
    name, book = result_of(tried, by=officer)
    sheet = book.active
    assert name == "สำรวจ_ผล.xlsx"
    results = [sheet.cell(number, len(kobo.HEADERS) + 2).value for number in (1, 2, 3, 4)]
    assert (results[0], results[1], results[3]) == ("ผลการนำเข้า", "จะสร้างใหม่", "จะสร้างใหม่")
    assert results[2].startswith("ไม่รับ — ")
    assert sheet.cell(3, 3).comment.text.startswith("อ่านวันเวลาไม่ได้")
    assert sheet.cell(3, 12).value == "0812345678"


def test_text_that_looks_like_a_formula_comes_back_as_text(officer, rows):
    _name, book = result_of(walking.tried(*rows, by=officer), by=officer)
    cell = book.active.cell(2, 12)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_rows_keep_their_numbers_below_title_rows(officer, rows):
    tried = walking.tried(by=officer, content=workbook_of(*rows, above=2), name="สำรวจ.xlsx")
    _name, book = result_of(tried, by=officer)
    assert book.active.cell(3, 1).value == "_index"
    assert book.active.cell(5, 13).value.startswith("ไม่รับ")


def test_after_writing_the_results_say_what_was_done(officer, rows):
    _name, book = result_of(walking.written(*rows, by=officer), by=officer)
    assert book.active.cell(2, 13).value == "สร้างใหม่แล้ว"


def test_a_large_file_comes_back_with_its_problems_on_a_sheet_of_their_own(officer, rows, monkeypatch):
    monkeypatch.setattr(result_book, "MOST_ROWS", 2)
    _name, book = result_of(walking.tried(*rows, by=officer), by=officer)
    assert book.worksheets[0].cell(2, 13).value == "จะสร้างใหม่"
    assert [cell.value for cell in book["ข้อที่ต้องดู"][2]][:2] == [3, "end"]
