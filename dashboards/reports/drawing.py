"""Charts of Excel's own: horizontal bars with their numbers at the ends, pointing at the cells of their table."""

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.text import Font as ChartFont
from openpyxl.worksheet.worksheet import Worksheet

from dashboards.reports import looks
from dashboards.reports.contents import Table

WIDTH, BAR, AROUND, LOWEST = 15.5, 0.74, 2.4, 5.0  # centimetres
HALF_POINTS = 100
THAI_LETTERS, SWISS_FACE = -34, 34
GAP_BETWEEN_BARS = 45
UNSAID = dict.fromkeys(
    ("showSerName", "showCatName", "showLegendKey", "showPercent", "showBubbleSize"), False
)


def height_of(table: Table) -> float:
    """The height of a table's chart in centimetres; nothing without one."""
    return max(LOWEST, table.drawing.rows * BAR + AROUND) if table.drawing else 0.0


def bars_of(table: Table, sheet: Worksheet, head_row: int) -> BarChart:
    """The chart of a table whose head stands in `head_row`."""
    drawing = table.drawing
    column, last = drawing.column + 1, head_row + drawing.rows
    chart = BarChart()
    chart.type, chart.gapWidth, chart.legend = "bar", GAP_BETWEEN_BARS, None
    chart.add_data(Reference(sheet, min_col=column, min_row=head_row, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=head_row + 1, max_row=last))
    chart.width, chart.height = WIDTH, height_of(table)
    chart.title = _title(drawing.title)
    _dress(chart, table)
    return chart


def _dress(chart: BarChart, table: Table) -> None:
    """Labels in place of an axis of numbers; the first row on top."""
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.x_axis.majorTickMark, chart.y_axis.majorGridlines = "none", None
    chart.x_axis.txPr = _written(_letters(12))
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=looks.LINE))
    chart.y_axis.scaling.min = 0
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=looks.LINE))
    (series,) = chart.series
    series.graphicalProperties = _fill(looks.PLAIN)
    series.dPt = [
        DataPoint(idx=row, spPr=_fill(looks.LIT)) for row in sorted(table.drawing.lit & _drawn_rows(table))
    ]
    series.dLbls = _labels(table)


def _drawn_rows(table: Table) -> frozenset[int]:
    return frozenset(range(table.drawing.rows))


def _labels(table: Table) -> DataLabelList:
    """The number at each bar; a row without a number has a word in its cell and no label."""
    drawing = table.drawing
    silent = [
        DataLabel(idx=row, showVal=False, **UNSAID)
        for row in sorted(_drawn_rows(table))
        if not isinstance(table.rows[row][drawing.column], int | float)
    ]
    return DataLabelList(
        dLbl=silent,
        numFmt=looks.FORMATS[table.columns[drawing.column].form],
        txPr=_written(_letters(12, bold=True)),
        dLblPos="outEnd",
        showVal=True,
        **UNSAID,
    )


def _fill(colour: str) -> GraphicalProperties:
    """The colour with an outline of ink, so that a bar is seen on any paper."""
    return GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=looks.INK, w=6350))


def _letters(size: int, *, bold: bool = False) -> CharacterProperties:
    face = ChartFont(typeface=looks.FACE, pitchFamily=SWISS_FACE, charset=THAI_LETTERS)
    return CharacterProperties(
        sz=size * HALF_POINTS, b=bold, solidFill=looks.INK, latin=face, cs=face, lang="th-TH"
    )


def _written(letters: CharacterProperties) -> RichText:
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])


def _title(sentence: str) -> Title:
    letters = _letters(13, bold=True)
    run = RegularTextRun(rPr=letters, t=sentence)
    text = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[run])])
    return Title(tx=Text(rich=text), overlay=False, layout=Layout(ManualLayout()))
