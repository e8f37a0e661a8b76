"""Rows: the city's figures by district beside a materialized view of the same sums, read and brought up to date."""

import time
from collections.abc import Iterator

from django.db import connection

from benchmarks.figures import measures_shown
from benchmarks.stage import BIG, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.timing import in_turn
from surveys import figures
from surveys.choices.survey import State
from surveys.measures import BY_NAME
from surveys.models import Survey
from surveys.readers.figures import By, sums_by

NO_SLOWER = 0.8
SURVEYS_KEPT = 20


def measure(stage: Stage) -> Iterator[Line]:
    round, shown = stage.seeded(BIG).pk, measures_shown()
    columns = ", ".join(f"SUM({BY_NAME[name].column})" for name in shown)
    made = _execute(_view())
    try:
        ours, view = in_turn(
            lambda: sums_by(round=round, by=By.DISTRICT, measures=shown),
            lambda: _execute(_reading(columns), round),
            times=stage.times(5),
        )
        work = f"{len(shown)} figures by district"
        yield Line(
            work, milliseconds(ours), f"{milliseconds(view)} materialized view", view / ours, NO_SLOWER
        )
        kept, anew = _kept(stage, round), _execute("REFRESH MATERIALIZED VIEW bench_figures")
        told = f"{milliseconds(anew)} refreshing the view (made in {made:.1f} s)"
        yield Line("figures true again after one survey", milliseconds(kept), told, anew / kept, 100)
    finally:
        _execute("DROP MATERIALIZED VIEW bench_figures")


def _view() -> str:
    """The sums that the figures keep, grouped as they are."""
    columns = ", ".join((*figures.FIGURES.key, *figures.FIGURES.columns))
    select = figures.FIGURES.select("TRUE").replace("%%", "%")
    return f"CREATE MATERIALIZED VIEW bench_figures ({columns}) AS {select}"


def _reading(columns: str) -> str:
    return f"SELECT district_id, {columns} FROM bench_figures WHERE round_id = %s AND state = 'counted' GROUP BY 1"


def _kept(stage: Stage, round: str) -> float:
    """Seconds that the figures take of one write: what a survey added is taken away and added again."""
    keys = list(
        Survey.objects.filter(round=round, state=State.SUBMITTED).values_list("pk", flat=True)[:SURVEYS_KEPT]
    )
    spent = []
    for key in keys:
        started = time.perf_counter()
        with figures.together(), figures.kept([key]):
            Survey.objects.filter(pk=key).update(state=State.APPROVED)
        spent.append(time.perf_counter() - started)
    return sorted(spent)[len(spent) // 2]


def _execute(statement: str, *parameters: object) -> float:
    """Run it to its end; the seconds it took."""
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        if cursor.description:
            cursor.fetchall()
    return time.perf_counter() - started
