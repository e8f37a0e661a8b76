"""Charts of Excel's own, pointing at the cells of their table: bars with their numbers at the ends, and curves."""

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.text import Font as ChartFont
from openpyxl.utils import get_column_letter, quote_sheetname

from dashboards.reports import looks
from dashboards.reports.contents import TABLES_FROM, Drawing, Table
from dashboards.tiles import width_of

WIDTH, BAR, LOWEST = 15.5, 0.7, 3.6  # centimetres
TITLE, LEGEND, BELOW, LETTER, NUMBER = 1.2, 0.9, 0.3, 0.23, 1.6
"""What stands around the bars: title and legend, and how much a letter of a label and a number at a bar take."""
WIDEST_LABELS, CURVE_HEIGHT, CURVE_LABELS, LINE = 0.45, 8.0, 6, 22_000
HALF_POINTS = 100
THAI_LETTERS, SWISS_FACE = -34, 34
GAP_BETWEEN_BARS, THIN = 45, 6350
UNSAID = dict.fromkeys(
    ("showSerName", "showCatName", "showLegendKey", "showPercent", "showBubbleSize"), False
)


def height_of(table: Table) -> float:
    """The height of a table's chart in centimetres; nothing without one."""
    if table.drawing is None:
        return 0.0
    if table.drawing.is_curve:
        return CURVE_HEIGHT
    bars = table.drawing.rows * (1 + 0.4 * (len(table.drawing.columns) - 1))
    return max(LOWEST, bars * BAR + TITLE + BELOW + _legend_height(table.drawing))


def _legend_height(drawing: Drawing) -> float:
    return LEGEND if len(drawing.columns) > 1 else 0.0


def chart_of(table: Table, sheet: str, head_row: int) -> BarChart | LineChart:
    """The chart of a table whose head stands in `head_row` of a sheet, or of the table of another sheet."""
    drawing = table.drawing
    chart = LineChart() if drawing.is_curve else BarChart()
    if drawing.of:
        sheet, head_row = drawing.of.name, TABLES_FROM
    last = head_row + drawing.rows
    for column in drawing.columns:
        chart.add_data(_cells(sheet, column, head_row, last), titles_from_data=True)
    chart.set_categories(_cells(sheet, 0, head_row + 1, last))
    chart.width, chart.height = WIDTH, height_of(table)
    chart.title = _title(drawing.title)
    _dress(chart)
    (_as_curve if drawing.is_curve else _as_bars)(chart, table)
    return chart


def _as_bars(chart: BarChart, table: Table) -> None:
    """Labels in place of an axis of numbers; the first row on top."""
    drawing = table.drawing
    chart.type, chart.gapWidth = "bar", GAP_BETWEEN_BARS
    chart.layout = _place_of_bars(table)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1
    chart.y_axis.delete, chart.y_axis.majorGridlines = True, None
    for series, column in zip(chart.series, drawing.columns, strict=True):
        series.dLbls = _labels(table.drawn, column, drawing.rows)
    _colour(chart, drawing)


def _as_curve(chart: LineChart, table: Table) -> None:
    """A line through the rows, what is beside it dashed; a few of the labels below."""
    chart.legend = Legend(legendPos="b", txPr=_written(_letters(12)))
    chart.x_axis.tickLblSkip = max(1, table.drawing.rows // CURVE_LABELS)
    chart.y_axis.delete, chart.y_axis.number_format = False, "#,##0"
    chart.y_axis.txPr = _written(_letters(12))
    for series, (colour, dash) in zip(
        chart.series, ((looks.LIT, "solid"), (looks.MUTED, "dash")), strict=False
    ):
        series.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=colour, w=LINE, prstDash=dash)
        )
        series.smooth, series.marker = False, Marker(symbol="none")


def _place_of_bars(table: Table) -> Layout:
    """Beside labels that need no second line, with room for the numbers at the ends."""
    height, rows = height_of(table), table.drawn.rows[: table.drawing.rows]
    longest = max(width_of(str(row[0])) for row in rows)
    left = min(WIDEST_LABELS, (longest * LETTER + BELOW) / WIDTH)
    below = BELOW + _legend_height(table.drawing)
    place = {
        "x": left,
        "w": 1 - left - NUMBER / WIDTH,
        "y": TITLE / height,
        "h": 1 - (TITLE + below) / height,
    }
    return Layout(ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", **place))


def _cells(sheet: str, column: int, first: int, last: int) -> Reference:
    letter = get_column_letter(column + 1)
    return Reference(range_string=f"{quote_sheetname(sheet)}!${letter}${first}:${letter}${last}")


def _dress(chart: BarChart | LineChart) -> None:
    """What bars and curves have in common."""
    chart.x_axis.delete, chart.x_axis.majorTickMark = False, "none"
    chart.x_axis.txPr = _written(_letters(12))
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=looks.LINE))
    chart.y_axis.scaling.min = 0
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=looks.LINE))


def _colour(chart: BarChart, drawing: Drawing) -> None:
    """The bars of the sentence dark; what is compared is hatched, and only then there is a legend."""
    own, *others = chart.series
    own.graphicalProperties = _fill(looks.PLAIN)
    drawn = range(drawing.rows)
    own.dPt = [DataPoint(idx=row, spPr=_fill(looks.LIT)) for row in drawn if row in drawing.lit]
    chart.legend = Legend(legendPos="b", txPr=_written(_letters(12))) if others else None
    for other in others:
        hatch = PatternFillProperties(
            prst="wdUpDiag", fgClr=_colour_of(looks.MUTED), bgClr=_colour_of("FFFFFF")
        )
        other.graphicalProperties = GraphicalProperties(pattFill=hatch, ln=_outline())


def _labels(table: Table, column: int, drawn: int) -> DataLabelList:
    """The number at each bar; a row without a number has a word in its cell and no label."""
    values = [row[column] for row in table.rows[:drawn]]
    numbers = [value for value in values if isinstance(value, int | float)]
    silent = [
        DataLabel(idx=place, showVal=False, **UNSAID)
        for place, value in enumerate(values)
        if not isinstance(value, int | float)
    ]
    return DataLabelList(
        dLbl=silent,
        numFmt=looks.format_of(table.columns[column].form, next(iter(numbers), 0)),
        txPr=_written(_letters(12, bold=True)),
        dLblPos="outEnd",
        showVal=True,
        **UNSAID,
    )


def _fill(colour: str) -> GraphicalProperties:
    """The colour with an outline of ink, so that a bar is seen on any paper."""
    return GraphicalProperties(solidFill=colour, ln=_outline())


def _outline() -> LineProperties:
    return LineProperties(solidFill=looks.INK, w=THIN)


def _colour_of(value: str) -> ColorChoice:
    return ColorChoice(srgbClr=value)


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
