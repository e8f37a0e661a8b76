"""The files of jobs in the storage: `jobs/<job>/<attempt>/<token>`, so that a dead attempt's are found and removed."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from jobs.models import Job, JobFile

FOLDER = "jobs"
LONGEST_NAME = 255  # bytes, which is what file systems count
LONGEST_SUFFIX = 20
JOB_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2066-\u2069]')


def keep(job: Job, path: Path, *, name: str, media_type: str, days: int, at: datetime) -> JobFile:
    """Store a file under a key that nobody guesses; its row is written when the job is done."""
    with path.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        opened.seek(0)
        wanted = f"{FOLDER}/{job.pk}/{job.attempt}/{token_urlsafe(24)}"
        key = default_storage.save(wanted, File(opened))
    return JobFile(
        job=job,
        name=fit_name(name),
        key=key,
        size=path.stat().st_size,
        sha256=sha256,
        media_type=media_type,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )


def fit_name(name: str) -> str:
    """A name that every system can save: no path, nothing invisible, at most 255 bytes, its suffix kept."""
    path = Path(UNFIT.sub("_", name).strip(" .") or "file")
    suffix = path.suffix if len(path.suffix.encode()) <= LONGEST_SUFFIX else ""
    stem = path.name.removesuffix(suffix).encode()[: LONGEST_NAME - len(suffix.encode())]
    return stem.decode(errors="ignore") + suffix


def drop_files_of(job: Job, *, attempt: int) -> None:
    """Remove what an attempt stored, once the transaction that gave it up is final."""
    folder = f"{FOLDER}/{job.pk}/{attempt}"
    transaction.on_commit(lambda: _empty(folder))


def sweep(*, at: datetime) -> int:
    """Remove files that are kept no longer, and those that no row names and no running job is writing; how many."""
    expired = JobFile.objects.expired(at)
    rows = list(expired.values_list("key", flat=True))
    for key in rows:
        default_storage.delete(key)
    expired.delete()
    lost = list(_lost())
    for key in lost:
        default_storage.delete(key)
    return len(rows) + len(lost)


def _lost() -> Iterator[str]:
    """Stored files of jobs that are over, or gone, without a row."""
    for folder in filter(re.compile(JOB_ID).fullmatch, _folders(FOLDER)):
        job = Job.objects.filter(pk=folder).first()
        if job is None or not job.is_unfinished:
            named = set(JobFile.objects.filter(job_id=folder).values_list("key", flat=True))
            yield from (key for key in _keys(f"{FOLDER}/{folder}") if key not in named)


def _empty(folder: str) -> None:
    for key in _keys(folder):
        default_storage.delete(key)


def _keys(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in names)
    for inner in folders:
        yield from _keys(f"{folder}/{inner}")


def _folders(folder: str) -> list[str]:
    return default_storage.listdir(folder)[0] if default_storage.exists(folder) else []
