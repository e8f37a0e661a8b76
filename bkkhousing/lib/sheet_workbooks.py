"""Workbooks that would fill the memory, found before they are read."""

import io
import re
import zipfile
from collections.abc import Iterator
from zlib import error as ZlibError

from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.sheet_files import SheetProblem

LARGEST_INFLATED = 200 * 1024 * 1024  # 60 bytes a cell in what Excel writes: 60,000 rows of 50 columns fit
LARGEST_AREA = 8_000_000  # the reader lays out every cell up to the last one at 32 bytes: 256 MB
MOST_PARTS = 2_000
CHUNK = 1024 * 1024
CELL_OR_ROW = re.compile(
    rb"<(?:c|row|\w+:c|\w+:row)(?=[\s/>])(?:\s(?:r=|[^>]*?\sr=)[\"']([A-Z]{0,3})([0-9]{1,7})[\"'])?"
)
NO_POSITION = (b"", b"")


def refuse_unsafe_workbook(content: bytes) -> None:
    """Refuse a workbook too large to lay out in memory, or damaged; raises SheetProblem."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_INFLATED:
                raise _too_large()
            for part in parts:
                _refuse_large_part(archive, part)
    except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        raise SheetProblem(_("ไฟล์นี้เสียหายหรือได้รับมาไม่ครบ — ส่งใหม่อีกครั้ง")) from error


def _refuse_large_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Go through one part: Python checks its declared size and checksum, we check how far its cells reach."""
    is_sheet, is_hidden, last_column, last_row = False, False, 0, 0
    for chunk in _whole_tags(archive, part):
        found = set(CELL_OR_ROW.findall(chunk))
        is_sheet = is_sheet or b"sheetData" in chunk
        is_hidden = is_hidden or NO_POSITION in found
        last_column = max([last_column, *map(_column_number, {column for column, _row in found})])
        last_row = max([last_row, *(int(row) for row in {row for _column, row in found} if row)])
    if is_sheet and last_column * last_row > LARGEST_AREA:
        raise _too_large()
    if is_sheet and is_hidden:
        raise SheetProblem(_("สมุดงานนี้ไม่บอกตำแหน่งของเซลล์ — เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx"))


def _whole_tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The inflated part in pieces that never cut a tag in two."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            whole, closing, rest = (rest + piece).rpartition(b">")
            yield whole + closing
    yield rest


def _column_number(letters: bytes) -> int:
    """A is 1, XFD is 16,384; a row's own position has no letters and counts 0."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _too_large() -> SheetProblem:
    return SheetProblem(_("สมุดงานนี้ใหญ่เกินกว่าจะอ่านได้ — ส่งเป็น CSV แบ่งเป็นหลายไฟล์ หรือลบแถวและคอลัมน์ว่างท้ายตาราง"))
