"""Writes an export: the sheets of a workbook or the one table of a CSV file, whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from bkkhousing.lib.workbooks import Sheet, write_csv, write_workbook
from surveys.exporting import layout
from surveys.exporting.codebook import codebook
from surveys.exporting.columns import ExportColumn
from surveys.exporting.cover import cover
from surveys.exporting.rows import stream
from surveys.exporting.selection import Selection
from surveys.exporting.snapshot import snapshot
from surveys.models import Debt, Member
from surveys.querysets import SurveyQuerySet

SUFFIXES = (".xlsx", ".csv")
IN_ORDER = ("district_id", "community_id", "pk")
ROWS_IN_ORDER = ("survey__district_id", "survey__community_id", "survey_id", "position")


class ExportProblem(Exception):
    """An export that could not be completed; nothing was left behind."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Written:
    """How many rows of each kind the file holds; a CSV file holds surveys alone."""

    surveys: int
    members: int = 0
    debts: int = 0


@dataclass(frozen=True)
class Part:
    """A sheet of answers: its rows in the database, its columns, and how many rows it must get."""

    name: str
    rows: QuerySet
    columns: list[ExportColumn]
    expected: int

    def sheet(self) -> Sheet:
        return Sheet(self.name, [column.written for column in self.columns], self._counted())

    def _counted(self) -> Iterator[tuple]:
        """The rows; fewer or more than were counted end the export."""
        written = 0
        for row in stream(self.rows, self.columns):
            written += 1
            yield row
        if written != self.expected:
            numbers = {"name": self.name, "written": written, "expected": self.expected}
            raise ExportProblem(
                _("แผ่น %(name)s ได้ %(written)s แถว แต่ในฐานข้อมูลมี %(expected)s แถว จึงไม่บันทึกไฟล์ ลองอีกครั้ง")
                % numbers
            )


def export(
    path: str | os.PathLike, *, selection: Selection, surveys: SurveyQuerySet, by: str, at: datetime
) -> Written:
    """Write the chosen ones of `surveys` to .xlsx or .csv; raises ExportProblem and then leaves no file.

    `surveys` is already cut to what the person may read; `by` is how the cover names them. The words of
    the file are Thai whatever the language of the page: its titles must not change from person to person.
    """
    to_csv = Path(path).suffix.lower() == ".csv"
    with translation.override("th"), _told_plainly(), snapshot():
        if to_csv:
            return Written(write_csv(path, _survey_part(selection, surveys).sheet()))
        return _write_book(path, selection, surveys, by=by, at=at)


def _write_book(
    path: str | os.PathLike, selection: Selection, surveys: SurveyQuerySet, *, by: str, at: datetime
) -> Written:
    parts = sheets_of(selection, surveys)
    expected = {part.name: part.expected for part in parts}
    written = write_workbook(
        path,
        [*(part.sheet() for part in parts), codebook(_("คำอธิบายข้อมูล"), full=selection.full)],
        author=by,
        created=at,
        cover=lambda counts: cover(selection, expected, counts, by=by, at=at),
    )
    return Written(*(written[part.name] for part in parts))


def sheets_of(selection: Selection, surveys: SurveyQuerySet) -> list[Part]:
    """The three sheets of answers; their rows are read only while they are written."""
    chosen, names = selection.of(surveys), layout.read_names()
    members, debts = (model.objects.filter(survey__in=chosen) for model in (Member, Debt))
    return [
        _survey_part(selection, surveys, names),
        _part(_("สมาชิก"), members, layout.member_columns(names, full=selection.full)),
        _part(_("หนี้สิน"), debts, layout.debt_columns(names, full=selection.full)),
    ]


def _survey_part(selection: Selection, surveys: SurveyQuerySet, names: layout.Names | None = None) -> Part:
    chosen = selection.of(surveys)
    extra = layout.extra_titles(chosen, full=selection.full)
    columns = layout.survey_columns(names or layout.read_names(), full=selection.full, extra=extra)
    return Part(_("แบบสำรวจ"), chosen.order_by(*IN_ORDER), columns, chosen.count())


def _part(name: str, rows: QuerySet, columns: list[ExportColumn]) -> Part:
    return Part(name, rows.order_by(*ROWS_IN_ORDER), columns, rows.count())


@contextmanager
def _told_plainly() -> Iterator[None]:
    """What the writer refuses is said in its own sentence, which names the cell and never the value."""
    try:
        yield
    except ValueError as error:
        raise ExportProblem(str(error)) from error
    except OSError as error:
        raise ExportProblem(_("เขียนไฟล์ไม่ได้: %(reason)s") % {"reason": error.strerror or ""}) from error
