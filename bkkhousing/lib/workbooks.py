"""Writes row-level workbooks as a stream: memory stays flat however many rows."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain, islice
from typing import IO

from bkkhousing.lib import workbook_parts as parts
from bkkhousing.lib.quick_zip import QuickZip
from bkkhousing.lib.whole_files import appearing_whole
from bkkhousing.lib.workbook_cells import KINDS, HeaderCells, RowWriter, clean_text

ROWS_PER_SHEET = 1_048_575
"""Excel's 1,048,576 rows less the header."""
BYTES_PER_SHEET = 2_000_000_000
"""Below 2 GiB of XML a sheet needs no ZIP64 header, which some readers of xlsx refuse."""
COLUMNS_PER_SHEET = 16_384
LONGEST_NAME = 31
FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
ROWS_PER_WRITE = 32


@dataclass(frozen=True)
class Column:
    """A column of a sheet; `kind` is text, integer, decimal, date or any (each value by its type).

    With `show` the rows hold stored values, and it says what the cell of one holds; it is asked once for equal values.
    """

    title: str
    kind: str
    width: float = 14
    show: Callable[[object], object] | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet to write; `rows` is read once, from first to last, and never held.

    `places` says for every column which value of a row it shows; without it there is a value for every column.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
    places: Sequence[int] = ()


@dataclass(frozen=True)
class Tab:
    """A written tab (or file) of a sheet: what it is called, its rows, and the checksum of its cells.

    Of a tab the checksum is the SHA-256 of its rows, the header first, in UTF-8: cells with a tab between them, a
    line end after every row, and inside a text a backslash, tab and line end written as `\\\\`, `\\t` and `\\n`; numbers
    in their shortest digits, days as YYYY-MM-DD, an empty cell as nothing.
    """

    name: str
    sheet: str
    rows: int
    sha256: str


def write_workbook(
    path: str | os.PathLike,
    sheets: Iterable[Sheet],
    *,
    author: str,
    created: datetime,
    cover: Callable[[Sequence[Tab]], Sheet] | None = None,
    rows_per_sheet: int = ROWS_PER_SHEET,
) -> dict[str, int]:
    """Write the sheets in order and return the rows written of each.

    A sheet with more rows than fit goes on in "name (2)". The cover, called with the tabs
    once they are written, becomes the first tab. A value its column cannot hold raises
    ValueError naming sheet, row and column, and then no file is left behind.
    """
    with appearing_whole(path) as target, QuickZip(target) as archive:
        book = _Book(archive, rows_per_sheet=rows_per_sheet, covered=cover is not None)
        for sheet in sheets:
            book.add(sheet)
        counts = rows_of(book.tabs)
        if cover is not None:
            book.add_cover(cover(tuple(book.tabs)))
        book.finish(author=clean_text(author), created=created)
    return counts


def rows_of(tabs: Iterable[Tab]) -> dict[str, int]:
    """The rows of each sheet, over all its tabs."""
    counts: dict[str, int] = {}
    for tab in tabs:
        counts[tab.sheet] = counts.get(tab.sheet, 0) + tab.rows
    return counts


class _Book:
    """A workbook being written: the tabs done so far and the archive they go into."""

    def __init__(self, archive: QuickZip, *, rows_per_sheet: int, covered: bool) -> None:
        self.archive = archive
        self.rows_per_sheet = rows_per_sheet
        self.covered = covered
        self.parts: list[parts.SheetPart] = []
        self.tabs: list[Tab] = []

    def add(self, sheet: Sheet) -> None:
        """Write the sheet, over as many tabs as its rows need."""
        rows = iter(sheet.rows)
        self._write_tab(sheet, sheet.name, rows)
        for tab, waiting in enumerate(rows, 2):
            self._write_tab(sheet, name_of_tab(sheet.name, tab), chain([waiting], rows))

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
    ) -> None:
        self._refuse_bad(name, len(sheet.columns))
        number = len(self.parts) + 1
        selected = is_cover or (number == 1 and not self.covered)
        with self.archive.open(f"xl/worksheets/sheet{number}.xml", "w") as file:
            tab = _TabFile(file, sheet, name)
            tab.begin(selected=selected, frozen=not is_cover)
            tab.write(islice(rows, None if is_cover else self.rows_per_sheet))
            area = f"A1:{parts.column_letters(len(sheet.columns) - 1)}{tab.written + 1}"
            file.write(parts.sheet_tail(area, filtered=not is_cover).encode())
        self.parts.append(parts.SheetPart(number, name, area, filtered=not is_cover))
        self.tabs.append(Tab(name, sheet.name, tab.written, tab.digest.hexdigest()))

    def _refuse_bad(self, name: str, columns: int) -> None:
        taken = {part.name.casefold() for part in self.parts}
        if not 0 < len(name) <= LONGEST_NAME or FORBIDDEN_IN_NAME.search(name) or name.casefold() in taken:
            raise ValueError(f"not a usable sheet name: {name}")
        if not 0 < columns <= COLUMNS_PER_SHEET:
            raise ValueError(f"sheet {name} has {columns} columns")


class _TabFile:
    """The rows of one tab on their way into its file and into its checksum."""

    def __init__(self, file: IO[bytes], sheet: Sheet, name: str) -> None:
        self.file, self.sheet, self.name = file, sheet, name
        self.digest = sha256()
        self.written = 0

    def begin(self, *, selected: bool, frozen: bool) -> None:
        """The opening of the sheet's XML and its header row."""
        titles = [column.title for column in self.sheet.columns]
        header = self._writer([HeaderCells] * len(titles), [None] * len(titles))
        widths = [(column.width, KINDS[column.kind].style) for column in self.sheet.columns]
        head = parts.sheet_head(widths, selected=selected, frozen=frozen)
        self.file.write((head + header.xml(titles, 1)).encode())
        self.digest.update(f"{header.line(titles)}\n".encode())

    def write(self, rows: Iterator[Sequence[object]]) -> None:
        """Write rows until they end or the tab is full; what does not fit stays in `rows`."""
        columns = self.sheet.columns
        kinds, shows = [KINDS[column.kind] for column in columns], [column.show for column in columns]
        writer = self._writer(kinds, shows, self.sheet.places)
        size = 0
        while size < BYTES_PER_SHEET and (batch := list(islice(rows, ROWS_PER_WRITE))):
            size += self._write_batch(batch, writer)

    def _write_batch(self, batch: list[Sequence[object]], writer: RowWriter) -> int:
        xml, lines = [], []
        for number, row in enumerate(batch, self.written + 2):
            xml.append(writer.xml(row, number))
            lines.append(writer.line(row))
        self.digest.update(("\n".join(lines) + "\n").encode())
        self.written += len(batch)
        return self.file.write("".join(xml).encode())

    def _writer(self, kinds: Sequence, shows: Sequence, places: Sequence[int] = ()) -> RowWriter:
        titles = [column.title for column in self.sheet.columns]
        cells = [
            kind(parts.column_letters(place), show)
            for place, (kind, show) in enumerate(zip(kinds, shows, strict=True))
        ]
        return RowWriter(self.name, titles, cells, places)


def name_of_tab(name: str, tab: int) -> str:
    """The name of the sheet's further tabs, shortened so that the number stays within the limit."""
    suffix = f" ({tab})"
    return name[: LONGEST_NAME - len(suffix)] + suffix
