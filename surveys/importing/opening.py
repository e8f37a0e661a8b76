"""The upload of an import, opened again by every step.

Reading a workbook costs more than all that follows, so the first pass of a job leaves the rows in its private
folder, one JSON list a line, and the passes after it read those.  A text file is read again as quickly.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from bkkhousing.lib import uploads
from bkkhousing.lib.sheets import Cell, SheetContent
from bkkhousing.lib.upload_cells import FlawedCell
from jobs.run import Run
from surveys.models import FileImport

Row = tuple[int, list[Cell]]
PLAIN = {str}


def content_of(file_import: FileImport, *, folder: Path, sheet: str = "") -> SheetContent:
    """Headers and rows of the chosen sheet, or of another; the rows can be gone through once.  Raises SheetProblem."""
    name = sheet or file_import.sheet
    left = folder / f"{sha256(name.encode()).hexdigest()[:16]}.rows"
    if left.exists():
        return _read_again(left)
    content = uploads.read_rows(
        path_of(file_import, folder=folder),
        name=file_import.name,
        sheet=name,
        header_row=file_import.header_row if name == file_import.sheet else None,
        encoding=file_import.encoding,
    )
    return content if content.encoding else replace(content, numbered_rows=_leaving(content, left))


@contextmanager
def opening_told(run: Run) -> Iterator[None]:
    """Say how far it is while a file is opened: a large workbook is gone through before its first row is read."""
    total = 0

    def tick(rows: int) -> None:
        nonlocal total
        total += rows
        run.progress(total, None, _("เปิดไฟล์"))

    with uploads.telling(tick):
        yield


def path_of(file_import: FileImport, *, folder: Path) -> Path:
    """Where the upload lies on this machine; fetched into `folder` when it is kept elsewhere."""
    try:
        return Path(default_storage.path(file_import.key))
    except NotImplementedError:
        return _fetched(file_import, folder / f"{file_import.pk}.upload")


def _fetched(file_import: FileImport, path: Path) -> Path:
    if not path.exists():
        with default_storage.open(file_import.key) as kept, path.open("wb") as file:
            shutil.copyfileobj(kept, file)
    return path


def _leaving(content: SheetContent, path: Path) -> Iterator[Row]:
    """The rows, written down as they pass; what was written stands once all of them have passed."""
    facts = [content.headers, content.name, content.encoding, content.header_row, content.totals_row]
    begun = path.with_suffix(".part")
    with begun.open("w", encoding="utf-8") as file:
        file.write(json.dumps(facts) + "\n")
        for number, cells in content.numbered_rows:
            plain = cells if set(map(type, cells)) <= PLAIN else [_told(cell) for cell in cells]
            file.write(json.dumps([number, plain]) + "\n")
            yield number, cells
    begun.replace(path)


def _read_again(path: Path) -> SheetContent:
    lines = path.open(encoding="utf-8")
    headers, name, encoding, header_row, totals_row = json.loads(next(lines))
    return SheetContent(tuple(headers), _rows(lines), name, encoding, header_row, totals_row)


def _rows(lines: Iterator[str]) -> Iterator[Row]:
    with lines:
        for line in lines:
            number, cells = json.loads(line)
            yield number, cells if set(map(type, cells)) <= PLAIN else [_cell(cell) for cell in cells]


def _told(cell: Cell) -> object:
    """A cell that is no plain text as a pair: what it is, and its text."""
    if isinstance(cell, FlawedCell):
        return [cell.code, str(cell)]
    if isinstance(cell, date):
        return ["moment" if isinstance(cell, datetime) else "day", cell.isoformat()]
    return cell


def _cell(told: object) -> Cell:
    if isinstance(told, str):
        return told
    kind, text = told
    read = {"moment": datetime.fromisoformat, "day": date.fromisoformat}.get(kind)
    return read(text) if read else FlawedCell(text, kind)
