"""Kills workers over and over at one moment of a job, and looks whether the job is done once and whole all the same."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from jobs.choices import State
from jobs.files import FOLDER
from jobs.models import Job, JobFile
from tests.jobs import killing
from tests.jobs.workers import worker

SECONDS_TO_END = 120
TIMES = 10


@dataclass(frozen=True)
class Work:
    """A kind of job to kill: how it is started, and how one sees that all was done exactly once."""

    start: Callable[[], Job]
    check: Callable[[Job], None]


@dataclass
class Floor:
    """Where workers are started again whenever one was killed; `patience` in seconds, as the setting has it."""

    log: Path
    patience: float = 2
    stack: ExitStack = field(default_factory=ExitStack)
    process: object = None

    def keep_somebody_at_work(self) -> None:
        if self.process is None or self.process.poll() is not None:
            environment = {"JOB_PATIENCE_SECONDS": str(int(self.patience)), killing.LOG: str(self.log)}
            self.process = self.stack.enter_context(worker(ROWS_IN_A_STEP="1", **environment))

    def lines(self, word: str) -> list[list[str]]:
        written = self.log.read_text().splitlines() if self.log.exists() else []
        return [line.split() for line in written if line.startswith(word)]

    def __enter__(self) -> "Floor":
        return self

    def __exit__(self, *exc) -> None:
        self.stack.close()


def kill_and_finish(floor: Floor, work: Work, moment: str, number: int, whom: str) -> float:
    """One job whose first attempt is killed; the seconds from its death to the beginning of the next attempt."""
    before = len(floor.lines("killed"))
    with transaction.atomic():
        job = work.start()
        Job.objects.filter(pk=job.pk).update(subject=f"kill {moment} {number} {whom}")
    wait_until_over(floor, job)
    assert job.state == State.DONE, job.problem
    assert len(floor.lines("killed")) == before + 1, f"{moment} {number} was never reached"
    look_at_files(job)
    work.check(job)
    begun = [float(line[-1]) for line in floor.lines(f"begun {job.pk}")]
    assert len(begun) == 2
    return begun[1] - float(floor.lines("killed")[-1][-1])


def wait_until_over(floor: Floor, job: Job) -> None:
    """Whatever the moment, no file is offered before the job is done."""
    until = time.monotonic() + SECONDS_TO_END
    while True:
        floor.keep_somebody_at_work()
        offered = JobFile.objects.offered().filter(job=job.pk).exists()
        job.refresh_from_db()
        if not job.is_unfinished:
            return
        assert not offered and time.monotonic() < until, (job.state, job.attempt, job.stage)
        time.sleep(0.05)


def look_at_files(job: Job) -> None:
    """What lies in the storage is what is offered, and nothing is left of the dead attempt."""
    rows = {file.key: file.size for file in job.files.all()}
    assert stored_under(f"{FOLDER}/{job.pk}") == rows


def stored_under(folder: str) -> dict[str, int]:
    if not default_storage.exists(folder):
        return {}
    folders, names = default_storage.listdir(folder)
    found = {f"{folder}/{name}": default_storage.size(f"{folder}/{name}") for name in names}
    for inner in folders:
        found |= stored_under(f"{folder}/{inner}")
    return found


def kill_ten_times(
    floor: Floor, work: Callable[[], Work], moment: str, numbers: Sequence[int]
) -> list[float]:
    """Five times the process of the job, five times its worker."""
    return [
        kill_and_finish(floor, work(), moment, number, whom)
        for whom in ("child", "worker")
        for number in numbers
    ]
