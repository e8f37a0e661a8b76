"""One job in a process of its own, under a cap on memory; it dies with the worker that began it."""

import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import threading

from django.db import connections
from django.utils import translation

from jobs import memory
from jobs.kinds import kind_of
from jobs.models import Job
from jobs.performing import perform
from jobs.problems import Postponed
from jobs.pulse import ThreadPulse

logger = logging.getLogger("jobs")

END_WITH_PARENT = 1  # PR_SET_PDEATHSIG
DEFAULT_MIB = 400
POSTPONED = 75  # the exit code that says "try again later" (EX_TEMPFAIL)
GIVES_WAY = 10  # of 19: people who wait for a page go before a job that takes minutes anyway
# A fork starts at once with everything loaded; the worker that forks has a single thread and no open connection.
FORK = multiprocessing.get_context("fork")


class Child:
    """The process that does one job."""

    def __init__(self, job: Job):
        connections.close_all()
        self.job, self.is_asked_to_stop, self.is_cancelled = job, False, False
        self.process = FORK.Process(target=_live, args=(job, os.getpid()), name=f"job {job.pk}")
        self.process.start()

    def has_ended(self, *, within: float) -> bool:
        self.process.join(within)
        return self.process.exitcode is not None

    @property
    def exit_code(self) -> int | None:
        """Negative when a signal ended it."""
        return self.process.exitcode

    def ask_to_stop(self) -> None:
        self.is_asked_to_stop = True
        self.process.terminate()

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


def _live(job: Job, worker: int) -> None:
    """The life of the child; what goes wrong beyond the job's own errors is logged without the values it held."""
    _end_with(worker)
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *given: stopping.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    memory.share_one_arena()
    os.nice(GIVES_WAY)
    kind = kind_of(job.kind)
    try:
        with translation.override("th"):
            pulse = ThreadPulse(job, is_stopping=stopping.is_set)
            perform(job, pulse=pulse, within=memory.capped(kind.memory_mib if kind else DEFAULT_MIB))
    except Postponed:
        sys.exit(POSTPONED)
    except Exception as error:
        logger.error("job %s: its process ends", job.pk, exc_info=error)
        sys.exit(1)
    finally:
        connections.close_all()


def _end_with(worker: int) -> None:
    """Be killed when the worker dies, also when it died just before this was said."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != worker:
        os._exit(1)
