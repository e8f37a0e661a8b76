"""Writes an export: the sheets of a workbook, the files of a zip or the one table of a CSV file, whole or not at all."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from audit.keys import KEY_BYTES, packed_of
from bkkhousing.lib.csv_files import write_csv, write_csv_zip
from bkkhousing.lib.workbooks import ROWS_PER_SHEET, Sheet, write_workbook
from surveys.exporting.codebook import codebook
from surveys.exporting.contents import EVERYTHING, Contents
from surveys.exporting.cover import Asked, cover
from surveys.exporting.parts import Part, parts_of
from surveys.exporting.selection import Selection
from surveys.exporting.snapshot import snapshot
from surveys.querysets import SurveyQuerySet

SUFFIXES = (".xlsx", ".csv", ".zip")
ROWS_PER_NEWS = 200
Told = Callable[[int, int], None]


class ExportProblem(Exception):
    """An export that could not be completed; nothing was left behind."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Written:
    """How many rows of each kind the file holds; a file of one answer per row has answers beside its surveys."""

    surveys: int
    members: int = 0
    debts: int = 0
    answers: int = 0
    keys: bytes = field(default=b"", repr=False, compare=False)


def export(
    path: str | os.PathLike,
    *,
    selection: Selection,
    surveys: SurveyQuerySet,
    by: str,
    at: datetime,
    contents: Contents = EVERYTHING,
    told: Told | None = None,
) -> Written:
    """Write the chosen ones of `surveys` to .xlsx, .zip or .csv; raises ExportProblem and then leaves no file.

    `surveys` is already cut to what the person may read; `by` is how the cover names them; `told` hears how many
    rows of how many are written. The words of the file are Thai whatever the language of the page: its titles must
    not change from person to person.
    """
    with translation.override("th"), _told_plainly(), snapshot():
        asked = Asked(selection, contents, by, at)
        parts = parts_of(selection, contents, surveys)
        write = WRITERS[Path(path).suffix.lower()]
        written = write(path, _counting(parts, told), asked)
        return _summed(parts, written, keys=packed_of(selection.of(surveys)))


def _summed(parts: Sequence[Part], written: dict[str, int], *, keys: bytes) -> Written:
    """The rows by kind, and the keys of the surveys, whatever the file holds of them."""
    rows: dict[str, int] = {}
    for part in parts:
        rows[part.kind] = rows.get(part.kind, 0) + written[part.name]
    return Written(**{"surveys": len(keys) // KEY_BYTES} | rows, keys=keys)


def _write_book(path: str | os.PathLike, sheets: list[tuple[Part, Sheet]], asked: Asked) -> dict[str, int]:
    return write_workbook(
        path,
        [
            *(sheet for _part, sheet in sheets),
            codebook(_("คำอธิบายข้อมูล"), full=asked.selection.full, terms=asked.selection.terms),
        ],
        author=asked.by,
        created=asked.at,
        cover=lambda tabs: cover(asked, _expected(sheets), tabs),
        rows_per_sheet=ROWS_PER_SHEET,
    )


def _write_zip(path: str | os.PathLike, sheets: list[tuple[Part, Sheet]], asked: Asked) -> dict[str, int]:
    return write_csv_zip(
        path,
        [
            *(sheet for _part, sheet in sheets),
            codebook(_("คำอธิบายข้อมูล"), full=asked.selection.full, terms=asked.selection.terms),
        ],
        cover=lambda tabs: cover(asked, _expected(sheets), tabs, of_bytes=True),
        rows_per_file=ROWS_PER_SHEET,
    )


def _write_table(path: str | os.PathLike, sheets: list[tuple[Part, Sheet]], asked: Asked) -> dict[str, int]:
    """The first sheet alone."""
    _part, sheet = sheets[0]
    return dict.fromkeys(_expected(sheets), 0) | {sheet.name: write_csv(path, sheet)}


WRITERS = {".xlsx": _write_book, ".zip": _write_zip, ".csv": _write_table}


def _expected(sheets: Iterable[tuple[Part, Sheet]]) -> dict[str, int]:
    return {part.name: part.expected for part, _sheet in sheets}


def _counting(parts: Sequence[Part], told: Told | None) -> list[tuple[Part, Sheet]]:
    """The sheets, whose rows are counted on their way; fewer or more than were expected end the export."""
    count = Count(sum(part.expected for part in parts), told)
    return [(part, Sheet(part.name, part.columns, count.rows_of(part), part.places)) for part in parts]


class Count:
    """Counts rows as they are written."""

    def __init__(self, total: int, told: Told | None) -> None:
        self.total, self.told, self.written = total, told, 0

    def rows_of(self, part: Part) -> Iterator[tuple]:
        """The rows of one sheet; news of them now and then."""
        before = self.written
        rows = part.stream()
        while batch := list(islice(rows, ROWS_PER_NEWS)):
            yield from batch
            self.written += len(batch)
            if self.told:
                self.told(self.written, self.total)
        if self.written - before != part.expected:
            raise ExportProblem(_miscounted(part, self.written - before))


def _miscounted(part: Part, written: int) -> str:
    numbers = {"name": part.name, "written": written, "expected": part.expected}
    return _("แผ่น %(name)s ได้ %(written)s แถว แต่ในฐานข้อมูลมี %(expected)s แถว จึงไม่บันทึกไฟล์ ลองอีกครั้ง") % numbers


@contextmanager
def _told_plainly() -> Iterator[None]:
    """What the writer refuses is said in its own sentence, which names the cell and never the value."""
    try:
        yield
    except ValueError as error:
        raise ExportProblem(str(error)) from error
    except OSError as error:
        raise ExportProblem(_("เขียนไฟล์ไม่ได้: %(reason)s") % {"reason": error.strerror or ""}) from error
