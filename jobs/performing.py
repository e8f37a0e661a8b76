"""Does a taken job, and writes how it ended."""

import logging
from contextlib import AbstractContextManager, nullcontext

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from bkkhousing.lib.outages import Outage, outage_of
from jobs import leases, memory
from jobs.models import Job
from jobs.problems import (
    KIND_UNKNOWN,
    RIGHTS_CHANGED,
    TOO_MUCH_MEMORY,
    UNEXPECTED,
    Cancelled,
    JobProblem,
    LeaseLost,
    Postponed,
    Stopped,
)
from jobs.pulse import Pulse
from jobs.run import Run

logger = logging.getLogger("jobs")


def perform(job: Job, *, pulse: Pulse, within: AbstractContextManager | None = None) -> None:
    """Run the job to one of its ends; an attempt that lost its lease leaves nothing behind.

    Raises what a database raises that is away or locked for too long; the job is then as good as lost.  Raises
    `Postponed` when a disk is full or cannot be written.
    `within` bounds what its kind does, as a cap on memory; it is left before an error is dealt with.
    """
    try:
        _perform(job, pulse, within or nullcontext())
    except LeaseLost:
        logger.warning("job %s: attempt %s is not its holder any more", job.pk, job.attempt)


def _perform(job: Job, pulse: Pulse, within: AbstractContextManager) -> None:
    try:
        _run(job, pulse, within)
    except LeaseLost:
        raise
    except Stopped:
        leases.give_back(job)
    except Cancelled:
        leases.end_cancelled(job, at=timezone.now())
    except Exception as error:
        _settle(job, error)


def _settle(job: Job, error: Exception) -> None:
    """A full disk is waited for, a database that went away is the worker's to notice, all else fails the job."""
    outage = outage_of(error)
    if outage is None or isinstance(error, JobProblem):
        return leases.fail(job, sentence=_sentence(job, error), at=timezone.now())
    if outage == Outage.AWAY and isinstance(error, OperationalError | InterfaceError):
        raise error
    leases.postpone(job, outage, at=timezone.now())
    logger.warning("job %s waits: %s", job.pk, outage)
    raise Postponed from error


def _sentence(job: Job, error: Exception) -> str:
    """Why it failed, for its owner; what nobody foresaw goes into the log without the values it held."""
    if isinstance(error, JobProblem):
        return error.sentence
    if isinstance(error, MemoryError):
        return str(TOO_MUCH_MEMORY)
    logger.error("job %s of kind %s failed", job.pk, job.kind, exc_info=error)
    return str(UNEXPECTED)


def _run(job: Job, pulse: Pulse, within: AbstractContextManager) -> None:
    kind = job.its_kind
    if kind is None:
        raise JobProblem(KIND_UNKNOWN)
    if job.owner and not job.is_still_allowed(job.owner):
        raise JobProblem(RIGHTS_CHANGED)
    run = Run(job, pulse=pulse, at=timezone.now())
    try:
        with pulse, within, memory.seldom_swept():
            result = kind.run(run)
        leases.finish(job, result=result or {}, files=run.offered, at=timezone.now())
    finally:
        run.remove_folder()
