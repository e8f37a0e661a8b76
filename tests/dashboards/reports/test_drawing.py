"""The charts of a report: what they point at, what is written at their bars, and what is lit."""

import re
import zipfile

import pytest

from dashboards.reports import measuring
from dashboards.reports.contents import Column, Drawing, Form, Table
from tests.dashboards.reports import books


@pytest.fixture
def path(tmp_path):
    return books.written(tmp_path)


def series_of(path):
    (chart,) = books.charts(path)
    (series,) = chart.series
    return series


def test_a_chart_points_at_the_rows_of_its_table(path):
    series = series_of(path)
    assert books.cells_of(path, series.cat.numRef.f if series.cat.numRef else series.cat.strRef.f) == [
        "เป็นเจ้าของ",
        "เช่า",
        "บุกรุก",
    ]
    assert books.cells_of(path, series.val.numRef.f) == [0.452, 0.251, "ปกปิด"]
    assert books.cells_of(path, series.tx.strRef.f) == ["ร้อยละ"]


def test_the_bars_lie_and_the_first_row_is_on_top(path):
    (chart,) = books.charts(path)
    assert chart.type == "bar" and chart.x_axis.scaling.orientation == "maxMin"


def test_every_number_is_written_at_its_bar_and_a_word_gets_no_number(path):
    labels = series_of(path).dLbls
    assert labels.showVal and labels.numFmt == "0.0%" and labels.dLblPos == "outEnd"
    assert [(one.idx, one.showVal) for one in labels.dLbl] == [(2, False)]


def test_counts_are_drawn_where_there_are_no_shares(tmp_path):
    drawing = Drawing("มีเพียง 3", column=1, rows=2)
    path = books.written(tmp_path, books.sheet(books.table(drawing=drawing)))
    series = series_of(path)
    assert books.cells_of(path, series.val.numRef.f) == [1234, 600]
    assert series.dLbls.numFmt == "#,##0"


def test_only_the_bars_of_the_sentence_are_dark_and_all_have_an_outline(path):
    series = series_of(path)
    assert [point.idx for point in series.dPt] == [0]
    assert series.dPt[0].spPr.solidFill.srgbClr == "0B5D45"
    assert series.spPr.solidFill.srgbClr == "B9DCCB" and series.spPr.ln.solidFill.srgbClr == "17211C"


def test_a_row_beyond_the_drawn_ones_is_not_lit(tmp_path):
    drawing = Drawing("…", column=2, rows=2, lit=frozenset({1, 3}))
    path = books.written(tmp_path, books.sheet(books.table(drawing=drawing)))
    assert [point.idx for point in series_of(path).dPt] == [1]


def test_title_axis_and_labels_are_in_the_thai_face(path):
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/charts/chart1.xml").decode()
    faces = re.findall(r'<(?:a:)?(latin|cs) typeface="([^"]+)"', xml)
    assert {face for _kind, face in faces} == {"TH Sarabun New"} and len(faces) >= 6


def test_a_chart_says_its_sentence(path):
    (chart,) = books.charts(path)
    (paragraph,) = chart.title.tx.rich.p
    assert "".join(run.t for run in paragraph.r) == "45% เป็นเจ้าของ"


def test_more_bars_make_a_higher_chart(tmp_path):
    rows = [(f"คำตอบ {number}", number, number / 100) for number in range(12)]
    table = books.table(rows=rows, drawing=Drawing("…", column=2, rows=12))
    assert measuring.chart_height(table) > measuring.chart_height(books.table())
    (chart,) = books.charts(books.written(tmp_path, books.sheet(table)))
    assert abs(chart.anchor.ext.height - measuring.chart_height(table) * 12_700) < 2


def test_what_is_compared_is_hatched_and_named(tmp_path):
    rows = [(label, count, share, 0.3) for label, count, share in books.ROWS[:2]]
    columns = (*books.COLUMNS, Column("ร้อยละ รอบ 2569", Form.SHARE))
    drawing = Drawing("…", column=2, rows=2, beside=3)
    path = books.written(tmp_path, books.sheet(Table("…", columns, tuple(rows), drawing=drawing)))
    (chart,) = books.charts(path)
    own, other = chart.series
    assert books.cells_of(path, other.tx.strRef.f) == ["ร้อยละ รอบ 2569"]
    assert books.cells_of(path, other.val.numRef.f) == [0.3, 0.3]
    assert other.spPr.pattFill.prst == "wdUpDiag" and own.spPr.pattFill is None
    assert chart.legend.legendPos == "b" and other.dLbls.showVal


def test_one_series_needs_no_legend(path):
    (chart,) = books.charts(path)
    assert chart.legend is None


def test_a_chart_may_stand_beside_another_table_than_it_draws(tmp_path):
    districts = books.sheet(books.table("", drawing=None), name="รายเขต", is_one_table=True)
    drawing = Drawing("เรียงตามเขต", column=1, rows=2, of=districts)
    path = books.written(tmp_path, books.sheet(books.table(drawing=drawing)), districts)
    series = series_of(path)
    assert series.val.numRef.f.startswith("'รายเขต'!")
    assert books.cells_of(path, series.val.numRef.f) == [1234, 600]
    assert books.cells_of(path, series.tx.strRef.f) == ["จำนวน"]
