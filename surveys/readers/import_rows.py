"""What the rows of a file came to: counted, listed with what is told of each, and beside what is stored."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkkhousing.lib.paging import Order, Page, page_of
from bkkhousing.lib.sheets import SheetProblem
from surveys.choices.files import Deed, FileKind, ImportState
from surveys.importing.result_book import DID, WOULD
from surveys.models import FileImport, ImportedRow
from surveys.readers.differences import Difference
from surveys.readers.file_imports import compared

IN_FILE_ORDER = Order("number")
TOLD, REFUSED, SOFT = "told", "refused", "soft"
SHOWS = {
    TOLD: gettext_lazy("ทุกแถวที่มีเรื่องต้องดู"),
    REFUSED: gettext_lazy("แถวที่ไม่รับ"),
    SOFT: gettext_lazy("แถวที่รับแต่ควรดู"),
    Deed.CREATED: gettext_lazy("สร้างใหม่"),
    Deed.UPDATED: gettext_lazy("แก้ไข"),
    Deed.UNCHANGED: gettext_lazy("เหมือนเดิม"),
    Deed.SKIPPED: gettext_lazy("ข้าม"),
}
WORTH_A_LOOK = (TOLD, REFUSED, SOFT, Deed.UPDATED)
MOST_FREQUENT, SEVERAL, LOOKED_AT = 8, 2, 500
UNITS = {
    FileKind.SURVEYS: gettext_lazy("แบบสำรวจ"),
    FileKind.COMMUNITIES: gettext_lazy("ชุมชน"),
    FileKind.HOUSEHOLDS: gettext_lazy("ครัวเรือน"),
}


@dataclass(frozen=True)
class RowLine:
    """One row of the file, what becomes of it and what is told of its cells."""

    number: int
    deed: str
    said: str
    problems: list[dict]
    has_stored: bool


@dataclass(frozen=True)
class Frequent:
    """Something told of many rows: an example of its column and sentence, and of how many rows it is told."""

    header: str
    sentence: str
    refuses: bool
    rows: int


@dataclass(frozen=True)
class Tab:
    """A selection of rows, with how many there are."""

    name: str
    label: str
    count: int
    is_chosen: bool


def contents(file_import: FileImport, given: Mapping[str, str]) -> dict:
    """Counts, the kinds of rows to look at, and a page of those chosen."""
    counts = file_import.counts
    tabs = _tabs(counts, given.get("show", ""))
    chosen = next((tab.name for tab in tabs if tab.is_chosen), "")
    page = page_of(_selected(file_import, chosen), IN_FILE_ORDER, given) if chosen else Page([])
    return {
        "counts": counts,
        "unit": UNITS.get(file_import.kind, ""),
        "good": counts.get(Deed.CREATED, 0) + counts.get(Deed.UPDATED, 0),
        "frequent": list(frequent(file_import)),
        "tabs": tabs,
        "show": chosen,
        "page": page,
        "rows": [_line(file_import, row) for row in page.rows],
    }


def frequent(file_import: FileImport) -> Iterator[Frequent]:
    """What is told most often, when one thing is told of several rows; the words are those of the first such row."""
    counted = Counter(file_import.counts.get("codes", {})).most_common(MOST_FREQUENT)
    if not counted or counted[0][1] < SEVERAL:
        return
    first = file_import.rows.filter(is_told=True).order_by("number").values_list("problems", flat=True)
    examples = {one["code"]: one for problems in reversed(first[:LOOKED_AT]) for one in problems}
    for code, rows in counted:
        if one := examples.get(code):
            yield Frequent(one["header"], one["sentence"], one["refuses"], rows)


def _tabs(counts: Mapping, asked: str) -> list[Tab]:
    """Those that hold rows; the one asked for is chosen, else the first that holds something worth a look."""
    has_both = bool(counts.get(REFUSED)) and bool(counts.get(SOFT))
    numbers = {
        TOLD: counts.get(REFUSED, 0) + counts.get(SOFT, 0) if has_both else 0,
        SOFT: counts.get(SOFT, 0),
        **{deed: counts.get(deed, 0) for deed in Deed.values},
    }
    filled = [name for name in SHOWS if numbers[name]]
    chosen = asked if asked in filled else next((name for name in WORTH_A_LOOK if name in filled), "")
    return [Tab(str(name), str(SHOWS[name]), numbers[name], name == chosen) for name in filled]


def _selected(file_import: FileImport, show: str):
    rows = file_import.rows.all()
    if show == TOLD:
        return rows.filter(is_told=True)
    if show == SOFT:
        return rows.filter(is_told=True).exclude(deed=Deed.REFUSED)
    return rows.filter(deed=show)


def _line(file_import: FileImport, row: ImportedRow) -> RowLine:
    return RowLine(row.number, row.deed, said_of(file_import, row), row.problems, bool(row.subject))


def said_of(file_import: FileImport, row: ImportedRow) -> str:
    """What becomes of a row before writing, what became of it after, or that it was taken back."""
    changing = row.deed in (Deed.CREATED, Deed.UPDATED)
    if file_import.state == ImportState.UNDONE and changing and not row.is_written:
        return _("ย้อนคืนแล้ว")
    return str((DID if row.is_written else WOULD)[Deed(row.deed)])


def beside(file_import: FileImport, number: int, user) -> list[Difference]:
    """The row beside the stored one; nothing once the upload is kept no longer."""
    try:
        return compared(file_import, number, user) if file_import.key or file_import.written_at else []
    except (SheetProblem, OSError):
        return []


def neighbours(file_import: FileImport, row: ImportedRow) -> dict[str, int | None]:
    """The rows of the same kind before and after."""
    same = file_import.rows.filter(deed=row.deed)
    before = same.filter(number__lt=row.number).order_by("-number").values_list("number", flat=True).first()
    after = same.filter(number__gt=row.number).order_by("number").values_list("number", flat=True).first()
    return {"before": before, "after": after}
