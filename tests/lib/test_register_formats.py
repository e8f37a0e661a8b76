"""Tables of registers: read whatever kind they are, written so that nothing in them runs."""

from datetime import date
from io import BytesIO

import pytest
import tablib
from openpyxl import Workbook, load_workbook

from bkkhousing.lib import register_formats
from bkkhousing.lib.register_formats import GuardedTable, TextTables, Workbooks, dataset_of
from bkkhousing.lib.sheet_files import SheetProblem
from bkkhousing.lib.upload_cells import FlawedCell


def book_of(*rows: tuple) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def sheet_of(*rows: tuple, headers=("a", "b"), title: str | None = None):
    """The sheet that is written of these rows."""
    table = tablib.Dataset(*rows, headers=headers, title=title)
    return load_workbook(BytesIO(Workbooks().export_data(table))).active


def lines_of(*rows: tuple, headers=("a", "b")) -> list[str]:
    return TextTables().export_data(tablib.Dataset(*rows, headers=headers)).decode("utf-8-sig").split("\r\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_a_text_table_is_read_in_the_encoding_that_it_has(encoding):
    table = dataset_of("code,name\n1026,ดินแดง\n".encode(encoding), name="ทะเบียน.csv")
    assert (table.headers, table[0]) == (["code", "name"], ("1026", "ดินแดง"))


def test_cells_of_a_workbook_become_text_that_a_register_can_read():
    table = dataset_of(book_of(("a", "b", "c", "d"), (7, 2.5, date(2026, 11, 21), None)), name="t.xlsx")
    assert table[0] == ("7", "2.5", "2026-11-21", "")


def test_a_flawed_cell_stays_known_as_one():
    table = dataset_of(b"code,name\n1.23E+12,x\n", name="t.csv")
    assert isinstance(table[0][0], FlawedCell)


@pytest.mark.parametrize(("rows", "taken"), [(3, True), (4, False)])
def test_a_page_takes_so_many_rows_and_no_more(rows, taken, monkeypatch):
    monkeypatch.setattr(register_formats, "MOST_ROWS", 3)
    content = b"a,b\n" + b"1,2\n" * rows
    if taken:
        assert len(dataset_of(content, name="t.csv")) == 3
    else:
        with pytest.raises(SheetProblem, match="3 แถว"):
            dataset_of(content, name="t.csv")


@pytest.mark.parametrize(
    ("content", "rows"),
    [(b"a,b\n1,2\n", [("1", "2")]), (book_of(("a", "b"), (1, 2)), [("1", "2")])],
    ids=["text", "workbook"],
)
def test_at_confirming_a_table_is_told_by_its_content_alone(content, rows):
    assert list(GuardedTable("ascii").create_dataset(content)) == rows


def test_a_workbook_that_was_put_in_the_place_of_a_table_is_looked_at_as_hard():
    with pytest.raises(SheetProblem):
        GuardedTable().create_dataset(b"PK\x03\x04" + b"\x00" * 50)


@pytest.mark.parametrize("text", ["=1+1", "+66", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://x.th"])
def test_text_in_a_workbook_is_text_whatever_it_begins_with(text):
    cell = sheet_of((text, "x"))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-x", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_in_a_text_table_is_no_formula(text):
    told = lines_of((text, "x"))[1].lstrip('"')
    assert told.startswith("'")


def test_headings_are_guarded_like_cells():
    assert lines_of(headers=("=a", "b"))[0] == "'=a,b"
    heading = sheet_of(headers=("=a", "b"))["A1"]
    assert (heading.data_type, heading.font.bold) == ("s", True)


def test_numbers_and_days_stay_numbers_and_days_and_nothing_stays_nothing():
    sheet = sheet_of((7, -2.5), (date(2026, 11, 21), True), (None, "0"), (0, ""))
    told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert told[0] == [7, -2.5] and told[1][0].date() == date(2026, 11, 21) and told[1][1] is True
    assert told[2:] == [[None, "0"], [0, None]]


def test_what_no_workbook_can_hold_is_taken_out_of_the_text():
    assert sheet_of(("ก\x00ข\x0b", "x"))["A2"].value == "กข"


def test_a_sheet_has_a_name_that_excel_takes_and_its_headings_stay_in_sight():
    sheet = sheet_of(("1", "2"), title="ก" * 40)
    assert (len(sheet.title), sheet.freeze_panes, sheet_of().title) == (31, "A2", "register")


def test_a_text_table_says_what_it_is_to_a_spreadsheet_and_quotes_what_would_break_it():
    table = tablib.Dataset(('คำ"พูด"', "ก,ข\nค"), headers=("a", "b"))
    content = TextTables().export_data(table)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == 'a,b\r\n"คำ""พูด""","ก,ข\nค"\r\n'


@pytest.mark.parametrize(("format", "suffix"), [(Workbooks(), "xlsx"), (TextTables(), "csv")])
def test_what_goes_out_comes_in_again(format, suffix):
    table = tablib.Dataset(("1026", "เขต=ดินแดง"), ("", "ก"), headers=("code", "name"))
    back = dataset_of(format.export_data(table), name=f"t.{format.get_extension()}")
    assert (list(back), back.headers, format.get_title()) == (list(table), table.headers, suffix)


@pytest.mark.parametrize("format", [Workbooks(), TextTables()])
def test_a_register_without_rows_goes_out_with_its_headings(format):
    content = format.export_data(tablib.Dataset(headers=("a", "b")))
    assert dataset_of(content + b"", name=f"t.{format.get_extension()}").headers == ["a", "b"]


@pytest.mark.parametrize(
    ("format", "reads", "writes"), [(GuardedTable(), True, False), (Workbooks(), False, True)]
)
def test_a_format_reads_or_writes_and_never_both(format, reads, writes):
    assert (format.can_import(), format.can_export()) == (reads, writes)
