"""The steps of a browser import, one job after the other, in the hands of whoever does the jobs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.utils import timezone

from accounts.system import import_account
from benchmarks.kobo_file import ROUND
from bkkhousing.settings import BASE_DIR
from jobs.models import Job
from surveys.actions import file_imports
from surveys.importing.mapping import declaration
from surveys.importing.names import OUTSIDE
from surveys.models import FileImport, Round

MAPPING = "kobo_2568"
LOOK_SECONDS = 0.1
PATIENCE = 1800


def walk(path: Path, work: Callable[[Job], None]) -> FileImport:
    """Send a file, say what it is, put its unknown names outside, try it out and write it; `work` sees to each job."""
    Round.objects.filter(pk=ROUND).update(closes_on=timezone.localdate() + timedelta(days=1))
    by, at = _writer(), timezone.now()
    with path.open("rb") as upload:
        file_import = file_imports.receive(upload=File(upload), name=path.name, by=by, at=at)
    work(_job(file_import))
    said = {"file_import": file_import, "by": by, "at": at}
    file_imports.choose(kind="surveys", source="kobo", round=Round.objects.get(pk=ROUND), **said)
    file_imports.choose_mapping(mapping={"name": MAPPING, **declaration(MAPPING)}, **said)
    _tried(said, work)
    file_imports.write(**said)
    work(_job(file_import))
    return FileImport.objects.get(pk=file_import.pk)


def _tried(said: dict, work: Callable[[Job], None]) -> None:
    """Tried once for the names, which a person puts outside registered communities, and once for the rows."""
    file_imports.try_out(**said)
    work(_job(said["file_import"]))
    names = FileImport.objects.get(pk=said["file_import"].pk).names
    decisions = {(name["district"], name["name"]): OUTSIDE for name in names}
    file_imports.decide_names(decisions=decisions, **said)
    file_imports.try_out(**said)
    work(_job(said["file_import"]))


def _job(file_import: FileImport) -> Job:
    return FileImport.objects.get(pk=file_import.pk).job


def _writer():
    """The account of imports, able to work for the time of the measurement."""
    account = import_account()
    account.is_active = True
    account.save(update_fields=["is_active"])
    return account


@contextmanager
def worker() -> Iterator[None]:
    """A worker of the product beside us, started the way `make run` starts it."""
    command = [sys.executable, str(BASE_DIR / "manage.py"), "work"]
    process = subprocess.Popen(command, env=os.environ.copy())
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


@dataclass
class Watch:
    """Somebody who looks at the progress of jobs all the time, as their page does."""

    silences: dict[str, float] = field(default_factory=dict)
    peaks: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def __call__(self, job: Job) -> None:
        """Wait for a job, and note the longest time in which it told nothing new."""
        seen, since, began = None, time.monotonic(), None
        while (told := self._told(job))[0] in ("waiting", "running"):
            now = time.monotonic()
            began = began or (now if told[0] == "running" else None)
            if told != seen or began is None:
                self._note(job, now - since if began else 0)
                seen, since = told, now
            if now - since > PATIENCE:
                raise AssertionError(f"{job.kind} tells nothing")
            time.sleep(LOOK_SECONDS)
        self._note(job, time.monotonic() - since)
        self.seconds += time.monotonic() - (began or since)
        self._settle(job)

    def _told(self, job: Job) -> tuple:
        return Job.objects.values_list("state", "stage", "done").get(pk=job.pk)

    def _note(self, job: Job, silence: float) -> None:
        self.silences[job.kind] = max(silence, self.silences.get(job.kind, 0))

    def _settle(self, job: Job) -> None:
        job.refresh_from_db()
        if job.state != "done":
            raise AssertionError(f"{job.kind} ended {job.state}: {job.problem}")
        self.peaks[job.kind] = max(job.peak_mib or 0, self.peaks.get(job.kind, 0))
