"""The shown table as a file: a workbook with a chart of Excel's own, or CSV."""

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet

from bkkhousing.lib.sheet_text import formula_safe
from dashboards.explorer_drawing import CATEGORIES, finding_of, is_stacked, unit_of
from dashboards.readers.explorer import Cell, ExplorerPage
from dashboards.reports import looks

HEAD_ROW = 8
LABELS, NUMBERS = 34, 15
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOM = "\ufeff"


def facts_of(page: ExplorerPage) -> list[tuple[str, str]]:
    """What a table that stands alone has to say of itself."""
    return [
        (_("ที่มา"), page.source),
        (_("แสดงเป็น"), unit_of(page)),
        (_("นิยาม"), page.definition),
        (_("หมายเหตุ"), " · ".join(page.notes) or "–"),
    ]


def csv_of(page: ExplorerPage) -> bytes:
    """The table, and under it what it is; withheld counts keep their word."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([formula_safe(text) for text in (str(page.look.rows.label), *page.heads)])
    for line in page.lines:
        rows.writerow([formula_safe(line.label), *(_plain(cell) for cell in line.cells)])
    rows.writerows([[], [formula_safe(page.title)], *facts_of(page)])
    return (BOM + out.getvalue()).encode()


def _plain(cell: Cell) -> str | int | float:
    return cell.said if cell.value is None else round(cell.value, 1)


def workbook_of(page: ExplorerPage) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = _("ตาราง")
    sheet.sheet_view.showGridLines = False
    _write_head(sheet, page)
    _write_table(sheet, page)
    _lay_out(sheet, page)
    if chart := _chart(sheet, page):
        sheet.add_chart(chart, f"A{HEAD_ROW + len(page.lines) + 3}")
    book.properties.title, book.properties.creator = page.title, _("สำรวจที่อยู่อาศัย กทม.")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_head(sheet: Worksheet, page: ExplorerPage) -> None:
    sheet["A1"], sheet["A1"].font = page.title, looks.TITLE_FONT
    sheet["A2"], sheet["A2"].font = finding_of(page), looks.HEADING_FONT
    for row, (name, said) in enumerate(facts_of(page), start=3):
        sheet.cell(row, 1, f"{name}: {said}").font = looks.SMALL_FONT


def _write_table(sheet: Worksheet, page: ExplorerPage) -> None:
    for column, text in enumerate((str(page.look.rows.label), *page.heads), start=1):
        cell = sheet.cell(HEAD_ROW, column, text)
        cell.font, cell.fill, cell.border = looks.HEAD_FONT, looks.HEAD_FILL, looks.HEAD_RULE
        cell.alignment = looks.HEAD_NUMBERS if column > 1 else looks.HEAD_WORDS
    for row, line in enumerate(page.lines, start=HEAD_ROW + 1):
        sheet.cell(row, 1, line.label).alignment = looks.WORDS
        for column, cell in enumerate(line.cells, start=2):
            _write_number(sheet.cell(row, column), cell, is_share=_is_share(page, column))
        for cell in sheet[row]:
            cell.font, cell.border = looks.HEAD_FONT if line.is_total else looks.PLAIN_FONT, looks.RULE


def _is_share(page: ExplorerPage, column: int) -> bool:
    return bool(page.look.show) if page.look.columns else column == 3


def _write_number(place: SheetCell, cell: Cell, *, is_share: bool) -> None:
    """Shares are fractions of one, so that the workbook may count on; a withheld one is its word."""
    place.alignment = looks.NUMBERS
    if cell.value is None:
        place.value = cell.said
        return
    place.value = round(cell.value / 100, 4) if is_share else cell.value
    place.number_format = "0.0%" if is_share else "#,##0"


def _lay_out(sheet: Worksheet, page: ExplorerPage) -> None:
    sheet.column_dimensions["A"].width = LABELS
    for head in sheet[HEAD_ROW][1:]:
        sheet.column_dimensions[head.column_letter].width = NUMBERS
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 2)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _chart(sheet: Worksheet, page: ExplorerPage) -> BarChart | None:
    """Horizontal bars of the table's own cells, without its margins."""
    rows = len(page.lines) - 1
    columns = len(page.heads) - 1 if page.look.columns else 1
    if rows < 1:
        return None
    chart = BarChart()
    data = Reference(sheet, min_col=2, max_col=1 + columns, min_row=HEAD_ROW, max_row=HEAD_ROW + rows)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=HEAD_ROW + 1, max_row=HEAD_ROW + rows))
    chart.type, chart.title, chart.gapWidth = "bar", finding_of(page), 45
    if page.look.columns and is_stacked(page):
        chart.grouping, chart.overlap = "stacked", 100
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.width, chart.height = (
        26,
        max(8, rows * (0.9 if columns == 1 or is_stacked(page) else 0.5 * columns) + 4),
    )
    for number, series in enumerate(chart.series):
        series.graphicalProperties.solidFill = CATEGORIES[number % len(CATEGORIES)][1:]
        series.graphicalProperties.line.solidFill = "FFFFFF"
    if not page.look.columns:
        chart.legend = None
    return chart


FILES = {"xlsx": (WORKBOOK, workbook_of), "csv": ("text/csv; charset=utf-8", csv_of)}
