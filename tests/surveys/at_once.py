"""Many requests at one moment, each in a thread with a database connection of its own."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

SECONDS_TO_GATHER = 30


def at_once(*works: Callable[[], object]) -> list:
    """Do all works at the same moment; what each returned, in their order."""
    gate = Barrier(len(works))

    def begin(work: Callable[[], object]):
        gate.wait(SECONDS_TO_GATHER)
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(begin, works))


def times(number: int, work: Callable[[], object]) -> Sequence[Callable[[], object]]:
    return [work] * number


@contextmanager
def shared_by_threads(folder: Path) -> Iterator[None]:
    """A database on which threads meet as requests do: a file where the tests have SQLite in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    memory, given = connections["default"], connections.settings["default"]
    inside = {**given, "NAME": str(_copied(memory, folder / "shared.sqlite3"))}
    connections.settings["default"] = inside
    connections["default"] = DatabaseWrapper(inside, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], connections.settings["default"] = memory, given


def _copied(memory: DatabaseWrapper, path: Path) -> Path:
    memory.ensure_connection()
    target = sqlite3.connect(path)
    memory.connection.backup(target)
    target.close()
    return path
