"""One table out of a file: which sheet, which row of headings, which letters, and that nothing stays open."""

from functools import partial

import pytest

from bkkhousing.lib import uploads
from bkkhousing.lib.sheet_files import SheetProblem
from bkkhousing.lib.uploads import Note, SheetSketch, Upload
from tests.upload_corpus.books import TABLE, book, plain_book, sheet_xml, table_xml

OTHER = [["อื่น"], ["1"], ["2"], ["3"]]


class GivenUp(Exception):
    """Whoever listens wants no more."""


@pytest.fixture
def put(tmp_path):
    def _put(content: bytes, name: str = "ตาราง.xlsx"):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return partial(uploads.read_rows, path, name=name), partial(uploads.inspect, path, name=name)

    return _put


def sketch(name: str, rows: int, columns: int, *, hidden: bool = False) -> SheetSketch:
    headers = tuple(f"ก{n}" for n in range(columns))
    return SheetSketch(name, hidden, 1, headers, rows, (), (), ())


@pytest.mark.parametrize(
    ("sheets", "main"),
    [
        ([sketch("ก", 5, 2), sketch("ข", 50, 2)], "ข"),
        ([sketch("ก", 5, 20), sketch("ข", 50, 1)], "ก"),
        ([sketch("ก", 5, 2), sketch("ข", 500, 9, hidden=True)], "ก"),
        ([sketch("ก", 0, 2), sketch("ข", 0, 5)], "ข"),
        ([sketch("ก", 5, 2, hidden=True)], "ก"),
        ([sketch("ก", 5, 2), sketch("ข", 5, 2)], "ก"),
    ],
)
def test_the_sheet_that_is_meant_is_the_visible_one_with_most_cells(sheets, main):
    assert Upload("xlsx", "", "", 1, tuple(sheets)).main.name == main


def test_a_sheet_is_chosen_by_its_name_even_a_hidden_one(put):
    read, _look = put(book(table_xml(TABLE), table_xml(OTHER), states=("", "hidden")))
    assert [read(sheet=name).headers for name in ("แผ่น1", "แผ่น2")] == [tuple(TABLE[0]), ("อื่น",)]


@pytest.mark.parametrize("sheet", ["แผ่น9", "แผ่น1 ", "xl/worksheets/sheet1.xml"])
def test_a_sheet_that_is_not_there_is_named(sheet, put):
    read, _look = put(plain_book())
    with pytest.raises(SheetProblem) as refusal:
        read(sheet=sheet)
    assert refusal.value.code == "no_such_sheet" and sheet in refusal.value.sentence


def test_a_blank_sheet_in_front_is_passed_over(put):
    read, look = put(book(sheet_xml(""), table_xml(TABLE)))
    assert read().name == "แผ่น2"
    assert [one.is_blank for one in look().sheets] == [True, False]


@pytest.mark.parametrize(
    ("row", "headers", "after", "numbers"),
    [
        (None, ("ชื่อ", "บ้านเลขที่"), 1, [2, 3]),
        (2, ("สมชาย", "12/3"), 2, [3]),
        (0, ("คอลัมน์ 1", "คอลัมน์ 2"), 0, [1, 2, 3]),
    ],
)
def test_rows_begin_behind_the_heading_that_was_chosen(row, headers, after, numbers, put):
    read, _look = put(plain_book())
    content = read(header_row=row)
    assert (content.headers, content.header_row) == (headers, after)
    assert [number for number, _cells in content.numbered_rows] == numbers


def test_a_heading_row_that_is_not_there_is_refused_and_the_file_is_closed(put):
    read, _look = put(plain_book())
    with pytest.raises(SheetProblem, match="หัวตาราง") as refusal:
        read(header_row=9)
    assert refusal.value.code == "no_header_row"


def test_the_encoding_a_person_chose_is_used_for_rows_and_sketch(put):
    read, look = put("ชื่อ,บ้าน\nก,1\n".encode("cp874"), "ก.csv")
    assert read(encoding="cp874").headers == look(encoding="cp874").main.headers == ("ชื่อ", "บ้าน")
    with pytest.raises(SheetProblem) as refusal:
        read(encoding="utf-8")
    assert refusal.value.code == "bad_encoding"


def test_rows_let_go_half_way_close_the_workbook(put):
    read, _look = put(plain_book())
    rows = read().numbered_rows
    next(rows)
    rows.close()
    assert list(rows) == []


def test_rows_beyond_the_limit_are_refused_while_they_are_read(put, settings):
    read, look = put(plain_book([["ก", "ข"], *[["ค", str(n)] for n in range(4)]]))
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "rows": 4}
    assert len(list(read().rows)) == look().main.rows_seen == 4
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "rows": 3}
    for ask in (lambda: list(read().rows), look):
        with pytest.raises(SheetProblem) as refusal:
            ask()
        assert (refusal.value.code, "แผ่น1" in refusal.value.sentence) == ("too_many_rows", True)


@pytest.mark.parametrize("last", ["รวม", "ร่วมใจ"])
def test_the_totals_row_is_told_with_the_rows_and_in_the_sketch(last, put):
    read, look = put(plain_book([["ชุมชน", "คน"], ["ก", "5"], [last, "5"]]))
    expected = 3 if last == "รวม" else None
    assert (read().totals_row, look().main.totals_row) == (expected, expected)


def test_a_listener_hears_of_every_row_and_only_while_it_listens(put):
    _read, look = put(plain_book([["ก", "ข"], *[["ค", str(n)] for n in range(30)]]))
    heard: list[int] = []
    with uploads.telling(heard.append):
        look()
    assert sum(heard) >= 31
    heard.clear()
    look()
    assert heard == []


def test_a_listener_that_gives_up_ends_the_reading_and_is_forgotten(put):
    _read, look = put(plain_book())

    def give_up(_rows: int) -> None:
        raise GivenUp

    with pytest.raises(GivenUp), uploads.telling(give_up):
        look()
    assert look().main.rows_seen == 2


def test_the_sample_and_the_top_are_short_however_long_the_table(put):
    text = "ชื่อ,บ้าน\n" + "ก,1\n" * 300
    _read, look = put(text.encode(), "ก.csv")
    main = look().main
    assert (len(main.sample), len(main.top), main.rows_seen) == (200, 10, 300)
    assert main.top[0] == (1, ("ชื่อ", "บ้าน"))


def test_a_column_of_the_sample_leaves_blank_cells_out(put):
    _read, look = put("ชื่อ,บ้าน\nก,\nข,2\n".encode(), "ก.csv")
    assert look().main.column(1) == ["2"]


def test_a_file_that_is_only_looked_at_as_another_kind_is_refused_by_its_name(put):
    _read, look = put(plain_book(), "ตาราง.csv")
    with pytest.raises(SheetProblem, match=".xlsx"):
        look()


@pytest.mark.parametrize(
    ("note", "says"),
    [
        (Note("hidden_sheet"), "ซ่อน"),
        (Note("header_below", {"row": 3}), "แถวที่ 3"),
        (Note("header_repeated", {"header": "50%", "column": 2, "name": "50% (2)"}), "“50% (2)”"),
    ],
)
def test_a_note_says_in_words_what_was_noticed(note, says):
    assert says in note.sentence and "%(" not in note.sentence
