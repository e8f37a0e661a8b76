"""Workers as processes of their own, on the database of the test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.surveys.at_once import shared_by_threads

SECONDS_TO_WAIT = 90


@pytest.fixture
def database_for_processes(transactional_db, reference, tmp_path) -> Iterator[None]:
    """A database that other processes can open: a file where the tests have SQLite in memory."""
    with shared_by_threads(tmp_path):
        yield


def address_of_database() -> str:
    """What DATABASE_URL says, but for the name, which the tests changed."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def worker(*arguments: str, **environment: str) -> Iterator[subprocess.Popen]:
    """A running worker; killed at the end if it still runs."""
    outside = {
        **os.environ,
        "DATABASE_URL": address_of_database(),
        "DJANGO_SETTINGS_MODULE": "bkkhousing.settings",
        **environment,
    }
    run = [sys.executable, "-m", "tests.jobs.work", *arguments]
    with subprocess.Popen(run, env=outside, cwd=settings.BASE_DIR) as process:
        try:
            yield process
        finally:
            process.kill()


def work_until_idle(**environment: str) -> int:
    """The exit code of a worker that does what there is and goes home."""
    with worker("--until-idle", **environment) as process:
        return process.wait(SECONDS_TO_WAIT)


def children_of(process: subprocess.Popen) -> list[int]:
    """The processes that a worker runs its jobs in."""
    tasks = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in tasks.read_text().split()]


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def until(holds: Callable[[], object], *, within: float = SECONDS_TO_WAIT) -> float:
    """Wait for something; the seconds it took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < within, "it did not happen in time"
        time.sleep(0.05)
    return time.monotonic() - begun
