"""The checksums of an export, worked out as its cover describes them and with nothing of the product."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

COVER, LENGTH = "ปก", 64


def sums_in(path: Path) -> dict[str, str]:
    """What the cover of a workbook says, by tab."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(COVER).to_python()
    return {row[0]: row[4] for row in rows if len(row[4]) == LENGTH}


def sums_of(path: Path, names: Iterable[str]) -> dict[str, str]:
    """The checksums of these tabs of a workbook, or files of a zip, worked out anew."""
    if path.suffix == ".zip":
        with ZipFile(path) as archive:
            return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names}
    book = CalamineWorkbook.from_path(path)
    return {name: of_rows(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names}


def of_rows(rows: list[list]) -> str:
    text = "".join("\t".join(map(plain, row)) + "\n" for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | float):
        return f"{Decimal(repr(value)).normalize() + 0:f}"
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
