"""Row: what the dashboard shows of the whole city by district, from the figures and by GROUP BY of surveys."""

from collections.abc import Iterator

from django.db import connection

from benchmarks.stage import BIG, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.timing import in_turn
from dashboards.themes import OVERVIEW
from dashboards.totals import NO_INTERVIEW
from surveys.choices.survey import COUNTED_STATES
from surveys.measures import BY_NAME
from surveys.readers.figures import By, sums_by


def measure(stage: Stage) -> Iterator[Line]:
    round, shown = stage.seeded(BIG).pk, measures_shown()
    found: dict[str, dict] = {}

    def from_figures() -> None:
        sums = sums_by(round=round, by=By.DISTRICT, measures=shown)
        found["figures"] = {place: [sums[place].measures[name] for name in shown] for place in sums}

    def from_surveys() -> None:
        found["surveys"] = grouped(round, shown)

    ours, raw = in_turn(from_figures, from_surveys, times=stage.times(5))
    if found["figures"] != found["surveys"]:
        raise AssertionError("the figures differ from the surveys")
    work = f"{len(shown)} figures by district, {stage.surveys:,} surveys"
    yield Line(work, milliseconds(ours), f"{milliseconds(raw)} GROUP BY", raw / ours, 100)


def measures_shown() -> list[str]:
    """Every measure of the city's page, each once."""
    return sorted({*OVERVIEW.measures(OVERVIEW.on_map[0]), *NO_INTERVIEW})


def grouped(round: str, names: list[str]) -> dict[str, list[int]]:
    """The same sums straight from the rows of surveys and members."""
    measures = [BY_NAME[name] for name in names]
    people = [measure for measure in measures if measure.of_members]
    sums = ", ".join(f"COALESCE(SUM(p.{m.column}), 0)" if m.of_members else m.sql for m in measures)
    of_members = ", ".join(f"{measure.sql} AS {measure.column}" for measure in people)
    joined = (
        f"LEFT JOIN (SELECT m.survey_id, {of_members} FROM surveys_member m JOIN surveys_survey o "
        "ON o.id = m.survey_id WHERE o.round_id = %s GROUP BY 1) p ON p.survey_id = s.id "
    )
    states = ", ".join(["%s"] * len(COUNTED_STATES))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.district_id, {sums} FROM surveys_survey s {joined if people else ''}"
            f"WHERE s.round_id = %s AND s.state IN ({states}) AND s.community_id IS NOT NULL GROUP BY 1",
            [*([round] if people else []), round, *COUNTED_STATES],
        )
        return {place: [int(value) for value in values] for place, *values in cursor.fetchall()}
