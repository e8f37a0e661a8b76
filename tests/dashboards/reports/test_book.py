"""The workbook of a report: what stands in its cells, how it is printed, and that no text runs."""

import re
import zipfile
from itertools import zip_longest

import openpyxl
import pytest

from dashboards.reports import measuring
from dashboards.reports.contents import Column, Table
from tests.dashboards.reports import books

EMU_PER_POINT = 12_700
HOSTILE = ('=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1", "=cmd|' /C calc'!A0")


@pytest.fixture
def path(tmp_path):
    return books.written(tmp_path)


def test_both_readers_find_the_same_cells(path):
    pairs = zip_longest(books.through_openpyxl(path), books.through_calamine(path), fillvalue=[])
    for ours, theirs in pairs:
        width = max(len(ours), len(theirs))
        assert [*ours, *[""] * (width - len(ours))] == [*theirs, *[""] * (width - len(theirs))]


def test_the_rows_stand_below_their_head_in_order(path):
    rows = [row[:3] for row in books.through_openpyxl(path)]
    head = rows.index(["การถือครอง", "จำนวน", "ร้อยละ"])
    assert rows[head + 1 : head + 5] == [
        ["เป็นเจ้าของ", 1234, 0.452],
        ["เช่า", 600, 0.251],
        ["บุกรุก", "ปกปิด", "ปกปิด"],
        ["ไม่ทราบ", 0, "–"],
    ]


def test_the_title_and_the_moment_stand_on_top(path):
    paper = books.paper(path)
    assert (paper["A1"].value, paper["A2"].value) == ("หน้าที่ดิน", "ณ 21 พ.ย. 2569 14:02:33 น.")
    assert (paper["A4"].value, paper["A5"].value) == ("45% เป็นเจ้าของ", "ร้อยละของ 2,730 ครัวเรือน")


def test_numbers_carry_the_format_of_their_column(path):
    paper = books.paper(path)
    assert [paper.cell(7, place).number_format for place in (2, 3)] == ["#,##0", "0.0%"]
    assert [paper.cell(7, place).data_type for place in (1, 2, 3)] == ["s", "n", "n"]


def test_every_written_cell_is_in_a_thai_face_whose_fallback_is_named(path):
    cells = [cell for row in books.paper(path).iter_rows() for cell in row if cell.value is not None]
    faces = {(cell.font.name, cell.font.charset, cell.font.family) for cell in cells}
    assert faces == {("TH Sarabun New", 222, 2)}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_no_formula_whatever_it_begins_with(tmp_path, text):
    rows = [(text, 5, 0.5)]
    sheet = books.sheet(books.table(title=text, rows=rows, drawing=None, notes=(text,)))
    path = books.written(tmp_path, sheet, title=text, author=text)
    found = [cell for row in books.paper(path).iter_rows() for cell in row if cell.value == text]
    assert len(found) == 3
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)
    xml = "".join(parts_of(path, "xl/worksheets/").values())
    assert "<f>" not in xml and "<f " not in xml


def parts_of(path, folder: str) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.startswith(folder)}


def test_characters_that_no_workbook_holds_are_left_out(tmp_path):
    path = books.written(tmp_path, books.sheet(books.table(title="ก\x00ข\x1fค")))
    assert books.paper(path)["A4"].value == "กขค"


def test_paper_is_a4_on_its_side_as_wide_as_the_sheet(path):
    setup = books.paper(path).page_setup
    assert (int(setup.paperSize), setup.orientation) == (9, "landscape")
    assert (int(setup.fitToWidth), int(setup.fitToHeight)) == (1, 0)
    assert books.paper(path).sheet_properties.pageSetUpPr.fitToPage


def test_the_print_area_holds_the_table_and_its_chart(path):
    paper = books.paper(path)
    (chart,) = paper._charts
    last = re.fullmatch(r"'ที่ดิน'!\$A\$1:\$([A-Z])\$(\d+)", paper.print_area)
    assert last and int(last[2]) >= paper.max_row
    first, end = chart.anchor._from.col + 1, openpyxl.utils.column_index_from_string(last[1])
    letters = [openpyxl.utils.get_column_letter(place) for place in range(first, end + 1)]
    room = sum(measuring.points(paper.column_dimensions[letter].width) for letter in letters)
    assert first == 5 and chart.anchor.ext.width / EMU_PER_POINT <= room


def test_title_and_moment_come_again_on_every_page(path):
    paper = books.paper(path)
    assert paper.print_title_rows == "$1:$3" and paper.freeze_panes == "A3"


def test_a_long_table_keeps_its_head_in_sight_on_screen_and_paper(tmp_path):
    path = books.written(tmp_path, books.sheet(is_one_table=True))
    paper = books.paper(path)
    assert paper["A4"].value == "การถือครอง"
    assert paper.freeze_panes == "B5" and paper.print_title_rows == "$1:$4"


def test_the_edges_of_the_paper_tell_report_page_and_moment(path):
    paper = books.paper(path)
    assert paper.oddHeader.left.text == "รายงานผู้บริหาร"
    assert paper.oddFooter.left.text == "ณ 21 พ.ย. 2569 14:02:33 น."
    assert paper.oddFooter.right.text == "หน้า &P จาก &N"


def test_a_sign_of_the_edges_in_a_name_is_no_code(tmp_path):
    xml = parts_of(books.written(tmp_path, title="R&D &P" + "ย" * 300), "xl/worksheets/")[
        "xl/worksheets/sheet1.xml"
    ]
    head = re.search("<oddHeader>(.*?)</oddHeader>", xml)[1]
    assert "R&amp;&amp;D &amp;&amp;P" in head
    assert len(head.replace("&amp;", "&")) <= 255


def test_a_row_of_the_cover_leads_to_its_sheet(tmp_path):
    index = Table("แผ่น", (Column("แผ่น"),), (("ที่ดิน",), ("=ปลอม",)), links=("ที่ดิน", ""))
    path = books.written(tmp_path, books.sheet(index, name="ปก"), books.sheet())
    paper = books.paper(path, "ปก")
    assert paper["A6"].hyperlink.location == "'ที่ดิน'!A1" and paper["A6"].font.underline == "single"
    assert paper["A7"].hyperlink is None


def test_what_has_no_room_on_a_page_begins_the_next(tmp_path):
    tables = [books.table(title=f"ตาราง {number}") for number in range(6)]
    paper = books.paper(books.written(tmp_path, books.sheet(*tables)))
    breaks = [one.id for one in paper.row_breaks.brk]
    assert breaks
    assert all(str(paper.cell(row + 1, 1).value).startswith("ตาราง") for row in breaks)


def test_no_chart_reaches_into_the_next_table(tmp_path):
    tables = [books.table(title=f"ตาราง {number}") for number in range(3)]
    paper = books.paper(books.written(tmp_path, books.sheet(*tables)))
    starts = [row for row in range(1, paper.max_row + 1) if str(paper.cell(row, 1).value).startswith("ตาราง")]
    for chart, following in zip(paper._charts, starts[1:], strict=False):
        first = chart.anchor._from.row + 1
        room = sum(paper.row_dimensions[row].height for row in range(first, following - 1))
        assert chart.anchor.ext.height / EMU_PER_POINT <= room


def test_labels_wrap_and_their_rows_are_high_enough(tmp_path):
    label = "อยู่ฟรี บ้านพักสวัสดิการของหน่วยงานหรือบ้านของนายจ้าง " * 3
    paper = books.paper(books.written(tmp_path, books.sheet(books.table(rows=[(label, 1, 0.1)] * 3))))
    assert paper["A7"].alignment.wrap_text and paper.row_dimensions[7].height >= 3 * 21


def test_notes_go_over_the_whole_width(tmp_path):
    paper = books.paper(books.written(tmp_path, books.sheet(books.table(notes=("นิยาม " * 60,)))))
    (merged,) = paper.merged_cells.ranges
    assert f"A1:{openpyxl.utils.get_column_letter(merged.max_col)}" in paper.print_area.replace("$", "")
    assert paper.row_dimensions[merged.min_row].height >= 2 * 18


def test_a_table_without_columns_is_its_sentence(tmp_path):
    paper = books.paper(books.written(tmp_path, books.sheet(Table("หนี้", unit="รอบ 2568 ไม่ได้ถามเรื่องนี้"))))
    assert (paper["A4"].value, paper["A5"].value) == ("หนี้", "รอบ 2568 ไม่ได้ถามเรื่องนี้")


def test_a_file_that_fails_is_no_file(tmp_path, monkeypatch):
    def fail(*given):
        raise OSError

    monkeypatch.setattr("openpyxl.workbook.workbook.Workbook.save", fail)
    with pytest.raises(OSError):
        books.written(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_file_tells_its_title_author_and_moment(path):
    properties = openpyxl.load_workbook(path).properties
    assert (properties.title, properties.creator) == ("รายงานผู้บริหาร", "ทดสอบ")
    assert properties.created.isoformat() == "2026-11-21T07:02:33"
