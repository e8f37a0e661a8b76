"""The file back again: the same cells, remarks at those in the way, and a column saying what became of each row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from bkkhousing.lib.sheets import SheetContent
from bkkhousing.lib.workbook_cells import clean_text
from bkkhousing.lib.workbooks import Column, Sheet, write_workbook
from jobs.run import Run
from surveys.choices.files import Deed, FileSource, ImportState
from surveys.importing.opening import content_of
from surveys.models import FileImport

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = MOST_REMARKS = 20_000
REFUSED, DOUBTED = PatternFill("solid", fgColor="FFF4B6B6"), PatternFill("solid", fgColor="FFFFE699")
WOULD = {
    Deed.CREATED: gettext_lazy("จะสร้างใหม่"),
    Deed.UPDATED: gettext_lazy("จะแก้ไข"),
    Deed.UNCHANGED: gettext_lazy("เหมือนเดิม"),
    Deed.REFUSED: gettext_lazy("ไม่รับ"),
    Deed.SKIPPED: gettext_lazy("ข้าม"),
}
DID = {**WOULD, Deed.CREATED: gettext_lazy("สร้างใหม่แล้ว"), Deed.UPDATED: gettext_lazy("แก้ไขแล้ว")}
TAKEN_BACK = gettext_lazy("ย้อนคืนแล้ว")


@dataclass
class Remarks:
    """What is said of one row: the words of its last column, and the problems of its cells by column."""

    words: str = ""
    cells: dict[int, list[dict]] = field(default_factory=lambda: defaultdict(list))


def make(run: Run) -> dict:
    """Write the workbook and offer it."""
    file_import = FileImport.objects.get(pk=run.parameters["file_import"])
    path = run.folder / "result.xlsx"
    rows = file_import.counts.get("rows", 0)
    run.progress(0, rows, _("เขียนสมุดงาน"))
    fits = rows <= MOST_ROWS and _remark_count(file_import) <= MOST_REMARKS
    write = _write_with_comments if fits else _write_plainly
    write(file_import, path, run)
    run.offer(path, f"{Path(file_import.name).stem}_ผล.xlsx", XLSX)
    return {"rows": rows}


def _remark_count(file_import: FileImport) -> int:
    told = file_import.rows.filter(is_told=True).values_list("problems", flat=True)
    return sum(len(problems) for problems in told.iterator())


def remarks(file_import: FileImport) -> Iterator[tuple[int, Remarks]]:
    """The rows of the import in their order, with what is said of each."""
    rows = file_import.rows.order_by("number")
    fields = ("number", "deed", "problems", "is_written")
    for number, deed, problems, is_written in rows.values_list(*fields).iterator():
        found = Remarks(_words(file_import, deed, problems, is_written))
        for problem in problems:
            if problem["column"] and not problem["sheet"]:
                found.cells[problem["column"]].append(problem)
        yield number, found


def _words(file_import: FileImport, deed: str, problems: list[dict], is_written: bool) -> str:
    if file_import.state == ImportState.UNDONE and deed in (Deed.CREATED, Deed.UPDATED) and not is_written:
        said = TAKEN_BACK
    else:
        said = (DID if is_written else WOULD)[Deed(deed)]
    return " — ".join([str(said), *dict.fromkeys(problem["sentence"] for problem in problems)])


def _sheets(file_import: FileImport) -> list[str]:
    """The sheets that are given back: the one that was read, and of a template those beside it."""
    if file_import.source != FileSource.TEMPLATE:
        return [file_import.sheet]
    others = [one["name"] for one in file_import.sketch.get("sheets", ()) if not one["hidden"]]
    return [file_import.sheet, *(name for name in others if name != file_import.sheet)]


def _elsewhere(file_import: FileImport) -> dict[str, dict[int, Remarks]]:
    """Problems of cells on other sheets than that of the rows: sheet → row → remarks."""
    found: dict[str, dict[int, Remarks]] = defaultdict(lambda: defaultdict(Remarks))
    told = file_import.rows.filter(is_told=True).values_list("problems", flat=True)
    for problems in told.iterator():
        for problem in problems:
            if problem["sheet"]:
                row = found[problem["sheet"]][problem["row"]]
                row.cells[problem["column"]].append(problem)
                row.words = problem["sentence"]
    return found


def _write_with_comments(file_import: FileImport, path: Path, run: Run) -> None:
    book, elsewhere = Workbook(write_only=True), _elsewhere(file_import)
    for name in _sheets(file_import):
        content = content_of(file_import, folder=run.folder, sheet=name if name != file_import.sheet else "")
        said = remarks(file_import) if name == file_import.sheet else iter(sorted(elsewhere[name].items()))
        _write_sheet(book, name or _("ข้อมูล"), content, said, run)
    book.save(path)


def _write_sheet(
    book: Workbook, name: str, content: SheetContent, said: Iterator[tuple[int, Remarks]], run: Run
) -> None:
    """One sheet; every row stands where it stood in the file, so that its number is the same."""
    sheet = book.create_sheet(name[:31])
    width = len(content.headers)
    sheet.column_dimensions[get_column_letter(width + 1)].width = 60
    for _blank in range(content.header_row - 1):
        sheet.append([])
    headers = [_cell(sheet, header, bold=True) for header in (*content.headers, _("ผลการนำเข้า"))]
    last = max(content.header_row, 1)
    sheet.append(headers)
    following = _Following(said)
    for number, cells in content.numbered_rows:
        for _blank in range(number - last - 1):
            sheet.append([])
        found = following.of(number)
        row = [
            _remarked(sheet, cell, found.cells.get(place, ())) for place, cell in enumerate(cells, start=1)
        ]
        sheet.append([*row, _cell(sheet, found.words)])
        last = number
        if number % 500 == 0:
            run.progress(number, None, _("เขียนสมุดงาน"))


class _Following:
    """Remarks in the order of their rows, asked for in the same order."""

    def __init__(self, said: Iterable[tuple[int, Remarks]]) -> None:
        self._said = iter(said)
        self._next = next(self._said, None)

    def of(self, number: int) -> Remarks:
        while self._next is not None and self._next[0] < number:
            self._next = next(self._said, None)
        return self._next[1] if self._next is not None and self._next[0] == number else Remarks()


def _cell(sheet, value: object, *, bold: bool = False) -> WriteOnlyCell:
    """A cell that is never run as a formula: text is text."""
    is_text = not isinstance(value, date)
    cell = WriteOnlyCell(sheet, clean_text(str(value)) if is_text else _plain(value))
    if is_text and value != "":
        cell.data_type = "s"
    if not is_text:
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _plain(value: date) -> date:
    """A moment without its zone, which a workbook cannot hold."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _remarked(sheet, value: object, problems: Iterable[dict]) -> WriteOnlyCell:
    problems = list(problems)
    cell = _cell(sheet, value)
    if problems:
        cell.comment = Comment("\n".join(problem["sentence"] for problem in problems), "bkkhousing", 140, 320)
        cell.fill = REFUSED if any(problem["refuses"] for problem in problems) else DOUBTED
    return cell


def _write_plainly(file_import: FileImport, path: Path, run: Run) -> None:
    """Very many rows: the same cells and the column of results, and the problems on a sheet of their own."""
    content = content_of(file_import, folder=run.folder)
    titles = (*content.headers, _("ผลการนำเข้า"))
    columns = [Column(title or "-", "any") for title in titles]
    words = {"author": "bkkhousing", "created": run.at}
    sheets = (
        Sheet((content.name or _("ข้อมูล"))[:31], columns, _plain_rows(file_import, content, run)),
        Sheet(_("ข้อที่ต้องดู"), _problem_columns(), _problem_rows(file_import)),
    )
    write_workbook(path, sheets, **words)


def _problem_columns() -> tuple[Column, ...]:
    titles = ((_("แถวที่"), "integer", 10), (_("หัวตาราง"), "text", 24), (_("ข้อความ"), "text", 90))
    return tuple(Column(*told) for told in titles)


def _plain_rows(file_import: FileImport, content: SheetContent, run: Run) -> Iterator[tuple]:
    following = _Following(remarks(file_import))
    for number, cells in content.numbered_rows:
        if number % 500 == 0:
            run.progress(number, None, _("เขียนสมุดงาน"))
        yield (*cells, following.of(number).words)


def _problem_rows(file_import: FileImport) -> Iterator[tuple]:
    told = file_import.rows.filter(is_told=True).order_by("number").values_list("problems", flat=True)
    for problems in told.iterator():
        for problem in problems:
            yield problem["row"], problem["header"], problem["sentence"]
