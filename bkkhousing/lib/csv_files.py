"""Writes row-level CSV files, alone or several in a zip: UTF-8 with a BOM, and nothing that runs as a formula."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain, islice
from operator import getitem
from typing import IO

from bkkhousing.lib.behind import Behind
from bkkhousing.lib.quick_zip import QuickZip
from bkkhousing.lib.sheet_text import formula_safe
from bkkhousing.lib.whole_files import appearing_whole
from bkkhousing.lib.workbook_cells import KINDS, NOTHING, RowWriter, Runs, clean_text
from bkkhousing.lib.workbooks import ROWS_PER_SHEET, Column, Sheet, Tab, name_of_tab, rows_of

BOM = b"\xef\xbb\xbf"
LINE_END = b"\r\n"
PLAIN = re.compile(r'[^\W_][^\x00-\x1f",\ud800-\udfff\ufffe\uffff]{0,1000}')
"""Text that begins with a letter or a digit and holds nothing that a field would have to change."""
NEEDS_QUOTES = re.compile('[",\r\n]')
ROWS_PER_WRITE = 256
REMEMBERED = 1024
"""Fields a column keeps: they are shorter than a workbook's cells, and kept once."""


class Fields(dict):
    """The fields of one column, in UTF-8, by stored value; a value is refused where a workbook would refuse it."""

    def __init__(self, column: Column) -> None:
        self.show = column.show
        self.cells = KINDS[column.kind]("A")
        self.takes_text = column.kind in ("text", "any")
        self.forget()

    def forget(self) -> None:
        self.clear()
        for nothing in NOTHING:
            self[nothing] = b""

    def __missing__(self, value: object) -> bytes:
        shown = self.show(value) if self.show else value
        if shown is None or shown == "":
            field = b""
        elif self.takes_text and type(shown) is str and PLAIN.fullmatch(shown):
            field = shown.encode()
        else:
            field = field_of(self.cells.plain_text(shown)).encode()
        if len(self) >= REMEMBERED:
            self.forget()
        self[value] = field
        return field


class Together(dict):
    """The fields of columns that stand beside each other and show one stored value, looked up at once."""

    def __init__(self, columns: Sequence[Fields]) -> None:
        self.columns = columns

    def __missing__(self, value: object) -> bytes:
        fields = b",".join([column[value] for column in self.columns])
        if len(self) >= REMEMBERED:
            self.clear()
        self[value] = fields
        return fields


def field_of(text: str) -> str:
    """The text as one field: defused, and in quotes where it must be."""
    safe = formula_safe(text)
    return '"{}"'.format(safe.replace('"', '""')) if NEEDS_QUOTES.search(safe) else safe


def write_csv(path: str | os.PathLike, sheet: Sheet) -> int:
    """Write one sheet with ISO dates; return its rows.  Text and titles that could run as a formula are defused."""
    with appearing_whole(path) as target, target.open("wb") as file:
        return _write_part(file, sheet, sheet.name, iter(sheet.rows)).rows


def write_csv_zip(
    path: str | os.PathLike,
    sheets: Iterable[Sheet],
    *,
    cover: Callable[[Sequence[Tab]], Sheet],
    rows_per_file: int = ROWS_PER_SHEET,
) -> dict[str, int]:
    """Write a CSV file per sheet into a zip and return the rows of each sheet.

    A sheet with more rows than Excel opens goes on in "name (2).csv".  The checksum of a file is that of its bytes.
    """
    tabs: list[Tab] = []
    with appearing_whole(path) as target, QuickZip(target) as archive:
        for sheet in sheets:
            tabs.extend(_files_of(archive, sheet, rows_per_file))
        counts = rows_of(tabs)
        last = cover(tuple(tabs))
        _write_file(archive, last, last.name, iter(last.rows))
    return counts


def _files_of(archive: QuickZip, sheet: Sheet, rows_per_file: int) -> Iterator[Tab]:
    rows = iter(sheet.rows)
    yield _write_file(archive, sheet, sheet.name, islice(rows, rows_per_file))
    for number, waiting in enumerate(rows, 2):
        further = islice(chain([waiting], rows), rows_per_file)
        yield _write_file(archive, sheet, name_of_tab(sheet.name, number), further)


def _write_file(archive: QuickZip, sheet: Sheet, name: str, rows: Iterator[Sequence[object]]) -> Tab:
    with archive.open(f"{name}.csv", "w", force_zip64=True) as entry, Behind(entry) as file:
        return _write_part(file, sheet, f"{name}.csv", rows)


def _write_part(file: IO[bytes], sheet: Sheet, name: str, rows: Iterator[Sequence[object]]) -> Tab:
    fields, digest, written = _Rows(sheet), sha256(), 0
    titles = ",".join(field_of(clean_text(column.title)) for column in sheet.columns)
    block = BOM + titles.encode() + LINE_END
    while block:
        digest.update(block)
        file.write(block)
        batch = list(islice(rows, ROWS_PER_WRITE))
        block = fields.block(batch, written + 2)
        written += len(batch)
    return Tab(name, sheet.name, written, digest.hexdigest())


class _Rows:
    """Turns the rows of one sheet into the text of its file."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.runs = Runs(sheet.places or range(len(sheet.columns)))
        self.tables = self.runs.tables([Fields(column) for column in sheet.columns], Together)

    def block(self, rows: Sequence[Sequence[object]], number: int) -> bytes:
        """The lines of these rows; raises ValueError with file, row number and column title."""
        tables, of, width = self.tables, self.runs.of, self.runs.width
        try:
            lines = [b",".join(map(getitem, tables, of(row))) for row in rows if len(row) == width]
        except (TypeError, ValueError, ArithmeticError):
            lines = []
        if len(lines) != len(rows):
            raise self._problem(rows, number)
        return b"".join([line + LINE_END for line in lines])

    def _problem(self, rows: Sequence[Sequence[object]], number: int) -> ValueError:
        """The first row that a workbook would refuse, refused as there."""
        titles = [column.title for column in self.sheet.columns]
        cells = [KINDS[column.kind]("A", column.show) for column in self.sheet.columns]
        writer = RowWriter(self.sheet.name, titles, cells, self.sheet.places)
        for place, row in enumerate(rows, number):
            try:
                writer.xml(row, place)
            except ValueError as problem:
                return problem
        return ValueError(self.sheet.name)
