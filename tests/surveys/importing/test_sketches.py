"""The sheet of an upload under another row of headings, told from its sketch alone."""

from types import SimpleNamespace

import pytest

from bkkhousing.lib.sheet_files import SheetProblem
from surveys.importing.sketches import sketch_of, with_heading
from tests.upload_corpus.books import TABLE, book, table_xml
from tests.uploading import sketch_of as sketched
from tests.uploading import upload_of_bytes

TITLED = [["ทะเบียนชุมชน", "", ""], ["เขต", "ชุมชน", "ชนิด"], ["ดินแดง", "ก", "แออัด"], ["พญาไท", "ข", "เมือง"]]
LONG = [["เขต", "ชุมชน"], *([f"เขต {n}", f"ชุมชน {n}"] for n in range(2, 40))]


@pytest.mark.parametrize("row", [None, 2])
def test_the_row_that_was_found_changes_nothing(row):
    sketch = sketched(TITLED)
    assert with_heading(sketch, row) is sketch


@pytest.mark.parametrize(
    ("row", "headers", "rows_seen", "first"),
    [
        (1, ("ทะเบียนชุมชน", "คอลัมน์ 2", "คอลัมน์ 3"), 3, "เขต"),
        (3, ("ดินแดง", "ก", "แออัด"), 1, "พญาไท"),
        (0, ("คอลัมน์ 1", "คอลัมน์ 2", "คอลัมน์ 3"), 4, "ทะเบียนชุมชน"),
    ],
)
def test_another_row_of_headings_moves_headers_sample_and_count(row, headers, rows_seen, first):
    moved = with_heading(sketched(TITLED), row)
    assert (moved.header_row, moved.headers, moved.rows_seen) == (row, headers, rows_seen)
    assert (len(moved.sample), moved.sample[0][0]) == (rows_seen, first)


def test_the_last_row_as_a_heading_leaves_no_rows():
    moved = with_heading(sketched(TITLED), 4)
    assert (moved.rows_seen, moved.sample, moved.headers[0]) == (0, (), "พญาไท")


def test_every_row_of_a_long_sample_is_still_there_once():
    moved = with_heading(sketched(LONG), 5)
    assert [row[0] for row in moved.sample] == [f"เขต {n}" for n in range(6, 40)]
    assert moved.rows_seen == 34
    plain = with_heading(sketched(LONG), 0)
    assert [row[0] for row in plain.sample] == ["เขต", *(f"เขต {n}" for n in range(2, 40))]
    assert plain.rows_seen == 39


def test_moving_to_and_fro_ends_where_it_began():
    sketch = sketched(LONG)
    again = with_heading(with_heading(sketch, 3), 1)
    assert (again.headers, again.rows_seen, again.sample) == (sketch.headers, sketch.rows_seen, sketch.sample)


@pytest.mark.parametrize("row", [11, 99, -1])
def test_a_row_that_the_first_look_did_not_keep_cannot_be_chosen(row):
    with pytest.raises(SheetProblem) as refusal:
        with_heading(sketched(LONG), row)
    assert refusal.value.code == "no_header_row"


@pytest.mark.parametrize(
    ("sheet", "headers"),
    [("แผ่น1", ("ชื่อ", "บ้านเลขที่")), ("แผ่น2", ("อื่น",)), ("", ("ชื่อ", "บ้านเลขที่")), ("หายไป", ("ชื่อ", "บ้านเลขที่"))],
)
def test_the_sheet_that_a_person_chose_is_looked_at_or_else_the_main_one(sheet, headers):
    upload = upload_of_bytes(book(table_xml(TABLE), table_xml([["อื่น"], ["ก"]])), "ก.xlsx")
    file_import = SimpleNamespace(sketch=upload.as_json(), sheet=sheet, header_row=None)
    assert sketch_of(file_import).headers == headers
