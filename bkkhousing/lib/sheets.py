"""Uploaded tables, read by what they are: CSV in the encodings of Thai offices, and Excel workbooks."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from bkkhousing.lib.sheet_files import SheetProblem, decode, kind_of, refuse_unless_named_so
from bkkhousing.lib.sheet_text import formula_safe, safe_text
from bkkhousing.lib.sheet_workbooks import refuse_unsafe_workbook

__all__ = ["Cell", "SheetContent", "SheetProblem", "formula_safe", "read_rows", "safe_text", "sheet_names"]

Cell = str | date
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class SheetContent:
    """A table: its headers, and its rows to go through once, each as wide as the headers."""

    headers: tuple[str, ...]
    numbered_rows: Iterator[tuple[int, list[Cell]]]
    name: str
    encoding: str
    header_row: int = 1
    totals_row: int | None = None
    notes: tuple = ()

    @property
    def rows(self) -> Iterator[list[Cell]]:
        """The rows that are not blank; `numbered_rows` adds the number a person sees beside the row."""
        return (cells for _number, cells in self.numbered_rows)


def read_rows(path: Path | str, *, name: str = "", sheet: str = "") -> SheetContent:
    """The first sheet (or the named one) of a CSV file or .xlsx workbook; raises SheetProblem.

    `name` is what the person called the file, when it lies under another name here. Texts come
    trimmed; a workbook's dates come as date or datetime, its numbers as text ("1234", never "1234.0").
    A SheetProblem may still come while the rows are read.
    """
    content = Path(path).read_bytes()
    kind = kind_of(content)
    refuse_unless_named_so(kind, name or Path(path).name)
    if kind == "workbook":
        return _workbook_content(content, sheet)
    text, encoding = decode(content)
    return _table(_csv_rows(text), name="", encoding=encoding)


def sheet_names(path: Path | str) -> list[str]:
    """The sheets of a workbook in their order; a CSV file has none."""
    content = Path(path).read_bytes()
    return _open_workbook(content).sheet_names if kind_of(content) == "workbook" else []


def _workbook_content(content: bytes, sheet: str) -> SheetContent:
    workbook = _open_workbook(content)
    if sheet and sheet not in workbook.sheet_names:
        raise SheetProblem(_("ไม่พบแผ่นงานชื่อ “%(sheet)s” ในไฟล์"), sheet=sheet)
    try:
        found = workbook.get_sheet_by_name(sheet) if sheet else workbook.get_sheet_by_index(0)
    except CalamineError as error:
        raise SheetProblem(_("อ่านแผ่นงานไม่ได้ — เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx")) from error
    return _table(_workbook_rows(found), name=found.name, encoding="")


def _open_workbook(content: bytes) -> CalamineWorkbook:
    refuse_unsafe_workbook(content)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError as error:
        raise SheetProblem(_("เปิดสมุดงานไม่ได้ — เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx")) from error


def _workbook_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[Cell]]]:
    """Rows with their numbers, starting in column A even when the sheet's first columns are empty."""
    if sheet.start is None:
        return
    margin = [""] * sheet.start[1]
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, margin + [_as_cell(value) for value in cells]


def _as_cell(value: object) -> Cell:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, date | datetime):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds()) // 3600}:{int(value.total_seconds()) // 60 % 60:02d}"
    return str(value).upper() if isinstance(value, bool) else str(value)


def _csv_rows(text: str) -> Iterator[tuple[int, list[Cell]]]:
    number = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        for number, cells in enumerate(reader, start=1):
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise SheetProblem(_('แถวที่ %(row)s อ่านไม่ได้ เครื่องหมายคำพูด (") อาจไม่ครบคู่'), row=number + 1) from error


def _delimiter(text: str) -> str:
    """The sign that cuts the first line that is not blank into most columns."""
    first = next((line for line in io.StringIO(text, newline=None) if line.strip(DELIMITERS + " ")), "")
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _table(numbered: Iterator[tuple[int, list[Cell]]], *, name: str, encoding: str) -> SheetContent:
    """Take the first row that is not blank as headers; the rest follows lazily."""
    filled = ((number, cells) for number, cells in numbered if any(cell != "" for cell in cells))
    _number, cells = next(filled, (0, []))
    if not cells:
        raise SheetProblem(_("ไฟล์นี้ว่างเปล่า ไม่มีหัวตารางและไม่มีข้อมูล"))
    headers = _headers(cells)
    return SheetContent(headers, _fitted(filled, len(headers)), name, encoding)


def _headers(cells: list[Cell]) -> tuple[str, ...]:
    names = [str(cell) for cell in cells]
    while names[-1] == "":
        names.pop()
    seen: dict[str, int] = {}
    for column, header in enumerate(names, start=1):
        if header == "":
            raise SheetProblem(_("คอลัมน์ที่ %(column)s ไม่มีหัวตาราง"), column=column)
        if header in seen:
            words = {"column": column, "first": seen[header]}
            raise SheetProblem(_("หัวตารางของคอลัมน์ที่ %(column)s ซ้ำกับคอลัมน์ที่ %(first)s"), **words)
        seen[header] = column
    return tuple(names)


def _fitted(rows: Iterator[tuple[int, list[Cell]]], width: int) -> Iterator[tuple[int, list[Cell]]]:
    for number, cells in rows:
        if any(cell != "" for cell in cells[width:]):
            raise SheetProblem(_("แถวที่ %(row)s มีข้อมูลเกินหัวตาราง (%(width)s คอลัมน์)"), row=number, width=width)
        yield number, cells[:width] + [""] * (width - len(cells))
