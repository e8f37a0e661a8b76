"""Kills a worker, or the process that does its job, at a named moment of the job's first attempt.

A job's subject says when and whom: `kill step 3 worker`.  Moments: `begin`; the n-th `progress` told; in the n-th
`step`, its rows and checkpoint written but not final; the n-th `committed` step; a `file` stored but not offered;
the `end`, everything written but not final.
"""

import os
import signal
import time
from contextlib import contextmanager
from pathlib import Path

from jobs import child, files, leases
from jobs.choices import State
from jobs.models import Job
from jobs.run import Run

LOG = "KILLS_LOG"


def install() -> None:
    """From now on the children of this worker heed the subjects of their jobs."""
    real = child.perform

    def perform(job: Job, **given) -> None:
        note(f"begun {job.pk} {job.attempt}")
        if job.subject.startswith("kill ") and job.attempt == 1:
            Killer(*job.subject.split()[1:]).arm()
        real(job, **given)

    child.perform = perform


def note(line: str) -> None:
    with Path(os.environ[LOG]).open("a") as log:
        log.write(f"{line} {time.time()}\n")


class Killer:
    """Waits for its moment."""

    def __init__(self, moment: str, number: str, whom: str):
        self.moment, self.left, self.whom = moment, int(number), whom

    def reached(self, moment: str) -> None:
        self.left -= moment == self.moment
        if self.left == 0:
            note(f"killed {self.moment} {self.whom}")
            os.kill(os.getppid() if self.whom == "worker" else os.getpid(), signal.SIGKILL)
            time.sleep(60)  # a child ends with its worker

    def arm(self) -> None:
        """Stand behind everything a run can do; the process ends soon, so nothing is put back."""
        Run.progress = self.after(Run.progress, "progress")
        files.keep = self.after(files.keep, "file")
        leases.write = self.after_writing(leases.write)
        Run.step = self.after_step(Run.step)
        self.reached("begin")

    def after(self, real, moment: str):
        def done(*given, **named):
            result = real(*given, **named)
            self.reached(moment)
            return result

        return done

    def after_writing(self, real):
        def write(job: Job, **values):
            real(job, **values)
            if values.get("state") == State.DONE:
                self.reached("end")
            elif "heartbeat_at" in values:
                self.reached("step")

        return write

    def after_step(self, real):
        @contextmanager
        def step(run, **checkpoint):
            with real(run, **checkpoint) as saved:
                yield saved
            self.reached("committed")

        return step
