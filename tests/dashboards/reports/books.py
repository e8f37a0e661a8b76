"""Small reports for tests, written and read back with two readers that have nothing in common."""

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from dashboards.reports.book import write_report
from dashboards.reports.contents import Column, Drawing, Form, Report, Sheet, Table

AT = datetime(2026, 11, 21, 7, 2, 33, tzinfo=UTC)
COLUMNS = (Column("การถือครอง"), Column("จำนวน", Form.COUNT), Column("ร้อยละ", Form.SHARE))
ROWS = (("เป็นเจ้าของ", 1234, 0.452), ("เช่า", 600, 0.251), ("บุกรุก", "ปกปิด", "ปกปิด"), ("ไม่ทราบ", 0, None))
BARS = Drawing("45% เป็นเจ้าของ", column=2, rows=3, lit=frozenset({0}))


def table(title: str = "45% เป็นเจ้าของ", rows=ROWS, drawing: Drawing | None = BARS, **more) -> Table:
    return Table(title, COLUMNS, tuple(rows), unit="ร้อยละของ 2,730 ครัวเรือน", drawing=drawing, **more)


def sheet(*tables: Table, name: str = "ที่ดิน", **more) -> Sheet:
    return Sheet(name, f"หน้า{name}", "ณ 21 พ.ย. 2569 14:02:33 น.", "เรื่องที่ดิน", tables or (table(),), **more)


def written(folder: Path, *sheets: Sheet, title: str = "รายงานผู้บริหาร", author: str = "ทดสอบ") -> Path:
    path = folder / "report.xlsx"
    write_report(path, Report(title, author, sheets or (sheet(),)), at=AT)
    return path


def paper(path: Path, name: str = "ที่ดิน") -> Worksheet:
    return openpyxl.load_workbook(path)[name]


def through_openpyxl(path: Path, name: str = "ที่ดิน") -> list[list]:
    return [
        ["" if value is None else value for value in row]
        for row in paper(path, name).iter_rows(values_only=True)
    ]


def through_calamine(path: Path, name: str = "ที่ดิน") -> list[list]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(skip_empty_area=False)


def charts(path: Path, name: str = "ที่ดิน") -> list[BarChart]:
    return paper(path, name)._charts


def cells_of(path: Path, reference: str) -> list:
    """The values that a reference of a chart points at."""
    return cells_in(openpyxl.load_workbook(path), reference)


def cells_in(book: openpyxl.Workbook, reference: str) -> list:
    name, area = reference.rsplit("!", 1)
    found = book[name.strip("'")][area.replace("$", "")]
    return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]


def names(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames
