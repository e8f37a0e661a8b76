"""What an import came to, as a workbook: the counts, the names not found and the rows to look at."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from bkkhousing.lib.workbooks import Column, Sheet, write_workbook
from surveys.importing.intake import Outcome


def write_report(path: Path, outcome: Outcome, *, districts: dict, author: str, created: datetime) -> None:
    """Write the workbook; it repeats no cell of the file but the names of communities."""
    sheets = [_summary(outcome), _names(outcome, districts), _problems(outcome)]
    write_workbook(path, sheets, author=author, created=created)


def _summary(outcome: Outcome) -> Sheet:
    labels = {
        "rows": _("แถวในแฟ้ม"),
        "created": _("สร้างใหม่"),
        "updated": _("แก้ไข"),
        "unchanged": _("เหมือนเดิม"),
        "skipped": _("ข้าม"),
        "unmatched": _("ชื่อชุมชนที่ไม่พบ"),
        "unmatched_rows": _("แถวของชื่อที่ไม่พบ"),
        "matched": _("ชื่อชุมชนที่พบ"),
        "problems": _("ข้อที่ต้องดู"),
    }
    columns = (Column(_("รายการ"), "text", 30), Column(_("จำนวน"), "integer"))
    return Sheet(_("สรุป"), columns, [(labels[key], count) for key, count in outcome.counts().items()])


def _names(outcome: Outcome, districts: dict) -> Sheet:
    nearest = [Column(_("ใกล้เคียง %(number)s") % {"number": n}, "text", 34) for n in (1, 2, 3)]
    columns = (
        Column(_("รหัสเขต"), "text", 10),
        Column(_("เขต"), "text", 20),
        Column(_("ชื่อในแฟ้ม"), "text", 34),
        Column(_("จำนวนแถว"), "integer", 12),
        *nearest,
    )
    return Sheet(_("ชื่อชุมชนที่ไม่พบ"), columns, _name_rows(outcome, districts))


def _name_rows(outcome: Outcome, districts: dict) -> Iterator[tuple]:
    for found in outcome.unmatched:
        near = (*found.nearest, "", "", "")[:3]
        yield (found.district, districts[found.district].name_th, found.name, found.rows, *near)


def _problems(outcome: Outcome) -> Sheet:
    columns = (
        Column(_("แถวที่"), "integer", 10),
        Column(_("คอลัมน์ที่"), "integer", 10),
        Column(_("หัวตาราง"), "text", 24),
        Column(_("ต้องแก้ก่อน"), "text", 14),
        Column(_("รหัส"), "text", 28),
        Column(_("ข้อความ"), "text", 80),
    )
    rows = [
        (p.row, p.column or None, p.header, _("ใช่") if p.refuses else _("ไม่ใช่"), p.code, p.sentence)
        for p in outcome.problems
    ]
    return Sheet(_("ข้อที่ต้องดู"), columns, rows)
