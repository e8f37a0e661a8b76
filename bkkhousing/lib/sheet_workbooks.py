"""Workbooks that would fill the memory, found before they are read."""

import io
import re
import zipfile
from collections.abc import Iterator
from zlib import error as ZlibError

from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.sheet_files import SheetProblem

LARGEST_INFLATED = 200 * 1024 * 1024  # a workbook of 100,000 households and 50 columns stays under it
LARGEST_AREA = 8_000_000  # the reader lays out every cell up to the last one at 32 bytes: 256 MB
MOST_PARTS = 2_000
CHUNK = 1024 * 1024
OPENING = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
POSITION = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^>]*?\br=[\"']([A-Z]{0,3})([0-9]{1,7})[\"']")


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
        raise SheetProblem(_("ไฟล์นี้เสียหายหรือได้รับมาไม่ครบ กรุณาส่งใหม่อีกครั้ง")) from error


def _refuse_large_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Go through one part: Python checks its declared size and checksum, we check how far its cells reach."""
    is_sheet, openings, positions, last_column, last_row = False, 0, 0, 0, 0
    for chunk in _whole_tags(archive, part):
        is_sheet = is_sheet or b"sheetData" in chunk
        found = POSITION.findall(chunk)
        openings += len(OPENING.findall(chunk))
        positions += len(found)
        last_column = max([last_column, *map(_column_number, {column for column, _row in found})])
        last_row = max([last_row, *map(int, {row for _column, row in found})])
    if is_sheet and last_column * last_row > LARGEST_AREA:
        raise _too_large()
    if is_sheet and openings != positions:
        raise SheetProblem(_("สมุดงานนี้ไม่บอกตำแหน่งของเซลล์ กรุณาเปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx"))


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
    return SheetProblem(_("สมุดงานนี้ใหญ่เกินกว่าจะอ่านได้ กรุณาแบ่งเป็นหลายไฟล์ หรือลบแถวและคอลัมน์ว่างท้ายตาราง"))
