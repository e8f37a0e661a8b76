"""Keeping the figures equal to the surveys: by difference on every write, by recomputation to prove it.

One SELECT defines what any set of surveys contributes.  A write takes that contribution before and after,
and adds the difference to the figure rows, in key order and within the caller's transaction, so that
concurrent writers neither lose counts nor wait for each other in a circle.

A survey counts in its own district, community and state.  Once it is submitted it also counts under `counted`,
and once it is approved under `passed`: one row where the city's page would otherwise add up three, or two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db import connection, transaction

from surveys.choices.survey import State, StatesTogether
from surveys.measures import COLUMNS, MEASURES

KEY = ("round_id", "state", "district_id", "community_id")
Key = tuple[str, str, str, int]
Sums = dict[Key, list[int]]
BATCH = 5_000
COUNTED = StatesTogether.COUNTED.value
ROWS_OF_STATES = (
    *((state, state) for state in State),
    *((state, together) for together in StatesTogether for state in together.states),
)
KEY_OF_SURVEY = "s.round_id, k.column2, s.district_id, s.community_id"
"""In this order rows are locked, and written side by side: a page reads the rows of one round and state."""


_gathered: ContextVar[Sums | None] = ContextVar("gathered", default=None)


@dataclass(frozen=True)
class Difference:
    """One cell in which the table and a recomputation disagree."""

    key: Key
    measure: str
    stored: int
    recomputed: int


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


def _database_ids(ids: Iterable[UUID]) -> list:
    """Keys as the database stores them: uuid on PostgreSQL, 32 hex digits on SQLite."""
    return list(ids) if connection.features.has_native_uuid_field else [key.hex for key in ids]


def contribution(ids: Iterable[UUID]) -> Sums:
    """What these surveys add to the figures as they stand in the database now."""
    sums: Sums = defaultdict(lambda: [0] * len(COLUMNS))
    keys = _database_ids(ids)
    for start in range(0, len(keys), BATCH):
        for key, values in _rows(keys[start : start + BATCH]):
            sums[key] = [a + b for a, b in zip(sums[key], values, strict=True)]
    return sums


def _rows(keys: list) -> Iterator[tuple[Key, list[int]]]:
    scope, parameters = _scope(keys)
    with connection.cursor() as cursor:
        cursor.execute(_select(scope), parameters)
        for row in cursor.fetchall():
            yield _split(row)


def _split(row: Sequence) -> tuple[Key, list[int]]:
    """A row of the database as its key and its sums."""
    return tuple(row[: len(KEY)]), [int(value) for value in row[len(KEY) :]]


def _scope(keys: list) -> tuple[str, list]:
    """The condition that picks these surveys, and its parameters: it stands twice in the SELECT.

    One survey is picked by equality: then the database plans the long statement once for all saves.
    """
    if len(keys) == 1:
        return "{id} = %s", keys * 2
    if connection.vendor == "postgresql":
        return "{id} = ANY(%s)", [keys, keys]
    return f"{{id}} IN ({', '.join(['%s'] * len(keys))})", keys * 2


@contextmanager
def kept(ids: Iterable[UUID]) -> Iterator[None]:
    """Write surveys inside; the figures follow in the same transaction.

    The caller has locked the existing rows among `ids`; rows that do not exist yet contribute nothing before.
    """
    keys = list(ids)
    before = contribution(keys)
    yield
    _note(_minus(contribution(keys), before))


@contextmanager
def kept_for_new(ids: Iterable[UUID]) -> Iterator[None]:
    """The same for surveys that are known not to exist before: one reading less."""
    keys = list(ids)
    yield
    if _gathered.get() is None:
        add_new(keys)
    else:
        _note(contribution(keys))


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


def _note(difference: Sums) -> None:
    """Add a difference to the figures, or to what is being gathered."""
    gathered = _gathered.get()
    if gathered is None:
        _add(difference)
        return
    for key, values in difference.items():
        known = gathered.get(key)
        gathered[key] = [a + b for a, b in zip(known, values, strict=True)] if known else list(values)


def add_new(ids: Iterable[UUID | str]) -> None:
    """Count surveys that were just inserted, in one statement a batch; keys may also be 32 hex digits."""
    keys = _database_ids(UUID(key) if isinstance(key, str) else key for key in ids)
    sums = ", ".join(f"{column} = surveys_figure.{column} + excluded.{column}" for column in COLUMNS)
    for start in range(0, len(keys), BATCH):
        scope, parameters = _scope(keys[start : start + BATCH])
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO surveys_figure ({', '.join((*KEY, *COLUMNS))}) {_select(scope)} "
                f"ORDER BY {KEY_OF_SURVEY} ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {sums}",
                parameters,
            )


def _minus(after: Sums, before: Sums) -> Sums:
    for key, values in before.items():
        after[key] = [a - b for a, b in zip(after[key], values, strict=True)]
    return after


def _add(difference: Sums) -> None:
    """Add to the figure rows, in key order, touching only columns that change."""
    rows = {key: values for key, values in sorted(difference.items()) if any(values)}
    if not rows:
        return
    touched = [i for i in range(len(COLUMNS)) if any(values[i] for values in rows.values())]
    size = max(1, 30_000 // (len(touched) + len(KEY)))
    keys = list(rows)
    for start in range(0, len(keys), size):
        _upsert({key: rows[key] for key in keys[start : start + size]}, touched)


def _upsert(rows: Sums, touched: list[int]) -> None:
    columns = [COLUMNS[i] for i in touched]
    row = f"({', '.join(['%s'] * (len(columns) + len(KEY)))})"
    sums = ", ".join(f"{c} = surveys_figure.{c} + excluded.{c}" for c in columns)
    parameters = [cell for key, values in rows.items() for cell in (*key, *(values[i] for i in touched))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO surveys_figure ({', '.join((*KEY, *columns))}) VALUES {', '.join([row] * len(rows))} "
            f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {sums}",
            parameters,
        )


@transaction.atomic
def rebuild() -> int:
    """Throw the figures away and compute them anew; returns the number of rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE surveys_survey IN SHARE MODE")
        cursor.execute("DELETE FROM surveys_figure")
        cursor.execute(
            f"INSERT INTO surveys_figure ({', '.join((*KEY, *COLUMNS))}) {_select('TRUE')} ORDER BY {KEY_OF_SURVEY}"
        )
        return cursor.rowcount


def differences() -> list[Difference]:
    """Every cell in which the figures and a recomputation disagree; none is what we want.

    Both are read by one statement, so that they show the same moment while others write.
    """
    stored, fresh = _stored_and_fresh()
    return [
        found for key in sorted({*stored, *fresh}) for found in _compare(key, stored.get(key), fresh.get(key))
    ]


def _stored_and_fresh() -> tuple[dict[Key, list[int]], dict[Key, list[int]]]:
    tables: tuple[dict, dict] = ({}, {})
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 0, stored.* FROM (SELECT {', '.join((*KEY, *COLUMNS))} FROM surveys_figure) stored "
            f"UNION ALL SELECT 1, fresh.* FROM ({_select('TRUE')}) fresh",
            [],
        )
        for which, *row in cursor.fetchall():
            key, values = _split(row)
            tables[which][key] = values
    return tables


def _compare(key: Key, stored: list[int] | None, fresh: list[int] | None) -> Iterator[Difference]:
    blank = [0] * len(COLUMNS)
    for measure, have, should in zip(MEASURES, stored or blank, fresh or blank, strict=True):
        if have != should:
            yield Difference(key, measure.name, have, should)
