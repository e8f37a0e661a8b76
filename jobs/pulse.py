"""How far a run is, told to whoever watches, and whether it may go on, told to the run."""

import threading
from collections.abc import Callable
from datetime import datetime
from time import monotonic

from django.db import DatabaseError, connection
from django.utils import timezone

from jobs import leases, memory
from jobs.models import Job
from jobs.problems import Cancelled, LeaseLost, Stopped

BEAT_SECONDS = 5
LOOK_SECONDS = 0.5
WAIT_FOR_SQLITE_MS = 400


class Pulse:
    """Writes progress straight away, twice a second at most; for a run in the process and transaction of its caller."""

    def __init__(self, job: Job, *, is_stopping: Callable[[], bool] = lambda: False):
        self.job, self.is_stopping = job, is_stopping
        self.stage, self.news, self.lock = job.stage, {}, threading.Lock()
        self.is_lost = self.is_cancelled = False
        self.looked = -float(LOOK_SECONDS)

    def say(self, done: int, total: int | None, stage: str, *, at: datetime) -> None:
        """Note how far the run is; a new stage starts the clock of its pace anew."""
        news = {"done": done, "total": total}
        if stage and stage != self.stage:
            self.stage = stage
            news |= {"stage": stage[:120], "stage_at": at, "stage_from": done}
        self.note(**news)
        self.look_now_and_then()

    def note(self, **news) -> None:
        with self.lock:
            self.news |= news

    def require_life(self) -> None:
        """Raises what ends the run: the lease is lost, the owner cancelled, the worker is to stop."""
        if self.is_lost:
            raise LeaseLost
        if self.is_cancelled:
            raise Cancelled
        if self.is_stopping():
            raise Stopped

    def look_now_and_then(self) -> None:
        if monotonic() - self.looked >= LOOK_SECONDS:
            self.look()

    def look(self) -> None:
        """Write what is new with a sign of life, and read whether the job is still wanted."""
        self.looked = monotonic()
        with self.lock:
            news, self.news = self.news, {}
        held = leases.held(self.job)
        self.is_lost = not held.update(heartbeat_at=timezone.now(), **news)
        self.is_cancelled = held.filter(cancel_wanted=True).exists()

    def __enter__(self) -> "Pulse":
        return self

    def __exit__(self, *exc) -> None:
        self.look()


class ThreadPulse(Pulse):
    """The same on a connection of its own, so that a long transaction neither hides progress nor stops the heart."""

    def __init__(self, job: Job, **given):
        super().__init__(job, **given)
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.beat, name="pulse", daemon=True)
        self.beaten = 0.0

    def look_now_and_then(self) -> None:
        """The thread looks."""

    def __enter__(self) -> "ThreadPulse":
        self.thread.start()
        return self

    def __exit__(self, *exc) -> None:
        self.ended.set()
        self.thread.join()

    def beat(self) -> None:
        self.be_patient_no_longer_than_a_beat()
        while not self.ended.wait(LOOK_SECONDS):
            self.look_once()
        self.look_once()
        connection.close()

    def be_patient_no_longer_than_a_beat(self) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {WAIT_FOR_SQLITE_MS}")

    def look_once(self) -> None:
        """A database that is locked or away for a moment is asked again at the next beat."""
        known = dict(self.news)
        try:
            if known or self.ended.is_set() or monotonic() - self.beaten >= BEAT_SECONDS:
                self.note(peak_mib=memory.peak_mib())
                self.look()
                self.beaten = monotonic()
            else:
                self.is_cancelled = leases.held(self.job).filter(cancel_wanted=True).exists()
        except (DatabaseError, MemoryError):
            self.note(**known | self.news)
            connection.close_if_unusable_or_obsolete()
