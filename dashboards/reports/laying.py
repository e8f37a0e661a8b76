"""Lays the tables of a sheet under each other, each with its chart beside it, whole on a page of A4."""

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from bkkhousing.lib.workbook_cells import clean_text
from dashboards.reports import looks, measuring
from dashboards.reports.contents import Column, Sheet, Table, Value
from dashboards.reports.drawing import chart_of


def put(cell: Cell, value: Value) -> None:
    """Write a value; a text is no formula whatever it begins with, not even after somebody edited it."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = clean_text(value)
    cell.data_type = "s"
    cell.quotePrefix = True


def lay(sheet: Sheet, paper: Worksheet) -> int:
    """Write all tables of a sheet; returns the row of the first head."""
    laying = _Laying(sheet, paper)
    heads = [laying.add(table) for table in sheet.tables]
    for place, width in enumerate(laying.widths, 1):
        paper.column_dimensions[get_column_letter(place)].width = width
    paper.print_area = f"A1:{get_column_letter(len(laying.widths))}{laying.row - 1}"
    return heads[0]


class _Laying:
    """A sheet being written: the next row, and how much of the page is taken."""

    def __init__(self, sheet: Sheet, paper: Worksheet) -> None:
        self.paper = paper
        self.widths = measuring.widths_of(sheet)
        self.beside = get_column_letter(measuring.chart_column(sheet))
        self.is_one_table = sheet.is_one_table
        self.page, self.taken = measuring.page_height(self.widths), 0.0
        self.row = 1
        self.line(sheet.title, looks.TITLE_FONT, looks.TITLE_ROW)
        self.line(sheet.source, looks.SMALL_FONT, looks.SMALL_ROW)
        self.end_row(looks.BETWEEN)

    def add(self, table: Table) -> int:
        """One table; what has no room on this page begins the next. Returns the row of its head."""
        height = measuring.table_height(table, self.widths)
        if self.taken and self.taken + height > self.page:
            self.paper.row_breaks.append(Break(id=self.row - 1))
            self.taken = 0.0
        self.taken += height
        if table.title and not self.is_one_table:
            self.line(table.title, looks.HEADING_FONT, looks.HEADING_ROW)
        if table.unit and not self.is_one_table:
            self.line(table.unit, looks.SMALL_FONT, looks.SMALL_ROW)
        head = self.row
        if table.columns:
            self.cells(table)
        for note in table.notes:
            self.note(note)
        self.end_row(looks.BETWEEN)
        return head

    def cells(self, table: Table) -> None:
        """Head and rows, and the chart beside them down to where it ends."""
        head = self.row
        titles = tuple(column.title for column in table.columns)
        height = self.cells_of_head(table.columns, titles)
        for row in table.rows:
            height += self.cells_of_row(table.columns, row)
        for place, target in enumerate(table.links, head + 1):
            self.link(self.paper.cell(place, 1), target)
        if table.drawing:
            self.paper.add_chart(chart_of(table, self.paper.title, head), f"{self.beside}{head}")
            self.go_down(measuring.chart_height(table) - height)

    def cells_of_head(self, columns: tuple[Column, ...], titles: tuple[str, ...]) -> float:
        for place, column in enumerate(columns, 1):
            alignment = looks.HEAD_NUMBERS if column.is_number else looks.HEAD_WORDS
            cell = self.write(place, column.title, looks.HEAD_FONT, alignment)
            cell.fill, cell.border = looks.HEAD_FILL, looks.HEAD_RULE
        return self.end_row(measuring.row_height(titles, self.widths))

    def cells_of_row(self, columns: tuple[Column, ...], row: tuple[Value, ...]) -> float:
        for place, (column, value) in enumerate(zip(columns, row, strict=True), 1):
            shown = looks.NOTHING if value is None else value
            words = looks.WORDS if place == 1 else looks.FURTHER_WORDS
            alignment = looks.NUMBERS if column.is_number else words
            cell = self.write(place, shown, looks.PLAIN_FONT, alignment)
            cell.border = looks.RULE
            if not isinstance(shown, str):
                cell.number_format = looks.format_of(column.form, shown)
        return self.end_row(measuring.row_height(row, self.widths))

    def link(self, cell: Cell, target: str) -> None:
        if target:
            place = f"{quote_sheetname(target)}!A1"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=str(cell.value))
            cell.font = looks.LINK_FONT

    def line(self, text: str, font: Font, height: float) -> None:
        """A text over the columns to its right, which are empty."""
        self.write(1, text, font, looks.ONE_LINE)
        self.end_row(height)

    def note(self, text: str) -> None:
        """A text over the whole width in as many lines as it needs."""
        self.write(1, text, looks.SMALL_FONT, looks.WORDS)
        self.paper.merge_cells(
            start_row=self.row, end_row=self.row, start_column=1, end_column=len(self.widths)
        )
        self.end_row(measuring.note_height(text, self.widths))

    def go_down(self, left: float) -> None:
        """Empty rows as far as the chart reaches below the last row of the table."""
        while left > 0:
            left -= self.end_row(looks.ROW)

    def write(self, place: int, value: Value, font: Font, alignment: Alignment) -> Cell:
        cell = self.paper.cell(self.row, place)
        put(cell, value)
        cell.font, cell.alignment = font, alignment
        return cell

    def end_row(self, height: float) -> float:
        self.paper.row_dimensions[self.row].height = height
        self.row += 1
        return height
