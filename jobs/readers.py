"""How a job stands, as its owner reads it: on the page, in the list and through the API."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.choices import State
from jobs.models import Job, JobFile

SECONDS_UNTIL_PACE = 2
MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class OfferedFile:
    """A file that the owner may fetch, or could until it expired."""

    id: str
    name: str
    size: int
    expires_at: datetime
    has_expired: bool
    url: str


@dataclass(frozen=True)
class Standing:
    """Everything about one job that a person is told; `rate` is rows a second, `said` one sentence of progress."""

    id: str
    kind: str
    title: str
    subject: str
    state: str
    state_label: str
    is_over: bool
    cancel_wanted: bool
    stage: str
    done: int
    total: int | None
    percent: int | None
    rate: int | None
    left: str
    said: str
    problem: str
    result: dict
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    url: str
    next_url: str
    can_cancel: bool
    can_retry: bool
    files: list[OfferedFile]


def standing(job: Job, user, *, at: datetime) -> Standing:
    """How a job stands for its reader; an administrator who looks at another's sees neither result nor files."""
    is_own = job.owner_id == user.pk
    rate = pace(job, at)
    left = time_left(job, rate)
    return Standing(
        id=str(job.pk),
        kind=job.kind,
        title=job.title,
        subject=job.subject,
        state=job.state,
        state_label=_("กำลังยกเลิก") if is_being_cancelled(job) else job.get_state_display(),
        is_over=not job.is_unfinished,
        cancel_wanted=job.cancel_wanted,
        stage=job.stage if job.state == State.RUNNING else "",
        done=job.done,
        total=job.total,
        percent=min(100, job.done * 100 // job.total) if job.total else None,
        rate=rate,
        left=left,
        said=progress_said(job, rate, left),
        problem="" if job.is_unfinished else job.problem,
        result=job.result if is_own else {},
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        url=job.get_absolute_url(),
        next_url=next_address(job) if is_own else "",
        can_cancel=is_own and job.is_unfinished and not job.cancel_wanted,
        can_retry=is_own and job.may_be_retried,
        files=files_of(job, at) if is_own else [],
    )


def is_being_cancelled(job: Job) -> bool:
    return job.state == State.RUNNING and job.cancel_wanted


def next_address(job: Job) -> str:
    return job.its_kind.page(job) if job.its_kind and job.its_kind.page else ""


def files_of(job: Job, at: datetime) -> list[OfferedFile]:
    """Nothing before the job is done."""
    if job.state != State.DONE:
        return []
    return [offered(file, at) for file in job.files.all()]


def offered(file: JobFile, at: datetime) -> OfferedFile:
    return OfferedFile(
        id=str(file.pk),
        name=file.name,
        size=file.size,
        expires_at=file.expires_at,
        has_expired=file.has_expired(at),
        url=reverse("job_file", args=[file.job_id, file.pk]),
    )


def pace(job: Job, at: datetime) -> int | None:
    """Rows a second in the stage at hand; nothing while it is too early to say."""
    if job.state != State.RUNNING or job.stage_at is None:
        return None
    seconds = (at - job.stage_at) / timedelta(seconds=1)
    rows = job.done - job.stage_from
    return round(rows / seconds) if seconds >= SECONDS_UNTIL_PACE and rows > 0 else None


def time_left(job: Job, rate: int | None) -> str:
    """In words, rounded up; nothing while the end is not known."""
    if not rate or not job.total or job.done >= job.total:
        return ""
    seconds = (job.total - job.done) / rate
    if seconds < MINUTE:
        return _("เหลืออีกไม่ถึง 1 นาที")
    if seconds < HOUR:
        return _("เหลืออีกประมาณ %(n)s นาที") % {"n": _rounded_up(seconds, MINUTE)}
    hours, rest = divmod(_rounded_up(seconds, MINUTE), 60)
    return _("เหลืออีกประมาณ %(h)s ชั่วโมง %(m)s นาที") % {"h": hours, "m": rest}


def _rounded_up(seconds: float, unit: int) -> int:
    return int(-(-seconds // unit))


def progress_said(job: Job, rate: int | None, left: str) -> str:
    """1,200 จาก 10,000 แถว · 820 แถวต่อวินาที · เหลืออีกประมาณ 2 นาที."""
    if job.state == State.WAITING:
        return job.problem or _("รอคิว เริ่มเองเมื่อถึงคิว ปิดหน้านี้ได้")
    if job.state != State.RUNNING:
        return ""
    return " · ".join(filter(None, (rows_said(job), rate_said(rate), left)))


def rows_said(job: Job) -> str:
    if job.total:
        return _("%(done)s จาก %(total)s แถว") % {"done": f"{job.done:,}", "total": f"{job.total:,}"}
    return _("%(done)s แถว") % {"done": f"{job.done:,}"} if job.done else ""


def rate_said(rate: int | None) -> str:
    return _("%(n)s แถวต่อวินาที") % {"n": f"{rate:,}"} if rate else ""
