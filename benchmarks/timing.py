"""Taking times: both sides in turn, so that whatever else the machine does meets both alike."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

from django.db import connection

Work = Callable[[], object]


def cpu_seconds() -> float:
    """CPU time of this process so far, in user and system mode."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def in_turn(
    first: Work,
    second: Work,
    *,
    times: int,
    clock: Callable[[], float] = time.perf_counter,
    warm: bool = True,
) -> tuple[float, float]:
    """Median seconds of each; unless `warm` is off, one run of both before that fills the caches."""
    spent: tuple[list[float], list[float]] = ([], [])
    for turn in range(times + warm):
        for work, found in zip((first, second), spent, strict=True):
            started = clock()
            work()
            if turn >= warm:
                found.append(clock() - started)
    return median(spent[0]), median(spent[1])


@contextmanager
def database_time() -> Iterator[list[float]]:
    """The seconds of every statement that runs inside."""
    seconds: list[float] = []

    def timed(execute, sql, parameters, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            seconds.append(time.perf_counter() - started)

    with connection.execute_wrapper(timed):
        yield seconds
