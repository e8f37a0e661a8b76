"""Making exports in tests and reading them back with two independent readers."""

import csv
from pathlib import Path

import openpyxl
from django.utils import timezone
from python_calamine import CalamineWorkbook

from surveys import exporting
from surveys.exporting.contents import EVERYTHING
from surveys.models import Round, Survey

SURVEYS, MEMBERS, DEBTS, COVER, CODEBOOK = "แบบสำรวจ", "สมาชิก", "หนี้สิน", "ปก", "คำอธิบายข้อมูล"


def export(path: Path, *, surveys=None, contents=EVERYTHING, **chosen) -> exporting.Written:
    """An export of round 2570 of all surveys, unless said otherwise."""
    selection = exporting.Selection(**{"round": Round.objects.get(pk="2570"), **chosen})
    given = Survey.objects.all() if surveys is None else surveys
    return exporting.export(
        path, selection=selection, surveys=given, by="ทดสอบ", at=timezone.now(), contents=contents
    )


def sheet(path: Path, name: str = SURVEYS) -> list[dict]:
    """The rows of a sheet by title, as openpyxl reads them."""
    rows = list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def through_calamine(path: Path, name: str) -> list[list]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()


def through_openpyxl(path: Path, name: str) -> list[list]:
    rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [["" if value is None else value for value in row] for row in rows]


def table(path: Path) -> list[dict]:
    """The rows of a CSV file by title."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def facts(path: Path) -> dict[str, tuple]:
    """The cover: what stands beside each word."""
    rows = openpyxl.load_workbook(path)[COVER].iter_rows(values_only=True)
    return {row[0]: row[1:] for row in rows}


def texts(path: Path) -> list[str]:
    """Every text of every sheet."""
    book = openpyxl.load_workbook(path)
    return [str(value) for page in book for row in page.iter_rows(values_only=True) for value in row if value]
