"""The two ways of writing the workbook that the export rows compare; each returns how many cells it wrote."""

from django.utils import timezone
from openpyxl import Workbook

from accounts.models import User
from benchmarks.stage import EXPORT
from surveys.exporting import ALL, Selection, export, sheets_of
from surveys.exporting.snapshot import snapshot
from surveys.models import Round, Survey


def chosen() -> Selection:
    """Every survey of the round with all its columns."""
    return Selection(round=Round.objects.get(pk=EXPORT), state=ALL, full=True)


def surveys():
    return Survey.objects.visible_to(User.objects.get(username="admin"))


def ours(path: str) -> int:
    """The export of the product, with cover and codebook."""
    export(path, selection=chosen(), surveys=surveys(), by="admin", at=timezone.now())
    return sum(part.expected * len(part.columns) for part in sheets_of(chosen(), surveys()))


def with_openpyxl(path: str) -> int:
    """The same sheets of answers through openpyxl's write-only mode."""
    book, cells = Workbook(write_only=True), 0
    with snapshot():
        for part in sheets_of(chosen(), surveys()):
            sheet, written = book.create_sheet(part.name), part.sheet()
            sheet.append([column.title for column in written.columns])
            for row in written.rows:
                sheet.append(row)
                cells += len(row)
    book.save(path)
    return cells


SIDES = {"ours": ours, "openpyxl": with_openpyxl}
