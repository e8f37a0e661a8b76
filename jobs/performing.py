"""Does a taken job, and writes how it ended."""

import logging
from contextlib import AbstractContextManager, nullcontext

from django.db import InterfaceError, OperationalError
from django.utils import timezone

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
    Stopped,
)
from jobs.pulse import Pulse
from jobs.run import Run

logger = logging.getLogger("jobs")


def perform(job: Job, *, pulse: Pulse, within: AbstractContextManager | None = None) -> None:
    """Run the job to one of its ends; an attempt that lost its lease leaves nothing behind.

    Raises what a database raises that is away or locked for too long; the job is then as good as lost.
    `within` bounds what its kind does, as a cap on memory; it is left before an error is dealt with.
    """
    try:
        _perform(job, pulse, within or nullcontext())
    except LeaseLost:
        logger.warning("job %s: attempt %s is not its holder any more", job.pk, job.attempt)


def _perform(job: Job, pulse: Pulse, within: AbstractContextManager) -> None:
    try:
        _run(job, pulse, within)
    except (LeaseLost, OperationalError, InterfaceError):  # a database that went away: the worker tries again
        raise
    except Stopped:
        leases.give_back(job)
    except Cancelled:
        leases.end_cancelled(job, at=timezone.now())
    except Exception as error:
        leases.fail(job, sentence=_sentence(job, error), at=timezone.now())


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
