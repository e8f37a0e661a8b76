"""Writes row-level workbooks and CSV files as a stream: memory stays flat however many rows."""

import csv
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.functional import Promise

from bkkhousing.lib import workbook_parts as parts
from bkkhousing.lib.sheet_text import safe_text
from bkkhousing.lib.workbook_cells import KINDS, HeaderCells, RowWriter, clean_text

ROWS_PER_SHEET = 1_048_575
"""Excel's 1,048,576 rows less the header."""
BYTES_PER_SHEET = 2_000_000_000
"""Below 2 GiB of XML a sheet needs no ZIP64 header, which some readers of xlsx refuse."""
COLUMNS_PER_SHEET = 16_384
LONGEST_NAME = 31
FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
ROWS_PER_WRITE = 32
COMPRESSION = 3


@dataclass(frozen=True)
class Column:
    """A column of a sheet; `kind` is text, integer, decimal, date or any (each value by its type)."""

    title: str
    kind: str
    width: float = 14


@dataclass(frozen=True)
class Sheet:
    """A sheet to write; `rows` is read once, from first to last, and never held."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


def write_workbook(
    path: str | os.PathLike,
    sheets: Iterable[Sheet],
    *,
    author: str,
    created: datetime,
    cover: Callable[[dict[str, int]], Sheet] | None = None,
    rows_per_sheet: int = ROWS_PER_SHEET,
) -> dict[str, int]:
    """Write the sheets in order and return the rows written of each.

    A sheet with more rows than fit goes on in "name (2)". The cover, called with the counts
    once they are known, becomes the first tab. A value its column cannot hold raises
    ValueError naming sheet, row and column, and then no file is left behind.
    """
    with (
        _appearing_whole(path) as target,
        ZipFile(target, "w", ZIP_DEFLATED, compresslevel=COMPRESSION) as archive,
    ):
        book = _Book(archive, rows_per_sheet=rows_per_sheet, covered=cover is not None)
        counts = {sheet.name: book.add(sheet) for sheet in sheets}
        if cover is not None:
            book.add_cover(cover(dict(counts)))
        book.finish(author=clean_text(author), created=created)
    return counts


def write_csv(path: str | os.PathLike, sheet: Sheet) -> int:
    """Write one sheet as UTF-8 CSV with a BOM and ISO dates; return its rows.

    Text and titles that a spreadsheet would run as a formula are defused.
    """
    written = 0
    with _appearing_whole(path) as target, target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_csv_value(column.title) for column in sheet.columns])
        for row in sheet.rows:
            writer.writerow(map(_csv_value, row))
            written += 1
    return written


def _csv_value(value: object) -> str:
    return safe_text(clean_text(value) if isinstance(value, str | Promise) else value)


@contextmanager
def _appearing_whole(path: str | os.PathLike) -> Iterator[Path]:
    """A private file beside `path` that takes its place once it is complete, or vanishes."""
    number, name = tempfile.mkstemp(dir=Path(path).parent, suffix=".part")
    os.close(number)
    try:
        yield Path(name)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


class _Book:
    """A workbook being written: the sheets done so far and the archive they go into."""

    def __init__(self, archive: ZipFile, *, rows_per_sheet: int, covered: bool) -> None:
        self.archive = archive
        self.rows_per_sheet = rows_per_sheet
        self.covered = covered
        self.parts: list[parts.SheetPart] = []

    def add(self, sheet: Sheet) -> int:
        """Write the sheet, over as many tabs as its rows need; return its rows."""
        rows = iter(sheet.rows)
        written = self._write_tab(sheet, sheet.name, rows)
        for tab, waiting in enumerate(rows, 2):
            written += self._write_tab(sheet, _tab_name(sheet.name, tab), chain([waiting], rows))
        return written

    def add_cover(self, sheet: Sheet) -> None:
        """Write the cover last and let it stand first."""
        self._write_tab(sheet, sheet.name, iter(sheet.rows), is_cover=True)
        self.parts.insert(0, self.parts.pop())

    def finish(self, *, author: str, created: datetime) -> None:
        """Write the parts that say what the archive holds."""
        core = parts.core_properties(author=author, created=created)
        self.archive.writestr("[Content_Types].xml", parts.content_types(self.parts))
        self.archive.writestr("_rels/.rels", parts.ROOT_RELATIONS)
        self.archive.writestr("docProps/core.xml", core)
        self.archive.writestr("xl/workbook.xml", parts.workbook(self.parts))
        self.archive.writestr("xl/_rels/workbook.xml.rels", parts.workbook_relations(self.parts))
        self.archive.writestr("xl/styles.xml", parts.STYLES)

    def _write_tab(
        self, sheet: Sheet, name: str, rows: Iterator[Sequence[object]], *, is_cover: bool = False
    ) -> int:
        self._refuse_bad(name, len(sheet.columns))
        number = len(self.parts) + 1
        selected = is_cover or (number == 1 and not self.covered)
        with self.archive.open(f"xl/worksheets/sheet{number}.xml", "w") as file:
            file.write(_head(sheet, name, selected=selected, frozen=not is_cover).encode())
            written = self._write_rows(file, _rows_of(sheet, name), rows)
            area = f"A1:{parts.column_letters(len(sheet.columns) - 1)}{written + 1}"
            file.write(parts.sheet_tail(area, filtered=not is_cover).encode())
        self.parts.append(parts.SheetPart(number, name, area, filtered=not is_cover))
        return written

    def _write_rows(self, file: IO[bytes], writer: RowWriter, rows: Iterator[Sequence[object]]) -> int:
        """Write rows until they end or the tab is full; what does not fit stays in `rows`."""
        written = size = 0
        fitting = islice(rows, self.rows_per_sheet)
        while size < BYTES_PER_SHEET and (batch := list(islice(fitting, ROWS_PER_WRITE))):
            xml = "".join([writer.xml(row, number) for number, row in enumerate(batch, written + 2)])
            size += file.write(xml.encode())
            written += len(batch)
        return written

    def _refuse_bad(self, name: str, columns: int) -> None:
        taken = {part.name.casefold() for part in self.parts}
        if not 0 < len(name) <= LONGEST_NAME or FORBIDDEN_IN_NAME.search(name) or name.casefold() in taken:
            raise ValueError(f"not a usable sheet name: {name}")
        if not 0 < columns <= COLUMNS_PER_SHEET:
            raise ValueError(f"sheet {name} has {columns} columns")


def _tab_name(name: str, tab: int) -> str:
    """The name of the sheet's further tabs, shortened so that the number stays within the limit."""
    suffix = f" ({tab})"
    return name[: LONGEST_NAME - len(suffix)] + suffix


def _head(sheet: Sheet, name: str, *, selected: bool, frozen: bool) -> str:
    """The opening of the sheet's XML and its header row."""
    titles = [column.title for column in sheet.columns]
    widths = [(column.width, KINDS[column.kind].style) for column in sheet.columns]
    header = RowWriter(name, titles, [HeaderCells] * len(titles)).xml(titles, 1)
    return parts.sheet_head(widths, selected=selected, frozen=frozen) + header


def _rows_of(sheet: Sheet, name: str) -> RowWriter:
    titles = [column.title for column in sheet.columns]
    return RowWriter(name, titles, [KINDS[column.kind] for column in sheet.columns])
