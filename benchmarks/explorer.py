"""Rows: two coded questions crossed in the whole city, at the first look and at a repeated one, beside a GROUP BY."""

from collections.abc import Iterator

from django.core.cache import cache
from django.db import connection

from benchmarks.stage import BIG, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.timing import in_turn
from surveys.answers import CODED
from surveys.choices.survey import COUNTED_STATES
from surveys.readers.crossing import crossed

PAIRS = (("house_tenure", "income_bracket"), ("problems", "land_tenure"), ("registration", "programmes"))
FIRST, REPEATED = 0.84, 4


def measure(stage: Stage) -> Iterator[Line]:
    round = stage.seeded(BIG).pk
    for rows, columns in PAIRS:
        yield from of_pair(round, rows, columns, stage)


def of_pair(round: str, rows: str, columns: str, stage: Stage) -> Iterator[Line]:
    """The first look counts anew, a repeated one asks only whether anything changed."""

    def look() -> None:
        crossed(round=round, rows=CODED[rows], columns=CODED[columns])

    def first_look() -> None:
        cache.clear()
        look()

    pair, times = f"{rows} × {columns}, {stage.surveys:,} surveys", stage.times(5)
    first, plain = in_turn(first_look, lambda: grouped(round, rows, columns), times=times)
    again, beside = in_turn(look, lambda: grouped(round, rows, columns), times=times)
    yield Line(
        f"{pair}: first look", milliseconds(first), f"{milliseconds(plain)} GROUP BY", plain / first, FIRST
    )
    yield Line(
        f"{pair}: again", milliseconds(again), f"{milliseconds(beside)} GROUP BY", beside / again, REPEATED
    )


def grouped(round: str, rows: str, columns: str) -> list[tuple]:
    """As one would ask the table of surveys by hand."""
    states = ", ".join(["%s"] * len(COUNTED_STATES))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {rows}, {columns}, COUNT(*) FROM surveys_survey "
            f"WHERE round_id = %s AND state IN ({states}) GROUP BY {rows}, {columns}",
            [round, *COUNTED_STATES],
        )
        return cursor.fetchall()
