"""The job that makes a report: from the address of a page to a workbook for its owner."""

import re
from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit.choices import Deed
from audit.models import record
from bkkhousing.lib import thai
from dashboards.filters import Asked, NoSuchFilter
from dashboards.readers.places import NoSuchPlace, Place
from dashboards.reports import asking
from dashboards.reports.book import write_report
from dashboards.reports.contents import Report
from dashboards.reports.report import report_of
from dashboards.themes import OVERVIEW
from jobs.models import Job
from jobs.run import JobProblem, Run
from surveys.exporting.snapshot import snapshot
from surveys.models import Round
from surveys.readers.figures import By

KIND = "report"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def subject(place: Place, asked: Asked) -> str:
    """What the report is of, in words."""
    return f"{place.name} · {asked.round.shown_name} · {asked.state_words}"


def make(run: Run) -> dict:
    """Read everything of one moment, write the workbook, record the making and offer it.

    The words of the file are Thai whatever the language of the page, as those of every file.
    """
    with translation.override("th"):
        run.progress(0, stage=_("กำลังอ่านตัวเลข"))
        report, round, place = _read(run)
        run.progress(0, stage=_("กำลังเขียนไฟล์"))
        path = run.folder / "report.xlsx"
        write_report(path, report, at=run.at)
    result = {"round": round.pk, "sheets": len(report.sheets), "scope": dict(run.parameters)}
    _record(run, result)
    run.offer(path, file_name(place, round, run.at), MEDIA_TYPE)
    return result


def _read(run: Run) -> tuple[Report, Round, Place]:
    with snapshot():
        try:
            place, asked = asking.read(run.parameters, user=run.by, at=run.at)
        except (NoSuchFilter, NoSuchPlace):
            raise JobProblem(_("รอบหรือพื้นที่ที่เลือกไว้ไม่มีแล้ว — เปิดหน้าภาพรวมแล้วสั่งใหม่")) from None
        report = report_of(place, asked, at=run.at, by=run.by)
    return report, asked[OVERVIEW].round, place.place


def _record(run: Run, result: dict) -> None:
    """A report holds figures and no row of anybody; that it was taken is kept all the same."""
    with run.step():
        record(by=run.by, at=timezone.now(), deed=Deed.EXPORT, **_kept(result))


def _kept(result: dict) -> dict:
    return {"subject": "report", "subject_id": result["round"], "rows": 0, "scope": result["scope"]}


def taken(job: Job) -> dict:
    """What the access record says when somebody fetches the file; its key is the job's."""
    kept = _kept(job.result)
    return {name: kept[name] for name in ("rows", "scope")} | {"subject": "report file"}


def may_take(job: Job, user) -> bool:
    """Who may not export any more gets no report of before either."""
    return user.exports


def file_name(place: Place, round: Round, at: datetime) -> str:
    """bkkhousing_report_2570_1026_2569-11-21.xlsx: round, place and day."""
    day = timezone.localtime(at)
    where = "bangkok" if place.by == By.CITY else place.key
    code = re.sub(r"[^\w-]", "-", round.pk)
    return f"bkkhousing_report_{code}_{where}_{thai.be_year(day.year)}-{day:%m-%d}.xlsx"
