"""The ways of writing an export that its rows compare; each returns how many cells and surveys it wrote."""

from collections.abc import Iterator
from operator import getitem, itemgetter

from django.utils import timezone
from openpyxl import Workbook

from accounts.models import User
from dashboards.reports import asking
from dashboards.reports.book import write_report
from dashboards.reports.report import report_of
from surveys.exporting import ALL, Contents, Selection, export, parts_of
from surveys.exporting.parts import Part
from surveys.exporting.snapshot import snapshot
from surveys.models import Round, Survey

REMEMBERED = 8_192


class Shown(dict):
    """What a column shows, by stored value: as quick as ours, so that the writers alone differ."""

    def __init__(self, show) -> None:
        self.show = show or (lambda value: value)
        self[None] = self[""] = self[b""] = None

    def __missing__(self, value):
        shown = self.show(value)
        if len(self) < REMEMBERED:
            self[value] = shown
        return shown


def chosen(code: str) -> Selection:
    """Every survey of the round with all its columns."""
    return Selection(round=Round.objects.get(pk=code), state=ALL, full=True)


def surveys():
    return Survey.objects.visible_to(User.objects.get(username="admin"))


def ours(path: str, code: str) -> dict:
    """The export of the product, with cover and codebook: .xlsx or .zip by the name of the file."""
    written = export(path, selection=chosen(code), surveys=surveys(), by="admin", at=timezone.now())
    parts = parts_of(chosen(code), Contents(), surveys())
    return {"cells": sum(part.expected * len(part.columns) for part in parts), "surveys": written.surveys}


def alone(path: str, code: str) -> dict:
    """The surveys with all their columns, without members and debts."""
    contents = Contents(rows=frozenset())
    written = export(
        path, selection=chosen(code), surveys=surveys(), by="admin", at=timezone.now(), contents=contents
    )
    return {"surveys": written.surveys}


def with_openpyxl(path: str, code: str) -> dict:
    """The same sheets of answers through openpyxl's write-only mode."""
    book, cells = Workbook(write_only=True), 0
    with snapshot():
        for part in parts_of(chosen(code), Contents(), surveys()):
            sheet = book.create_sheet(part.name)
            sheet.append([column.title for column in part.columns])
            for row in shown_rows(part):
                sheet.append(row)
                cells += len(row)
    book.save(path)
    return {"cells": cells}


def shown_rows(part: Part) -> Iterator[tuple]:
    pick, tables = itemgetter(*part.places), [Shown(column.show) for column in part.columns]
    for row in part.stream():
        yield tuple(map(getitem, tables, pick(row)))


def report(path: str, code: str) -> dict:
    """The executive report of the city."""
    at, reader = timezone.now(), User.objects.get(username="department")
    with snapshot():
        found = report_of(*asking.read({"round": code}, user=reader, at=at), at=at, by=reader)
    write_report(path, found, at=at)
    return {"sheets": len(found.sheets)}


SIDES = {"ours": ours, "alone": alone, "openpyxl": with_openpyxl, "report": report}
