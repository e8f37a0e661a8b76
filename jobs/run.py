"""What a kind of job is handed: how far it was, how to say how far it is, and how to write exactly once."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from jobs import files, leases
from jobs.models import Job, JobFile
from jobs.problems import Cancelled, JobProblem, LeaseLost
from jobs.pulse import Pulse

__all__ = ["Cancelled", "JobProblem", "LeaseLost", "Run"]


class Run:
    """One attempt at a job."""

    def __init__(self, job: Job, *, pulse: Pulse, at: datetime):
        self.job, self.pulse, self.at = job, pulse, at
        self.parameters, self.checkpoint = job.parameters, dict(job.checkpoint)
        self.by = job.owner
        self.offered: list[JobFile] = []

    def progress(self, done: int, total: int | None = None, stage: str = "") -> None:
        """Say how many rows are done; raises Cancelled, LeaseLost or Stopped when the run is to end."""
        self.pulse.say(done, total, str(stage), at=timezone.now())
        self.pulse.require_life()

    @contextmanager
    def step(self, **checkpoint) -> Iterator[dict]:
        """One transaction that only the attempt which has the job can write; the checkpoint is saved with its rows.

        Named values are put over those saved before; what is known only at the end goes into the dict it yields.
        """
        self.pulse.require_life()
        saved = self.checkpoint | checkpoint
        with leases.holding(self.job):
            yield saved
            leases.write(self.job, checkpoint=saved, heartbeat_at=timezone.now())
        self.checkpoint = saved

    @cached_property
    def folder(self) -> Path:
        """A private folder for this attempt, removed when it ends."""
        Path(settings.JOB_FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f"{self.job.pk}.{self.job.attempt}.", dir=settings.JOB_FOLDER))

    def remove_folder(self) -> None:
        if "folder" in self.__dict__:
            shutil.rmtree(self.folder, ignore_errors=True)

    def offer(self, path: Path | str, name: str, media_type: str) -> None:
        """Keep a file for the owner, who sees it when the job is done and not before."""
        days = self.job.its_kind.keeps_days
        kept = files.keep(
            self.job, Path(path), name=name, media_type=media_type, days=days, at=timezone.now()
        )
        self.offered.append(kept)
