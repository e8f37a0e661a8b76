"""F54: a hundred thousand households are migrated within a bounded memory, and two who begin at once do it once."""

import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from surveys import figures
from surveys.models import Member, Survey
from tests.faults.scale import times
from tests.faults.site import Site, asking

HOUSEHOLDS = times(100_000)
BEFORE = "0018"  # the next one rewrites the ids and phones of everybody
MOST_MIB = 400
LONGEST = 900


@pytest.fixture
def site(databases, tmp_path) -> Iterator[Site]:
    """Many households on a PostgreSQL of its own, as they were before the migration."""
    cluster = databases.postgres(max_wal_size="1GB")
    database = cluster.serve()
    with asking(database):
        call_command("seed_demo", surveys=HOUSEHOLDS, seed=54, round="2570", verbosity=0)
        yield Site(tmp_path, database)
        connections.close_all()
    cluster.stop()


def migrating(site: Site, *arguments: str) -> psutil.Popen:
    run = [sys.executable, "manage.py", "migrate", "--verbosity", "0", *arguments]
    return psutil.Popen(run, cwd=settings.BASE_DIR, env=site.environment, stderr=subprocess.STDOUT)


def peak_mib_of(*processes: psutil.Popen) -> float:
    """Wait for all to end well; the most memory that any of them held."""
    peak = 0
    for process in processes:
        while process.poll() is None:
            try:
                peak = max(peak, *(one.memory_info().rss for one in processes if one.is_running()))
            except psutil.NoSuchProcess:
                continue
            psutil.wait_procs([process], timeout=0.1)
        assert process.returncode == 0
    return peak / 1024**2


def test_migrating_many_households_takes_little_memory_and_is_done_once(site):
    people = Member.objects.count()
    connections.close_all()
    assert peak_mib_of(migrating(site, "surveys", BEFORE)) < MOST_MIB
    assert peak_mib_of(migrating(site), migrating(site)) < MOST_MIB
    assert (Survey.objects.count(), Member.objects.count()) == (HOUSEHOLDS, people)
    call_command("verify_sealed", verbosity=0)
    assert figures.differences() == []
