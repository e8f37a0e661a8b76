"""Keeping the figures equal to the surveys: by difference on every write, by recomputation to prove it.

One SELECT a table defines what any set of surveys contributes.  A write takes that contribution before and after,
and adds the difference to the rows, in key order and within the caller's transaction, so that concurrent writers
neither lose counts nor wait for each other in a circle.

A survey counts in its own district, community and state.  Once it is submitted it also counts under `counted`,
and once it is approved under `passed`: one row where the city's page would otherwise add up three, or two.  As long
as it is counted it also counts as the work of whoever began it, on the day it was sent.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from surveys.choices.survey import COUNTED_STATES, State, StatesTogether
from surveys.counting import Key, Sums, SumTable
from surveys.measures import COLUMNS, MEASURES, WORK_COLUMNS, WORK_MEASURES, Measure

KEY = ("round_id", "state", "district_id", "community_id")
COUNTED = StatesTogether.COUNTED.value
ROWS_OF_STATES = (
    *((state, state) for state in State),
    *((state, together) for together in StatesTogether for state in together.states),
)
KEY_OF_SURVEY = "s.round_id, k.column2, s.district_id, s.community_id"
"""In this order rows are locked, and written side by side: a page reads the rows of one round and state."""
WORK_KEY = ("round_id", "district_id", "day", "officer_id")
WORK_OF_SURVEY = "s.round_id, s.district_id, s.day, s.created_by_id"
DAYS_AND_HOURS = {
    "postgresql": (
        f"({{sent}} AT TIME ZONE '{settings.TIME_ZONE}')::date",
        "FLOOR(EXTRACT(EPOCH FROM reviewed_at - submitted_at))::bigint / 3600",
    ),
    "sqlite": (
        "date({sent}, '+7 hours')",
        "CAST(ROUND((julianday(reviewed_at) - julianday(submitted_at)) * 86400) AS INTEGER) / 3600",
    ),
}
"""The day of Bangkok on which a form was sent, and the whole hours from then until it was looked at."""


@cache
def _select(scope: str) -> str:
    """The contribution of the surveys that `scope` picks, grouped by key."""
    people = [m for m in MEASURES if m.of_members]
    member_sums = ", ".join(f"{m.sql} AS {m.column}" for m in people)
    sums = ", ".join(f"COALESCE(SUM(p.{m.column}), 0)" if m.of_members else m.sql for m in MEASURES)
    members = "" if scope == "TRUE" else f"WHERE {scope.format(id='m.survey_id')}"
    states = ", ".join(f"('{state}', '{row}')" for state, row in ROWS_OF_STATES)
    return (
        f"SELECT {KEY_OF_SURVEY}, {sums} FROM surveys_survey s "
        f"JOIN (VALUES {states}) k ON k.column1 = s.state "
        f"LEFT JOIN (SELECT m.survey_id, {member_sums} FROM surveys_member m {members} GROUP BY m.survey_id) p "
        f"ON p.survey_id = s.id WHERE s.community_id IS NOT NULL AND {scope.format(id='s.id')} "
        f"GROUP BY {KEY_OF_SURVEY}"
    )


@cache
def _select_work(scope: str) -> str:
    """The same for the work that counted surveys are."""
    day, hours = DAYS_AND_HOURS[connection.vendor]
    states = ", ".join(f"'{state}'" for state in COUNTED_STATES)
    return (
        f"SELECT {WORK_OF_SURVEY}, {', '.join(m.sql for m in WORK_MEASURES)} FROM ("
        "SELECT id, round_id, district_id, created_by_id, state, soft_problems, informant, asked_answers, "
        "missing_answers, changed_values, reviewed_at >= submitted_at AS is_reviewed, "
        f"{day.format(sent='COALESCE(sent_at, submitted_at, created_at)')} AS day, {hours} AS hours "
        f"FROM surveys_survey WHERE {scope.format(id='id')} AND state IN ({states})) s "
        "LEFT JOIN (SELECT m.survey_id, COUNT(*) AS returns FROM surveys_move m "
        f"WHERE m.to_state = '{State.RETURNED}' AND {scope.format(id='m.survey_id')} GROUP BY m.survey_id) p "
        f"ON p.survey_id = s.id GROUP BY {WORK_OF_SURVEY}"
    )


FIGURES = SumTable("surveys_figure", KEY, COLUMNS, _select, KEY_OF_SURVEY, stamp="writes")
WORK = SumTable("surveys_workfigure", WORK_KEY, WORK_COLUMNS, _select_work, WORK_OF_SURVEY)
MEASURES_OF: dict[SumTable, tuple[Measure, ...]] = {FIGURES: MEASURES, WORK: WORK_MEASURES}
"""The tables, in the order in which every transaction writes them."""
Standing = dict[SumTable, Sums]

_gathered: ContextVar[Standing | None] = ContextVar("gathered", default=None)


@dataclass(frozen=True)
class Difference:
    """One cell in which a table and a recomputation disagree."""

    table: SumTable
    key: Key
    measure: str
    stored: int
    recomputed: int


@contextmanager
def kept(ids: Iterable[UUID]) -> Iterator[None]:
    """Write surveys inside; the figures follow in the same transaction.

    The caller has locked the existing rows among `ids`; rows that do not exist yet contribute nothing before.
    """
    keys = list(ids)
    before = _standing(keys)
    yield
    _note(_difference(before, _standing(keys), several=len(keys) > 1))


@contextmanager
def kept_for_new(ids: Iterable[UUID], *, are_drafts: bool = False) -> Iterator[None]:
    """The same for surveys that are known not to exist before: one reading less; drafts are nobody's work yet."""
    keys = list(ids)
    yield
    if _gathered.get() is None:
        _add_new(keys, (FIGURES,) if are_drafts else MEASURES_OF)
    else:
        _note(_standing(keys))


@contextmanager
def together() -> Iterator[None]:
    """Several writes inside one transaction touch the figure rows once, at the end.

    Each write for itself goes through the rows in key order; two after another would begin again with the first,
    and could wait in a circle with somebody who holds one of them.
    """
    if _gathered.get() is not None:
        yield
        return
    token = _gathered.set({})
    try:
        yield
        difference = _gathered.get()
    finally:
        _gathered.reset(token)
    _add(difference)


def add_new(ids: Iterable[UUID | str]) -> None:
    """Count surveys that were just inserted; keys may also be 32 hex digits."""
    _add_new([UUID(key) if isinstance(key, str) else key for key in ids], MEASURES_OF)


def _add_new(keys: list[UUID], tables: Iterable[SumTable]) -> None:
    for table in tables:
        table.add_new(keys)


def _standing(keys: list[UUID]) -> Standing:
    """What these surveys add to each table now; the work is read only where one of them is counted."""
    found = {FIGURES: FIGURES.contribution(keys)}
    if _are_counted(found):
        found[WORK] = WORK.contribution(keys)
    return found


def _are_counted(standing: Standing) -> bool:
    return any(state == COUNTED for _round, state, *_place in standing[FIGURES])


def _difference(before: Standing, after: Standing, *, several: bool) -> Standing:
    """What is to be added to the rows.

    Counted surveys, and several at once, are written even where all sums stay: the answers behind them may have
    changed places, or be answers that no measure counts, and the stamp of the rows has to tell.
    """
    differences = {
        table: _minus(after.get(table, {}), before.get(table, {})) for table in {**before, **after}
    }
    is_stamped = several or _are_counted(before) or _are_counted(after)
    return {
        table: {key: values for key, values in sums.items() if any(values) or (table.stamp and is_stamped)}
        for table, sums in differences.items()
    }


def _note(difference: Standing) -> None:
    """Add a difference to the figures, or to what is being gathered."""
    gathered = _gathered.get()
    if gathered is None:
        _add(difference)
        return
    for table, sums in difference.items():
        _gather(gathered.setdefault(table, {}), sums)


def _gather(gathered: Sums, sums: Sums) -> None:
    for key, values in sums.items():
        known = gathered.get(key)
        gathered[key] = [a + b for a, b in zip(known, values, strict=True)] if known else list(values)


def _minus(after: Sums, before: Sums) -> Sums:
    left = dict(after)
    for key, values in before.items():
        nothing = [0] * len(values)
        left[key] = [a - b for a, b in zip(after.get(key, nothing), values, strict=True)]
    return left


def _add(difference: Standing) -> None:
    for table in MEASURES_OF:
        table.add(difference.get(table, {}))


@transaction.atomic
def rebuild() -> int:
    """Throw the figures away and compute them anew; returns the number of rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE surveys_survey IN SHARE MODE")
    return sum(table.rebuild() for table in MEASURES_OF)


def differences() -> list[Difference]:
    """Every cell in which the figures and a recomputation disagree; none is what we want."""
    return [found for table in MEASURES_OF for found in _differences(table)]


def _differences(table: SumTable) -> Iterator[Difference]:
    stored, fresh = table.stored_and_fresh()
    blank = [0] * len(table.columns)
    for key in sorted({*stored, *fresh}):
        cells = zip(MEASURES_OF[table], stored.get(key, blank), fresh.get(key, blank), strict=True)
        for measure, have, should in cells:
            if have != should:
                yield Difference(table, key, measure.name, have, should)
