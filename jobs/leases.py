"""Who has a job: taking it, writing under it, letting go of it, and noticing when its worker is gone.

A lease is the pair of job and attempt.  Every write asks for the pair again, so an attempt that was given up
for dead and wakes later finds that the job is not its own and can write nothing.
"""

import logging
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from bkkhousing.lib.outages import Outage
from jobs.choices import State
from jobs.files import drop_files_of
from jobs.models import Job, JobFile
from jobs.problems import LOST_TOO_OFTEN, WAITED_TOO_LONG, WAITS_FOR, LeaseLost
from jobs.querysets import JobQuerySet

logger = logging.getLogger("jobs")

MOST_LOSSES = 3
MOST_POSTPONEMENTS = 120  # at one a minute: two hours


def patience() -> timedelta:
    """How long a running job may be silent before it is given to another worker."""
    return timedelta(seconds=settings.JOB_PATIENCE_SECONDS)


def take(*, worker: str, at: datetime) -> Job | None:
    """The job that waits longest, from now on this worker's; two workers never get the same one."""
    return _take(worker, at) if Job.objects.waiting().exists() else None


@transaction.atomic
def _take(worker: str, at: datetime) -> Job | None:
    job = Job.objects.waiting().select_for_update(skip_locked=True).first()
    if job is None:
        return None
    job.state, job.worker, job.attempt = State.RUNNING, worker, job.attempt + 1
    job.started_at, job.heartbeat_at, job.finished_at = job.started_at or at, at, None
    job.stage_at, job.stage_from, job.problem = at, job.done, ""
    job.save()
    return job


def held(job: Job) -> JobQuerySet:
    """The row of the job while this attempt has it, else no row."""
    return Job.objects.running().filter(pk=job.pk, attempt=job.attempt)


def hold(job: Job) -> None:
    """Keep the job this attempt's until the transaction ends; raises LeaseLost when it is not.

    A key-share lock shuts out the taker and the reaper, who lock the whole row, and lets signs of life and
    the owner's wishes be written meanwhile.  SQLite has one writer at a time and needs no lock.
    """
    asked, values = held(job).values("pk").query.sql_with_params()
    lock = " FOR KEY SHARE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(asked + lock, values)
        if cursor.fetchone() is None:
            raise LeaseLost


@contextmanager
def holding(job: Job):
    """One transaction in which the job is surely this attempt's."""
    with transaction.atomic():
        hold(job)
        yield


def write(job: Job, **values) -> None:
    """Change the job's row; raises LeaseLost when another attempt has it."""
    if not held(job).update(**values):
        raise LeaseLost


def finish(job: Job, *, result: dict, files: Iterable[JobFile], at: datetime) -> None:
    """Done: result and files become visible in one moment."""
    with holding(job):
        JobFile.objects.bulk_create(files)
        write(job, state=State.DONE, result=result, finished_at=at, worker="", checkpoint={}, losses=0)


def fail(job: Job, *, sentence: str, at: datetime) -> None:
    """Over, with the reason in its owner's words."""
    with holding(job):
        _end(job, State.FAILED, at, problem=sentence)


def end_cancelled(job: Job, *, at: datetime) -> None:
    """Over, because its owner wished so."""
    with holding(job):
        _end(job, State.CANCELLED, at)


def give_back(job: Job, *, problem: str = "") -> None:
    """Back to the queue unfinished, as when the worker is asked to stop; the next taking goes on from the checkpoint."""
    write(job, state=State.WAITING, worker="", problem=problem)
    drop_files_of(job, attempt=job.attempt)


def postpone(job: Job, outage: Outage, *, at: datetime) -> None:
    """Back to the queue with the reason, until that has happened so often that somebody has to see to it."""
    if job.attempt % MOST_POSTPONEMENTS == 0:
        return fail(job, sentence=str(WAITED_TOO_LONG[outage]), at=at)
    with holding(job):
        give_back(job, problem=str(WAITS_FOR[outage]))
    return None


def lose(job: Job, *, at: datetime) -> None:
    """The attempt is dead: back to the queue, or failed when that happened too often."""
    with transaction.atomic():
        found = held(job).select_for_update().first()
        if found:
            _lose(found, at)


def reap(*, at: datetime, but: Job | None = None) -> int:
    """Take silent jobs away from workers that seem dead; how many.  The caller knows better about its own job, `but`.

    A job that is just now writing a step is locked and passed over.
    """
    silent = Job.objects.silent_since(at - patience()).exclude(pk=but and but.pk)
    return sum(_reap(pk, at) for pk in silent.values_list("pk", flat=True))


@transaction.atomic
def _reap(pk: UUID, at: datetime) -> bool:
    silent = Job.objects.silent_since(at - patience()).filter(pk=pk)
    job = silent.select_for_update(skip_locked=True).first()
    if job:
        _lose(job, at)
    return job is not None


def _lose(job: Job, at: datetime) -> None:
    job.losses += 1
    write(job, losses=job.losses)
    if job.cancel_wanted:
        _end(job, State.CANCELLED, at)
    elif job.losses >= MOST_LOSSES:
        _end(job, State.FAILED, at, problem=str(LOST_TOO_OFTEN))
    else:
        give_back(job)


def _end(job: Job, state: str, at: datetime, problem: str = "") -> None:
    write(job, state=state, finished_at=at, problem=problem, worker="")
    job.state, job.finished_at, job.problem = state, at, problem
    tell_ended(job, at)
    drop_files_of(job, attempt=job.attempt)


def tell_ended(job: Job, at: datetime) -> None:
    """Tell the kind that its job failed or was cancelled; what goes wrong there keeps nobody from ending it."""
    try:
        with transaction.atomic():
            if job.its_kind and job.its_kind.ended:
                job.its_kind.ended(job, at)
    except Exception as error:
        logger.error("job %s: its kind %s did not take the end", job.pk, job.kind, exc_info=error)
