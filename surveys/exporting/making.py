"""The job that makes an export: from what was asked for to a file for its owner."""

import re
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.choices import Deed
from audit.models import record
from bkkhousing.lib import thai
from jobs.models import Job
from jobs.pulse import ThreadPulse
from jobs.run import JobProblem, Run
from surveys.exporting.book import ExportProblem, Told, Written, export
from surveys.exporting.contents import Contents
from surveys.exporting.selection import Gone, Selection, from_stored
from surveys.models import Survey

KIND = "export"
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def parameters(selection: Selection, contents: Contents, *, file: str, reason: str) -> dict:
    """What a job is told of an export."""
    return {"selection": selection.scope, "contents": contents.as_stored, "file": file, "reason": reason}


def make(run: Run) -> dict:
    """Write the file of the moment at which this attempt began, record the making and offer it."""
    asked = run.parameters
    selection, contents = _still_there(run), Contents.from_stored(asked["contents"])
    path = run.folder / f"export.{asked['file']}"
    written = _written(run, path, selection, contents)
    result = {"rows": written.surveys, "scope": scope(selection, contents, written, asked["file"])}
    _record(run, result, written.keys)
    run.offer(path, file_name(selection, run.at, asked["file"]), MEDIA_TYPES[asked["file"]])
    return result


def _still_there(run: Run) -> Selection:
    try:
        return from_stored(run.parameters["selection"], user=run.by, today=timezone.localdate(run.at))
    except Gone:
        raise JobProblem(_("รอบ พื้นที่ หรือข้อตกลงที่เลือกไว้ไม่มีแล้ว — เลือกใหม่จากหน้าส่งออก")) from None


def _written(run: Run, path: Path, selection: Selection, contents: Contents) -> Written:
    surveys = Survey.objects.visible_to(run.by)
    try:
        return export(
            path,
            selection=selection,
            surveys=surveys,
            by=run.by.display_name,
            at=run.at,
            contents=contents,
            told=_told(run),
        )
    except ExportProblem as problem:
        raise JobProblem(problem.sentence) from problem


def _told(run: Run) -> Told | None:
    """While rows stream out the connection is busy, so only a pulse that has one of its own is told of them."""
    if isinstance(run.pulse, ThreadPulse):
        return lambda done, total: run.progress(done, total, _("กำลังเขียนไฟล์"))
    return None


def _record(run: Run, result: dict, keys: bytes) -> None:
    with run.step():
        record(
            by=run.by,
            at=timezone.now(),
            deed=Deed.EXPORT,
            subject="surveys",
            subject_id=run.job.pk,
            reason=run.parameters["reason"],
            rows=result["rows"],
            scope=result["scope"],
            keys=keys,
        )


def scope(selection: Selection, contents: Contents, written: Written, file: str) -> dict:
    """The filters and counts as the access record keeps them."""
    counts = {"members": written.members, "debts": written.debts}
    long = {"answers": written.answers} if contents.is_long else {}
    return selection.scope | {"file": file} | counts | long


def taken(job: Job) -> dict:
    """What the access record says when somebody fetches the file."""
    return {
        "subject": "surveys file",
        "rows": job.result["rows"],
        "reason": job.parameters["reason"],
        "scope": job.result["scope"],
    }


def may_take(job: Job, user) -> bool:
    """Who may not export any more, or not see whose data it is, gets no file of before either."""
    return user.exports and (user.sees_personal_data or not job.parameters["selection"]["full"])


def file_name(selection: Selection, at: datetime, file: str) -> str:
    """bkkhousing_2570_1026_2569-11-21.xlsx: round, place and day, never whose data it is."""
    day = timezone.localtime(at)
    narrowest = selection.community or selection.district or selection.group
    place = narrowest.pk if narrowest else "bangkok"
    code = re.sub(r"[^\w-]", "-", selection.round.pk)
    return f"bkkhousing_{code}_{place}_{thai.be_year(day.year)}-{day:%m-%d}.{file}"
