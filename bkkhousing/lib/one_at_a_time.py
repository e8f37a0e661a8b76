"""Work on a whole database that two processes must not do at the same moment: the second waits for the first."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MIGRATING = 2_570_001  # a number that nothing else on the database asks PostgreSQL to hold


@contextmanager
def alone(connection) -> Iterator[None]:
    """Hold the database's own lock; it goes with the process when that dies."""
    if connection.vendor == "postgresql":
        with _held_by_server(connection):
            yield
    elif connection.is_in_memory_db():
        yield
    else:
        with _held_by_file(Path(f"{connection.settings_dict['NAME']}.migrating")):
            yield


@contextmanager
def _held_by_server(connection) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


@contextmanager
def _held_by_file(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
