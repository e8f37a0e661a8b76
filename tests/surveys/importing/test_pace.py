"""How often a file is read, and what its jobs tell on the way."""

import io

import pytest
from openpyxl import Workbook

from bkkhousing.lib import upload_archives, uploads
from bkkhousing.lib.upload_texts import text_table
from jobs.run import Run
from surveys.importing import of_surveys
from surveys.models import Survey
from tests.surveys import kobo
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db


def workbook(rows: int) -> bytes:
    book = Workbook()
    given = [kobo.row(number) for number in range(1, rows + 1)]
    for row in (list(given[0]), *(list(one.values()) for one in given)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def round_of_the_form(reference):
    return walking.keep_open()


@pytest.fixture
def opened(monkeypatch) -> list:
    """The names of the files that are opened to be read row by row."""
    found, real = [], uploads.read_rows
    monkeypatch.setattr(
        uploads, "read_rows", lambda path, **words: found.append(words["name"]) or real(path, **words)
    )
    return found


def test_a_trial_reads_a_small_file_once(officer, slum, opened):
    walking.tried(kobo.row(1), kobo.row(2), by=officer)
    assert len(opened) == 1


def test_a_file_too_long_to_be_kept_is_read_twice_and_comes_to_the_same(officer, slum, opened, monkeypatch):
    rows = kobo.row(1), kobo.row(2), kobo.row(2), kobo.row(3, dname="1006")
    kept = walking.deeds(walking.tried(*rows, by=officer))
    monkeypatch.setattr(of_surveys, "KEPT_ANSWERS", 20)
    del opened[:]
    again = walking.tried(*rows, by=officer)
    assert len(opened) == 2 and walking.deeds(again) == kept
    assert walking.write(again, by=officer).state == "written" and Survey.objects.count() == 2


def test_opening_a_workbook_tells_how_many_rows_it_has_gone_through(officer, slum, monkeypatch):
    told, real = [], Run.progress
    monkeypatch.setattr(
        Run, "progress", lambda run, *said: told.append((run.job.kind, *said)) or real(run, *said)
    )
    walking.tried(by=officer, content=workbook(40), name="สำรวจ.xlsx")
    rows = {
        kind: done
        for kind, done, _total, stage in filter(lambda one: len(one) > 3, told)
        if stage == "เปิดไฟล์"
    }
    assert rows["import_look"] >= 40 and rows["import_trial"] >= 40


def test_nobody_is_told_of_files_opened_after_the_listening(tmp_path):
    told: list[int] = []
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(3))
    with uploads.telling(told.append):
        uploads.inspect(path, name="book.xlsx")
    before = list(told)
    uploads.inspect(path, name="book.xlsx")
    upload_archives.seen(5)
    assert sum(told) >= 3 and told == before


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n\n , \n3,4\n,\n",
        "a;b\n1;\x07\n\x07;\n",
        "a\n\u200b\n x \n",
        'a,b\n"1\n2",3\n',
        "a\tb\n1\t\n\t\n",
    ],
)
def test_the_extent_of_a_text_file_is_what_its_rows_say(text):
    table = text_table(text.encode(), "utf-8")
    rows = list(table.rows())
    assert table.extent() == (len(rows), rows[-1])
