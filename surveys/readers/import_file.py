"""The first step of an import: what kind of file this is, and what a person may say otherwise."""

from datetime import date

from django.utils.translation import gettext as _

from bkkhousing.lib.upload_texts import ENCODINGS
from bkkhousing.lib.uploads import SheetSketch
from surveys.choices.files import FileKind
from surveys.importing.sketches import sketch_of, upload_of
from surveys.models import FileImport, Round

PREVIEWED, WIDEST, LONGEST = 5, 30, 60
CALLED = {
    "utf-8": "UTF-8",
    "cp874": "Windows-874 (TIS-620)",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}


def contents(file_import: FileImport, user, today: date) -> dict:
    """What the page shows; little where the file could not even be looked at yet."""
    context = {"encodings": [(code, CALLED[code]) for code in ENCODINGS]}
    if not file_import.sketch:
        return context
    upload, sketch = upload_of(file_import), sketch_of(file_import)
    return {
        **context,
        "recognised": file_import.recognised,
        "sketch": sketch,
        "notes": [note.sentence for note in sketch.notes],
        "preview": preview(sketch),
        "is_text": upload.kind == "csv",
        "sheets": _sheets(file_import, upload.sheets),
        "heading_rows": _heading_rows(sketch),
        "kinds": FileKind.choices,
        "rounds": _rounds(today),
        "round": file_import.round_id or getattr(Round.objects.in_force(today), "pk", ""),
    }


def preview(sketch: SheetSketch) -> dict:
    """The first rows as a small spreadsheet."""
    return {
        "headers": sketch.headers[:WIDEST],
        "rows": [[cell[:LONGEST] for cell in row[:WIDEST]] for row in sketch.sample[:PREVIEWED]],
        "more": max(0, len(sketch.headers) - WIDEST),
    }


def _sheets(file_import: FileImport, sheets: tuple[SheetSketch, ...]) -> list[tuple[str, str]]:
    """The sheets to choose from; none when there is no choice."""
    filled = [one for one in sheets if one.headers]
    if len(filled) < 2:
        return []
    words = _("%(name)s (%(rows)s แถว)")
    hidden = _("%(name)s (%(rows)s แถว ซ่อนอยู่)")
    return [
        (one.name, (hidden if one.hidden else words) % {"name": one.name, "rows": f"{one.rows_seen:,}"})
        for one in filled
    ]


def _heading_rows(sketch: SheetSketch) -> list[tuple[int, str]]:
    """The first rows of the sheet, any of which may hold the headings."""
    found = [(0, _("ไม่มีหัวตาราง แถวแรกเป็นข้อมูล"))]
    for number, cells in sketch.top:
        said = " · ".join(cell for cell in cells if cell)[:LONGEST]
        found.append((number, _("แถวที่ %(row)s: %(said)s") % {"row": number, "said": said}))
    return found


def _rounds(today: date) -> list[tuple[str, str]]:
    closed = _("%(round)s (ปิดแล้ว)")
    return [
        (one.pk, closed % {"round": one.name} if one.closes_on < today else one.name)
        for one in Round.objects.newest_first()
    ]
