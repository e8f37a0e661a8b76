"""What people do with jobs: start, cancel, try again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jobs.choices import STOPPED, State
from jobs.kinds import kind_of
from jobs.leases import tell_ended
from jobs.models import Job
from jobs.problems import NotNow


def start(*, kind: str, by, at: datetime, parameters: dict, subject: str = "") -> Job:
    """Put a job in the queue; inside a transaction it is seen by workers once that is final.

    `by` is None for what the system does by itself.
    """
    if kind_of(kind) is None:
        raise ValueError(f"no kind of job is called {kind}")
    return Job.objects.create(
        kind=kind,
        owner=by,
        owner_role=by.role if by else "",
        owner_district=(by.district_id or "") if by else "",
        subject=subject[:200],
        parameters=parameters,
        created_at=at,
    )


@transaction.atomic
def cancel(job: Job, *, by, at: datetime) -> Job:
    """A waiting job ends at once, a running one at its next step; raises NotNow when it is over already."""
    waiting = Job.objects.waiting().filter(pk=job.pk)
    if waiting.update(state=State.CANCELLED, finished_at=at):
        job.refresh_from_db()
        tell_ended(job, at)
    elif not Job.objects.running().filter(pk=job.pk).update(cancel_wanted=True):
        raise NotNow(_("งานนี้จบไปแล้ว จึงยกเลิกไม่ได้ — เปิดหน้าใหม่เพื่อดูผล"))
    job.refresh_from_db()
    return job


def retry(job: Job, *, by, at: datetime) -> Job:
    """Put a failed or cancelled job back in the queue, where it goes on from its checkpoint; else raises NotNow."""
    if not job.may_be_retried:
        raise NotNow(_("งานนี้ลองใหม่ไม่ได้ในตอนนี้ — เปิดหน้าใหม่เพื่อดูสถานะล่าสุด"))
    if not job.is_still_allowed(by):
        raise NotNow(_("สิทธิ์ของคุณเปลี่ยนไปหลังสั่งงานนี้ — สั่งงานใหม่จากหน้าเดิม"))
    fresh = {"cancel_wanted": False, "problem": "", "losses": 0, "finished_at": None, "started_at": None}
    if not Job.objects.filter(pk=job.pk, state__in=STOPPED).update(state=State.WAITING, **fresh):
        raise NotNow(_("งานนี้เริ่มใหม่แล้ว — เปิดหน้าใหม่เพื่อดูสถานะล่าสุด"))
    job.refresh_from_db()
    return job
