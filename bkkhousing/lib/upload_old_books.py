"""Workbooks of Excel 97-2003 (.xls): looked through for what is dangerous or too large, then read."""

import io
import json
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bkkhousing.lib.sheet_files import ENCRYPTED_OFFICE
from bkkhousing.lib.upload_cells import Cell, foreign_cell, is_blank
from bkkhousing.lib.upload_refusals import Refused

READER = Path(__file__).with_name("upload_old_rows.py")
LARGEST_AREA = 2_500_000
VBA = "_VBA_PROJECT".encode("utf-16-le")
BEGIN, CRYPTED, LINKED_BOOK = 0x0809, 0x002F, 0x01AE
CELLS = frozenset((0x0006, 0x0203, 0x0204, 0x0205, 0x00BD, 0x00FD, 0x027E, 0x00D6))
PROGRAM_MARK = b"\x03"  # stands between program and topic; links to other workbooks are kept by old files and never followed
SMALL_STREAM = 4096  # Excel fills a shorter one up; below it the sectors lie elsewhere
END_OF_CHAIN = 0xFFFFFFFC


@dataclass(frozen=True)
class OldSheet:
    """One sheet of an old workbook, out of what the reader told of all of them."""

    name: str
    hidden: bool
    place: int
    told: bytes

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        lines = io.BytesIO(self.told)
        lines.readline()
        for place, number, given in map(json.loads, lines):
            cells = [foreign_cell(_value(cell)) for cell in given] if place == self.place else []
            if not is_blank(cells):
                yield number, cells


def open_old_book(content: bytes) -> list[OldSheet]:
    """The sheets of an .xls workbook, read by a process that may die of it; raises Refused."""
    _refuse_unsafe(content)
    command = [sys.executable, "-I", "-X", "utf8", str(READER)]
    read = subprocess.run(command, input=content, capture_output=True, check=False)
    if read.returncode:
        raise Refused("damaged")
    names = json.loads(read.stdout.partition(b"\n")[0])
    return [OldSheet(name, hidden, place, read.stdout) for place, (name, hidden) in enumerate(names)]


def _value(cell: object) -> object:
    """A value as the reader of old workbooks had it."""
    if not isinstance(cell, list):
        return cell
    kind, text = cell
    if kind == "span":
        return timedelta(seconds=float(text))
    return {"moment": datetime, "day": date, "time": time}[kind].fromisoformat(text)


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
    """Which sector follows which; a file has no more sectors than fit into it, whatever it says."""
    most = len(content) // size + 1
    sectors = list(struct.unpack_from("<109I", content, 76))
    following, left = struct.unpack_from("<II", content, 68)
    while following < END_OF_CHAIN and left:
        told = struct.unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        sectors.extend(told[:-1])
        following, left = told[-1], left - 1
        _require(len(sectors) <= most + len(told) + 109)
    used = [sector for sector in sectors if sector < END_OF_CHAIN]
    _require(len(used) <= most)
    table: list[int] = []
    for sector in used:
        table.extend(struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size))
    return table


def _chain(content: bytes, size: int, table: list[int], sector: int) -> Iterator[bytes]:
    for _turn in range(len(content) // size + 1):
        if sector >= END_OF_CHAIN:
            return
        yield content[(sector + 1) * size : (sector + 2) * size]
        sector = table[sector]
    raise Refused("damaged")


def _require(holds: bool) -> None:
    if not holds:
        raise Refused("damaged")
