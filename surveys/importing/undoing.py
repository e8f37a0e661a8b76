"""Taking a whole file back: refused when a row was edited since, else batch by batch."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jobs.problems import JobProblem
from jobs.run import Run
from surveys.choices.files import ImportState
from surveys.importing.kind_of import kind_of
from surveys.importing.kinds import BATCH
from surveys.models import FileImport, ImportedRow

NAMED = 10


def undo(run: Run) -> dict:
    """Take back what the file wrote; `left` are rows that somebody edited while this was going on."""
    file_import = FileImport.objects.get(pk=run.parameters["file_import"])
    if not run.checkpoint:
        _require_unedited(file_import, run)
    kind, total = kind_of(file_import.kind), file_import.rows.filter(is_written=True).count()
    done, left = run.checkpoint.get("done", 0), run.checkpoint.get("left", [])
    for rows in _batches(file_import, after=run.checkpoint.get("number", 0)):
        run.progress(done, done + total, _("ย้อนคืน"))
        with run.step(number=rows[-1].number) as checkpoint:
            kept = kind.take_back(rows, by=run.by, at=run.at)
            gone = [row.pk for row in rows if row.number not in kept]
            ImportedRow.objects.filter(pk__in=gone).update(is_written=False)
            done, total, left = done + len(rows), total - len(rows), [*left, *sorted(kept)]
            checkpoint.update(done=done, left=left)
    return _undone(file_import, run, left)


def edited_numbers(file_import: FileImport, tick=lambda done: None) -> list[int]:
    """The rows of the file that somebody has edited since it was written."""
    kind, found, seen = kind_of(file_import.kind), [], 0
    for rows in _batches(file_import, after=0):
        found += sorted(kind.edited(rows))
        seen += len(rows)
        tick(seen)
    return found


def listed(numbers: list[int]) -> str:
    """The first row numbers, and how many more there are."""
    shown = ", ".join(f"{number:,}" for number in numbers[:NAMED])
    more = len(numbers) - NAMED
    return shown if more <= 0 else _("%(rows)s และอีก %(more)s แถว") % {"rows": shown, "more": f"{more:,}"}


def _require_unedited(file_import: FileImport, run: Run) -> None:
    numbers = edited_numbers(file_import, lambda seen: run.progress(0, None, _("ตรวจว่าไม่มีใครแก้")))
    if numbers:
        with run.step():
            file_import.state = ImportState.WRITTEN
            file_import.save(update_fields=["state"])
        raise JobProblem(edited_since(numbers))


def edited_since(numbers: list[int]) -> str:
    """Why the file cannot be taken back, naming the rows."""
    sentence = _("ย้อนคืนไม่ได้ มีผู้แก้ข้อมูลหลังนำเข้าแล้ว ได้แก่แถวที่ %(rows)s — แก้แถวเหล่านี้ทีละแบบแทน")
    return sentence % {"rows": listed(numbers)}


def _batches(file_import: FileImport, *, after: int) -> Iterator[list[ImportedRow]]:
    """The written rows that have not been taken back, in the order of the file."""
    while rows := list(_behind(file_import, after)):
        yield rows
        after = rows[-1].number


def _behind(file_import: FileImport, after: int):
    written = file_import.rows.filter(is_written=True, number__gt=after)
    return written.order_by("number")[:BATCH]


def _undone(file_import: FileImport, run: Run, left: list[int]) -> dict:
    with run.step():
        file_import.counts = {**file_import.counts, "left": len(left)}
        file_import.state, file_import.undone_at = ImportState.UNDONE, run.at
        file_import.save(update_fields=["counts", "state", "undone_at"])
    return {"state": file_import.state, "left": left}
