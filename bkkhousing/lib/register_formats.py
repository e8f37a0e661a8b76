"""Tables of registers in and out of the admin: read behind the guards of uploads, written so that nothing runs."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import tablib
from django.utils.translation import gettext_lazy as _
from import_export.formats.base_formats import Format
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from bkkhousing.lib import uploads
from bkkhousing.lib.sheet_files import OLD_OFFICE, SheetProblem, kind_of
from bkkhousing.lib.sheet_text import safe_text
from bkkhousing.lib.workbook_cells import clean_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBERS = (int, float)
MOST_ROWS = 10_000
"""A page of the admin judges a file while the person waits; longer ones go through the page of imports."""
TOO_MANY = _("หน้านี้รับไม่เกิน %(most)s แถว — แบ่งไฟล์ หรือใช้หน้านำเข้าไฟล์ซึ่งทำงานอยู่เบื้องหลัง")


def dataset_of(content: bytes, *, name: str) -> tablib.Dataset:
    """The main sheet of an upload; raises SheetProblem for what is no table, too large or hostile."""
    with tempfile.NamedTemporaryFile(suffix=".upload") as file:
        Path(file.name).write_bytes(content)
        upload = uploads.inspect(file.name, name=name)
        if upload.main.rows_seen > MOST_ROWS:
            raise SheetProblem(TOO_MANY, most=f"{MOST_ROWS:,}")
        table = uploads.read_rows(file.name, name=name, sheet=upload.main.name, encoding=upload.encoding)
        rows = [[cell if isinstance(cell, str) else str(cell) for cell in row] for row in table.rows]
    return tablib.Dataset(*rows, headers=table.headers)


class GuardedTable(Format):
    """What may come in: one format for all kinds of tables, told by their content whatever `encoding` a form names."""

    def __init__(self, encoding: str | None = None) -> None:
        self.encoding = encoding

    def get_title(self) -> str:
        return str(_("ตาราง .xlsx .xls หรือ .csv"))

    def can_import(self) -> bool:
        return True

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        return dataset_of(in_stream, name=_name_for(in_stream))


def _name_for(content: bytes) -> str:
    """A name that promises what the content is; the true one was looked at when the file came."""
    if content.startswith(OLD_OFFICE):
        return "register.xls"
    return "register.xlsx" if kind_of(content) == "workbook" else "register.csv"


class Workbooks(Format):
    """A workbook in which text is text, whatever it begins with."""

    CONTENT_TYPE = XLSX

    def get_title(self) -> str:
        return "xlsx"

    def get_extension(self) -> str:
        return "xlsx"

    def get_content_type(self) -> str:
        return XLSX

    def can_export(self) -> bool:
        return True

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> bytes:
        book, file = Workbook(write_only=True), io.BytesIO()
        sheet = book.create_sheet((dataset.title or "register")[:31])
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, header, bold=True) for header in dataset.headers])
        for row in dataset:
            sheet.append([_cell(sheet, value) for value in row])
        book.save(file)
        return file.getvalue()


def _cell(sheet, value: object, *, bold: bool = False) -> WriteOnlyCell:
    plain = value if isinstance(value, (*NUMBERS, date)) else clean_text("" if value is None else str(value))
    cell = WriteOnlyCell(sheet, plain if plain != "" else None)
    if isinstance(plain, str) and plain:
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


class TextTables(Format):
    """CSV with a BOM, in which nothing runs as a formula."""

    CONTENT_TYPE = "text/csv"

    def get_title(self) -> str:
        return "csv"

    def get_extension(self) -> str:
        return "csv"

    def get_content_type(self) -> str:
        return "text/csv"

    def can_export(self) -> bool:
        return True

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> bytes:
        text = io.StringIO(newline="")
        rows = csv.writer(text)
        rows.writerow([safe_text(header) for header in dataset.headers])
        rows.writerows([safe_text(value) for value in row] for row in dataset)
        return text.getvalue().encode("utf-8-sig")
