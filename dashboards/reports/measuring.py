"""How wide and how high things get on a sheet, in points, before they are written."""

from dashboards.reports import looks
from dashboards.reports.contents import Column, Sheet, Table, Value
from dashboards.reports.drawing import WIDTH, height_of

POINTS_PER_CM = 72 / 2.54
PAPER_WIDTH, PAPER_HEIGHT = 27.7 * POINTS_PER_CM, 17.0 * POINTS_PER_CM
"""What the margins leave of A4 on its side."""
POINTS_PER_PIXEL, PIXELS_PER_LETTER, PADDING = 0.75, 7, 5


def points(width: float) -> float:
    """A column's width in points."""
    return (width * PIXELS_PER_LETTER + PADDING) * POINTS_PER_PIXEL


def widths_of(sheet: Sheet) -> list[float]:
    """The width of every column, as many as the widest table has or a chart beside the tables reaches over."""
    widths = [looks.LABEL_WIDTH]
    for table in sheet.tables:
        for place, column in enumerate(table.columns):
            widths[place:] = [
                max([width_of(column, place), *widths[place : place + 1]]),
                *widths[place + 1 :],
            ]
    if all(table.drawing is None for table in sheet.tables):
        return widths
    reach = chart_column(sheet) - 1
    widths += [looks.NUMBER_WIDTH] * (reach - len(widths))
    while sum(map(points, widths[reach:])) < WIDTH * POINTS_PER_CM:
        widths.append(looks.NUMBER_WIDTH)
    return widths


def width_of(column: Column, place: int) -> float:
    if column.width:
        return column.width
    if column.is_number:
        return looks.NUMBER_WIDTH
    return looks.LABEL_WIDTH if place == 0 else looks.TEXT_WIDTH


def chart_column(sheet: Sheet) -> int:
    """The column at which charts begin: one is left free beside the widest table that has one."""
    return max((len(table.columns) for table in sheet.tables if table.drawing), default=0) + 2


def page_height(widths: list[float]) -> float:
    """The height of a page for what comes below its title, once the sheet is as wide as the paper."""
    whole = sum(points(width) for width in widths)
    return PAPER_HEIGHT * max(1.0, whole / PAPER_WIDTH) - looks.TITLE_ROW - looks.SMALL_ROW - looks.BETWEEN


def row_height(values: tuple[Value, ...], widths: list[float]) -> float:
    lines = (looks.lines_of(value, width) for value, width in zip(values, widths, strict=False))
    return looks.ROW * max(lines, default=1)


def note_height(note: str, widths: list[float]) -> float:
    """Notes go over the whole width, in smaller letters."""
    return looks.SMALL_ROW * looks.lines_of(note, sum(widths))


def table_height(table: Table, widths: list[float]) -> float:
    """A table with its title, its chart and its notes."""
    above = looks.HEADING_ROW * bool(table.title) + looks.SMALL_ROW * bool(table.unit)
    titles = tuple(column.title for column in table.columns)
    cells = sum(row_height(row, widths) for row in (titles, *table.rows)) if titles else 0
    notes = sum(note_height(note, widths) for note in table.notes)
    return above + max(cells, chart_height(table)) + notes + looks.BETWEEN


def chart_height(table: Table) -> float:
    return height_of(table) * POINTS_PER_CM
