"""Rows: the whole dashboard page of the city, in a round with many surveys and in one with few."""

from collections.abc import Iterator
from statistics import median

from django.test import Client

from benchmarks.stage import BIG, SMALL, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.timing import Work, database_time, in_turn

ALLOWED = 0.010
"""Seconds of SQL for the whole page."""
NO_SLOWER = 0.8
"""Twenty percent either way."""


def measure(stage: Stage) -> Iterator[Line]:
    client = Client()
    client.force_login(stage.person("department"))
    pages = {code: f"/dashboard/?round={stage.seeded(code).pk}" for code in (BIG, SMALL)}

    def look(page: str) -> None:
        reply = client.get(page)
        if reply.status_code != 200:
            raise AssertionError(f"{page} answered {reply.status_code}")

    big, small = in_turn(lambda: look(pages[BIG]), lambda: look(pages[SMALL]), times=stage.times(30))
    work = f"dashboard page at {stage.surveys:,} surveys, beside {stage.few:,}"
    yield Line(work, milliseconds(big), milliseconds(small), small / big, NO_SLOWER)
    yield sql_line("that page", lambda: look(pages[BIG]), times=stage.times(15))
    approved = f"{pages[BIG]}&state=approved"
    yield sql_line("its page of approved ones", lambda: look(approved), times=stage.times(15))


def sql_line(page: str, work: Work, *, times: int) -> Line:
    """What the statements of a page take together, beside what they may."""
    statements, seconds = sql_of(work, times=times)
    named = f"SQL of {page}, {statements} statements"
    return Line(named, milliseconds(seconds), f"{milliseconds(ALLOWED)} allowed", ALLOWED / seconds, 1)


def sql_of(work: Work, *, times: int) -> tuple[int, float]:
    """How many statements the work runs, and their median seconds in all."""
    totals = []
    for _ in range(times):
        with database_time() as seconds:
            work()
        totals.append(sum(seconds))
    return len(seconds), median(totals)
