"""The way of a file into the system, and where one import stands on it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.choices import STOPPED, UNFINISHED
from jobs.models import Job
from jobs.readers import Standing, standing
from surveys.actions import file_imports
from surveys.choices.files import FileKind, FileSource, ImportState
from surveys.importing import names
from surveys.models import FileImport

FILE, COLUMNS, NAMES, TRIAL, WRITING, RESULT = "file", "columns", "names", "trial", "writing", "result"
ROAD = {
    FILE: gettext_lazy("ไฟล์"),
    COLUMNS: gettext_lazy("คอลัมน์และรหัส"),
    NAMES: gettext_lazy("ชื่อชุมชน"),
    TRIAL: gettext_lazy("ผลทดลอง"),
    WRITING: gettext_lazy("บันทึก"),
    RESULT: gettext_lazy("ผล"),
}
STANDS_AT = {
    ImportState.UPLOADED: FILE,
    ImportState.READ: FILE,
    ImportState.MAPPED: TRIAL,
    ImportState.TRYING: TRIAL,
    ImportState.NAMING: NAMES,
    ImportState.ASKING: TRIAL,
    ImportState.TRIED: TRIAL,
    ImportState.WRITING: WRITING,
    ImportState.WRITTEN: RESULT,
    ImportState.UNDOING: RESULT,
    ImportState.UNDONE: RESULT,
    ImportState.REFUSED: FILE,
    ImportState.DISCARDED: FILE,
}
GOES_BACK = (ImportState.READ, ImportState.MAPPED, ImportState.NAMING, ImportState.ASKING, ImportState.TRIED)
DONE_AFTER = (ImportState.WRITTEN, ImportState.UNDONE)


@dataclass(frozen=True)
class Step:
    """One step as it is drawn."""

    name: str
    label: str
    state: str


def step_of(file_import: FileImport, asked: str = "") -> str:
    """The step to show: where the import stands, or an earlier one that a person goes back to."""
    may_be_asked = {FILE: True, COLUMNS: has_columns(file_import)}.get(asked, False)
    if may_be_asked and file_import.state in GOES_BACK and not is_at_work(file_import):
        return asked
    if file_import.state == ImportState.MAPPED and file_import.job is None and open_names(file_import):
        return NAMES
    if (
        file_import.state == ImportState.MAPPED
        and not has_columns(file_import)
        and not has_failed(file_import)
    ):
        return FILE
    return STANDS_AT[ImportState(file_import.state)]


def road(file_import: FileImport, step: str) -> list[Step]:
    """The whole way with what is behind, what is at hand and what is still to come."""
    ahead, found = False, []
    for name, label in ROAD.items():
        if name in _left_out(file_import):
            continue
        ahead = ahead or name == step
        is_over = not ahead or file_import.state in DONE_AFTER
        here = "current" if name == step else "empty"
        found.append(Step(name, str(label), "done" if is_over and name != step else here))
    return found


def _left_out(file_import: FileImport) -> set[str]:
    """Steps that this file does not need: a register of communities has no names to match, our template no columns."""
    found = {NAMES} if file_import.kind == FileKind.COMMUNITIES else set()
    return found | ({COLUMNS} if file_import.source == FileSource.TEMPLATE else set())


def has_columns(file_import: FileImport) -> bool:
    """Whether the kind is known and its columns are a person's to say."""
    return bool(file_import.kind) and file_import.source != FileSource.TEMPLATE


def has_failed(file_import: FileImport) -> bool:
    """Whether the latest job ended before it was done."""
    return file_import.job is not None and file_import.job.state in STOPPED


def is_at_work(file_import: FileImport) -> bool:
    return file_import.job is not None and file_import.job.state in UNFINISHED


def open_names(file_import: FileImport) -> list[dict]:
    """The names that the last trial could not find and nobody has decided about."""
    return [
        one
        for one in file_import.names
        if names.key_of((one["district"], one["name"])) not in file_import.decisions
    ]


def job_standing(file_import: FileImport, user, at: datetime) -> Standing | None:
    """How the latest job of the import stands."""
    return standing(file_import.job, user, at=at) if file_import.job else None


def result_jobs(file_import: FileImport, user, at: datetime) -> list[Standing]:
    """The workbooks that the person asked for, the latest first; others have theirs made themselves."""
    own = Job.objects.owned_by(user).filter(
        kind=file_imports.RESULT, parameters__file_import=str(file_import.pk)
    )
    return [standing(job, user, at=at) for job in own.newest_first().prefetch_related("files")[:1]]


def told_size(file_import: FileImport) -> str:
    """What the table holds, in words."""
    sheet = next(
        (one for one in file_import.sketch.get("sheets", ()) if one["name"] == file_import.sheet), None
    )
    if sheet is None:
        return ""
    words = {"rows": f"{sheet['rows_seen']:,}", "columns": len(sheet["headers"])}
    return _("%(rows)s แถว %(columns)s คอลัมน์") % words


@dataclass(frozen=True)
class ImportLine:
    """One file in the list."""

    file_import: FileImport
    state: str
    said: str


def list_lines(rows: list[FileImport], user) -> list[ImportLine]:
    """The files with where each stands and what it came to."""
    return [ImportLine(one, state_said(one), counts_said(one)) for one in rows]


def state_said(file_import: FileImport) -> str:
    """Where it stands; a worker at work and a job that failed are said first."""
    if is_at_work(file_import):
        return file_import.job.get_state_display()
    if file_import.state == ImportState.UPLOADED and file_import.refusal:
        return _("รอเลือกการเข้ารหัส")
    return file_import.get_state_display()


def counts_said(file_import: FileImport) -> str:
    """Rows created, updated and refused; or why the file was refused."""
    if file_import.state == ImportState.REFUSED:
        return file_import.refusal.get("sentence", "")
    counts = file_import.counts
    told = (("created", _("ใหม่ %(n)s")), ("updated", _("แก้ไข %(n)s")), ("refused", _("ไม่รับ %(n)s")))
    return " · ".join(words % {"n": f"{counts[name]:,}"} for name, words in told if counts.get(name))
