"""A sketch under other headings, the words of a result and the counts of a command: no database is asked."""

from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from bkkhousing.lib.row_problems import RowProblem
from bkkhousing.lib.sheets import SheetProblem
from bkkhousing.lib.uploads import SheetSketch
from surveys.importing.intake import Outcome
from surveys.importing.places import UnmatchedName
from surveys.importing.result_book import Remarks, _cell, _Following, _remarked, _sheets, _words
from surveys.importing.sketches import with_heading
from surveys.models import FileImport
from surveys.readers.import_file import preview
from tests.surveys.importing.standing import problem

TOP = (
    (1, ("ทะเบียน", "", "")),
    (3, ("เขต", "ชุมชน", "คน")),
    (4, ("ดินแดง", "ก", "10")),
    (5, ("ดินแดง", "ข", "20")),
)


def sketch(**given) -> SheetSketch:
    told = {"name": "ก", "hidden": False, "header_row": 3, "headers": TOP[1][1], "rows_seen": 2, "notes": ()}
    return SheetSketch(**{**told, "sample": (TOP[2][1], TOP[3][1]), "top": TOP, **given})


@pytest.mark.parametrize("row", [None, 3])
def test_the_heading_that_was_found_stays_until_a_person_says_otherwise(row):
    found = sketch()
    assert with_heading(found, row) is found


@pytest.mark.parametrize(
    ("row", "first", "seen"),
    [(1, ("เขต", "ชุมชน", "คน"), 3), (4, ("ดินแดง", "ข", "20"), 1), (0, ("ทะเบียน", "", ""), 4)],
)
def test_rows_follow_the_heading_that_a_person_points_at(row, first, seen):
    found = with_heading(sketch(), row)
    assert (found.header_row, found.sample[0], found.rows_seen) == (row, first, seen)
    assert len(found.sample) == seen


def test_a_table_without_headings_gets_names_for_its_columns():
    found = with_heading(sketch(), 0)
    assert len(found.headers) == 3 and len(set(found.headers)) == 3 and "" not in found.headers


@pytest.mark.parametrize("row", [2, 6, 99999])
def test_a_row_in_which_nothing_stands_is_no_heading(row):
    with pytest.raises(SheetProblem):
        with_heading(sketch(), row)


@pytest.mark.parametrize(("width", "shown", "more"), [(1, 1, 0), (30, 30, 0), (31, 30, 1), (200, 30, 170)])
def test_a_preview_is_as_wide_as_a_page_takes_and_tells_how_many_columns_more(width, shown, more):
    row = tuple("ค" * 100 for _column in range(width))
    found = preview(sketch(headers=row, sample=(row,) * 9))
    assert (len(found["headers"]), found["more"], len(found["rows"])) == (shown, more, 5)
    assert {len(cell) for cells in found["rows"] for cell in cells} == {60} and len(found["rows"][0]) == shown


def test_remarks_are_found_for_the_rows_that_have_them_and_for_no_others():
    following = _Following([(2, Remarks("สอง")), (5, Remarks("ห้า")), (9, Remarks("เก้า"))])
    assert [following.of(number).words for number in (1, 2, 3, 7, 9, 10)] == ["", "สอง", "", "", "เก้า", ""]


@pytest.mark.parametrize(
    ("state", "deed", "is_written", "said"),
    [
        ("tried", "created", False, "จะสร้างใหม่"),
        ("written", "updated", True, "แก้ไขแล้ว"),
        ("undone", "created", False, "ย้อนคืนแล้ว"),
        ("undone", "refused", False, "ไม่รับ"),
    ],
)
def test_the_last_column_says_what_became_of_a_row_and_then_why(state, deed, is_written, said):
    problems = [problem(sentence="ก"), problem(sentence="ข"), problem(sentence="ก")]
    file_import = FileImport(state=state)
    assert _words(file_import, deed, problems, is_written) == f"{said} — ก — ข"
    assert _words(file_import, deed, [], is_written) == said


@pytest.fixture
def sheet():
    return Workbook(write_only=True).create_sheet()


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "-2", "0812345678", "1e5", "TRUE", "#N/A"])
def test_text_of_the_file_comes_back_as_text(sheet, text):
    cell = _cell(sheet, text)
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_moment_comes_back_without_its_zone_and_a_day_as_a_day(sheet):
    moment = _cell(sheet, datetime(2026, 11, 21, 8, 30, tzinfo=UTC))
    assert (moment.value, moment.number_format) == (datetime(2026, 11, 21, 8, 30), "yyyy-mm-dd hh:mm")
    assert _cell(sheet, date(2026, 11, 21)).number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("refuses", "colour"),
    [([], ""), ([False], "FFFFE699"), ([True], "FFF4B6B6"), ([False, True], "FFF4B6B6")],
)
def test_a_cell_in_the_way_is_red_and_a_doubtful_one_yellow(sheet, refuses, colour):
    cell = _remarked(sheet, "x", [problem(refuses=one, sentence=f"ที่ {one}") for one in refuses])
    assert (cell.fill.fgColor.rgb if refuses else "") == colour
    assert (cell.comment.text.count("ที่") if cell.comment else 0) == len(refuses)


@pytest.mark.parametrize(("source", "names"), [("kobo", ["ครัวเรือน"]), ("template", ["ครัวเรือน", "สมาชิก"])])
def test_a_template_comes_back_with_the_sheets_that_a_person_sees(source, names):
    sheets = [("สมาชิก", False), ("ครัวเรือน", False), ("รายการ", True)]
    told = {"sheets": [{"name": one, "hidden": hidden} for one, hidden in sheets]}
    assert _sheets(FileImport(source=source, sheet="ครัวเรือน", sketch=told)) == names


def outcome(**given) -> Outcome:
    names = [UnmatchedName("1026", "ก", 3, ()), UnmatchedName("1026", "ข", 4, ())]
    told = {"rows": 9, "created": 5, "updated": 2, "unchanged": 1, "skipped": 1, "unmatched": names}
    return Outcome(**{**told, **given})


def test_the_counts_of_a_file_are_its_rows_and_names():
    found = outcome(names_matched=8).counts()
    assert (found["created"], found["updated"], found["unchanged"], found["matched"]) == (5, 2, 1, 8)
    assert (found["unmatched"], found["unmatched_rows"]) == (2, 7)


@pytest.mark.parametrize(
    ("given", "is_refused"),
    [
        ({}, False),
        ({"is_undecided": True}, True),
        ({"problems": [RowProblem(2, 1, "ก", "x", "ผิด", refuses=False)]}, False),
        ({"problems": [RowProblem(2, 1, "ก", "x", "ผิด")]}, True),
    ],
)
def test_a_file_that_was_not_taken_counts_nothing_as_written(given, is_refused):
    found = outcome(**given)
    counts = found.counts()
    assert found.is_refused is is_refused
    assert [counts[name] for name in ("created", "updated", "unchanged")] == (
        [0, 0, 0] if is_refused else [5, 2, 1]
    )
