"""The shift of a worker: take a job, watch over the process that does it, look after what others left behind."""

import logging
import os
import re
import secrets
import shutil
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from audit import sealing
from jobs import leases, nightly, signs
from jobs.child import POSTPONED, Child
from jobs.files import JOB_ID
from jobs.models import Job
from jobs.problems import TOO_MUCH_MEMORY, LeaseLost

logger = logging.getLogger("jobs")

LOOK_SECONDS = 0.5
ROUND_SECONDS = 5
SECONDS_TO_STOP = 7
FOLDER_OF_ATTEMPT = re.compile(rf"({JOB_ID})\.([0-9]{{1,9}})\..+")


def name_of_worker(given: str = "") -> str:
    """A name that no other worker has, also not the one that ran here before."""
    return f"{(given or socket.gethostname())[:80]}.{os.getpid()}.{secrets.token_hex(3)}"


class Shift:
    """One worker from start to stop."""

    def __init__(self, *, name: str = "", until_idle: bool = False):
        self.name, self.until_idle = name_of_worker(name), until_idle
        self.stopping = threading.Event()
        self.child: Child | None = None
        self.is_cancelled = False
        self.last_round = -float(ROUND_SECONDS)
        self.rests_until = 0.0

    def work(self) -> None:
        """Until somebody asks it to stop, or, when so begun, until the queue is empty."""
        with self.heeding_signals():
            while not self.stopping.is_set():
                if not self.turn():
                    break
        try:
            signs.leave(self.name)
        except DatabaseError:
            logger.warning("worker %s left without saying so", self.name)

    def turn(self) -> bool:
        """One look at the queue; a database that is away for a moment is asked again. False when all is done."""
        try:
            self.go_the_rounds()
            if not self.is_resting and (job := leases.take(worker=self.name, at=timezone.now())):
                self.do(job)
                return True
            if self.until_idle and not Job.objects.unfinished().exists():
                return False
        except Exception as error:
            self.shrug(error)
        self.stopping.wait(LOOK_SECONDS)
        return True

    @property
    def is_resting(self) -> bool:
        return monotonic() < self.rests_until

    def shrug(self, error: Exception) -> None:
        """Whatever goes wrong with one job, or with the database for a while, the worker goes on."""
        is_passing = isinstance(error, DatabaseError)
        logger.warning(
            "worker %s: %s", self.name, type(error).__name__, exc_info=None if is_passing else error
        )
        connection.close()

    def do(self, job: Job) -> None:
        self.child = Child(job)
        try:
            self.watch(self.child)
            self.settle(job, self.child.exit_code)
        finally:
            self.child.kill()
            self.child = None

    def watch(self, child: Child) -> None:
        """Wait for the process; asked to stop or cancelled, it has some time to come to its next step."""
        ends = []
        while not child.has_ended(within=LOOK_SECONDS):
            self.go_the_rounds_unless_the_database_is_away()
            if self.stopping.is_set() and not child.is_asked_to_stop:
                child.ask_to_stop()
                ends.append(monotonic() + SECONDS_TO_STOP)
            if self.is_cancelled and not child.is_cancelled:
                child.is_cancelled = True
                ends.append(monotonic() + settings.JOB_PATIENCE_SECONDS)
            if ends and monotonic() > min(ends):
                child.kill()

    def settle(self, job: Job, exit_code: int | None) -> None:
        """What becomes of a job whose process ended without saying how."""
        if exit_code == 0:
            return
        if exit_code == POSTPONED:
            self.rests_until = monotonic() + settings.JOB_RESTS_SECONDS
            return
        logger.warning("job %s: its process ended with %s", job.pk, exit_code)
        try:
            if self.stopping.is_set():
                leases.give_back(job)
            elif (
                exit_code == -signal.SIGABRT
            ):  # how libraries that are not Python's end when memory is refused
                leases.fail(job, sentence=str(TOO_MUCH_MEMORY), at=timezone.now())
            else:
                leases.lose(job, at=timezone.now())
        except LeaseLost:
            logger.info("job %s was settled already", job.pk)

    def go_the_rounds_unless_the_database_is_away(self) -> None:
        try:
            self.go_the_rounds()
        except Exception as error:
            self.shrug(error)

    def go_the_rounds(self) -> None:
        """Every few seconds: give a sign of life, free silent jobs, start what the night asks for, clear up, seal."""
        if monotonic() - self.last_round < min(ROUND_SECONDS, settings.JOB_PATIENCE_SECONDS / 3):
            return
        self.last_round = monotonic()
        at = timezone.now()
        own = self.child.job if self.child else None
        self.is_cancelled = own is not None and leases.held(own).filter(cancel_wanted=True).exists()
        signs.give(self.name, job=own, at=at)
        signs.forget_gone(at=at)
        leases.reap(at=at, but=own)
        nightly.start_due(at=at)
        remove_left_folders()
        sealing.seal_due(at=at)

    @contextmanager
    def heeding_signals(self) -> Iterator[None]:
        """SIGTERM and Ctrl-C ask it to stop; only a main thread is told of signals."""
        asked = (signal.SIGTERM, signal.SIGINT)
        former = {each: signal.signal(each, lambda *given: self.stopping.set()) for each in asked}
        try:
            yield
        finally:
            for each, handler in former.items():
                signal.signal(each, handler)


def remove_left_folders() -> None:
    """Remove folders of attempts that are over: a process that was killed cannot clear up after itself."""
    folder = Path(settings.JOB_FOLDER)
    for left in folder.iterdir() if folder.is_dir() else ():
        named = FOLDER_OF_ATTEMPT.fullmatch(left.name)
        if named and not Job.objects.running().filter(pk=named[1], attempt=named[2]).exists():
            shutil.rmtree(left, ignore_errors=True)
