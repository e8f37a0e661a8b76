"""Workbooks of Excel 97-2003 (.xls): looked through for what is dangerous or too large, then read."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from bkkhousing.lib.sheet_files import ENCRYPTED_OFFICE
from bkkhousing.lib.upload_cells import Cell, foreign_cell, is_blank
from bkkhousing.lib.upload_refusals import Refused

LARGEST_AREA = 2_500_000
VBA = "_VBA_PROJECT".encode("utf-16-le")
BEGIN, CRYPTED, LINKED_BOOK = 0x0809, 0x002F, 0x01AE
CELLS = frozenset((0x0006, 0x0203, 0x0204, 0x0205, 0x00BD, 0x00FD, 0x027E, 0x00D6))
PROGRAM_MARK = b"\x03"  # stands between program and topic; links to other workbooks are kept by old files and never followed
SMALL_STREAM = 4096  # Excel fills a shorter one up; below it the sectors lie elsewhere
END_OF_CHAIN = 0xFFFFFFFC


@dataclass(frozen=True)
class OldSheet:
    """One sheet of an old workbook."""

    name: str
    hidden: bool
    book: CalamineWorkbook

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        sheet = self.book.get_sheet_by_name(self.name)
        if sheet.start is None:
            return
        margin = [""] * sheet.start[1]
        for number, given in enumerate(sheet.iter_rows(), start=1):
            cells = margin + [foreign_cell(value) for value in given]
            if not is_blank(cells):
                yield number, cells


def open_old_book(content: bytes) -> list[OldSheet]:
    """The sheets of an .xls workbook; raises Refused."""
    _refuse_unsafe(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError as error:
        raise Refused("damaged") from error
    return [
        OldSheet(told.name, told.visible != SheetVisibleEnum.Visible, book) for told in book.sheets_metadata
    ]


def _refuse_unsafe(content: bytes) -> None:
    if ENCRYPTED_OFFICE in content:
        raise Refused("encrypted")
    if VBA in content:
        raise Refused("macros")
    try:
        _refuse_records(_workbook_stream(content))
    except (struct.error, IndexError) as error:
        raise Refused("damaged") from error


def _refuse_records(stream: bytes) -> None:
    """Go through the records: how far the cells of each sheet reach, passwords and links to programs."""
    place, row, column = 0, 0, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        body, place = place + 4, place + 4 + length
        if kind == CRYPTED:
            raise Refused("encrypted")
        if kind == LINKED_BOOK and PROGRAM_MARK in stream[body + 4 : body + length]:
            raise Refused("dde")
        if kind == BEGIN:
            row, column = 0, 0
        elif kind in CELLS and length >= 6:
            told = struct.unpack_from("<HH", stream, body)
            row, column = max(row, told[0] + 1), max(column, told[1] + 1)
            _refuse_area(row, column)


def _refuse_area(rows: int, columns: int) -> None:
    if rows * columns > LARGEST_AREA:
        raise Refused("old_book_too_large")


def _workbook_stream(content: bytes) -> bytes:
    """The stream that holds the sheets, put together from the sectors of the file."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise Refused("damaged")
    table = _sector_table(content, size)
    directory = b"".join(_chain(content, size, table, struct.unpack_from("<I", content, 48)[0]))
    for start in range(0, len(directory), 128):
        entry = directory[start : start + 128]
        if entry[: entry[64] - 2 if entry[64] > 1 else 0].decode("utf-16-le", "replace") in (
            "Workbook",
            "Book",
        ):
            first, length = struct.unpack_from("<II", entry, 116)
            if length < SMALL_STREAM:
                raise Refused("odd_workbook")
            return b"".join(_chain(content, size, table, first))
    raise Refused("odd_workbook")


def _sector_table(content: bytes, size: int) -> list[int]:
    sectors = list(struct.unpack_from("<109I", content, 76))
    following, left = struct.unpack_from("<II", content, 68)
    while following < END_OF_CHAIN and left:
        told = struct.unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        sectors.extend(told[:-1])
        following, left = told[-1], left - 1
    table: list[int] = []
    for sector in sectors:
        if sector < END_OF_CHAIN:
            table.extend(struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size))
    return table


def _chain(content: bytes, size: int, table: list[int], sector: int) -> Iterator[bytes]:
    for _turn in range(len(table) + 1):
        if sector >= END_OF_CHAIN:
            return
        yield content[(sector + 1) * size : (sector + 2) * size]
        sector = table[sector]
    raise Refused("damaged")
