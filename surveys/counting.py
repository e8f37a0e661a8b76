"""Tables of sums over surveys: one SELECT says what surveys contribute, and all that keeps the table follows from it.

Rows of a table are always written in the order of its key, so that two writers never wait for each other in a circle.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db import connection

Key = tuple
Sums = dict[Key, list[int]]
BATCH = 5_000
PARAMETERS = 30_000
"""No statement carries many more."""


@dataclass(frozen=True)
class SumTable:
    """A table with one row for each key and one sum in each column.

    `select` gives the SELECT for the surveys that a condition picks, in which `{id}` stands for their key; it names
    the condition twice.  `key_sql` is the key in that SELECT.  `stamp` is a column that grows with every writing.
    """

    name: str
    key: tuple[str, ...] = field(repr=False)
    columns: tuple[str, ...] = field(repr=False)
    select: Callable[[str], str] = field(repr=False)
    key_sql: str = field(repr=False)
    stamp: str = field(default="", repr=False)

    def contribution(self, ids: Iterable[UUID]) -> Sums:
        """What these surveys add to the table as they stand in the database now."""
        sums: Sums = defaultdict(lambda: [0] * len(self.columns))
        for scope, parameters in _scopes(ids):
            for key, values in self._rows(self.select(scope), parameters):
                sums[key] = [a + b for a, b in zip(sums[key], values, strict=True)]
        return dict(sums)

    def add_new(self, ids: Iterable[UUID]) -> None:
        """Count surveys that were just inserted, in one statement a batch."""
        for scope, parameters in _scopes(ids):
            _execute(
                f"{self._insert(self.columns)} {self.select(scope)} ORDER BY {self.key_sql} "
                f"{self._on_conflict(self.columns)}",
                parameters,
            )

    def add(self, difference: Sums) -> None:
        """Add to the rows of these keys, in key order, writing only columns that change in any of them."""
        keys = sorted(difference)
        touched = [i for i in range(len(self.columns)) if any(difference[key][i] for key in keys)]
        size = max(1, PARAMETERS // (len(touched) + len(self.key)))
        for start in range(0, len(keys), size):
            self._upsert({key: difference[key] for key in keys[start : start + size]}, touched)

    def rebuild(self) -> int:
        """Throw the sums away and compute them anew; returns the number of rows."""
        _execute(f"DELETE FROM {self.name}")
        return _execute(f"{self._insert(self.columns)} {self.select('TRUE')} ORDER BY {self.key_sql}")

    def stored_and_fresh(self) -> tuple[Sums, Sums]:
        """The table and its recomputation, read by one statement: they show the same moment while others write."""
        tables: tuple[Sums, Sums] = ({}, {})
        statement = (
            f"SELECT 0, stored.* FROM (SELECT {', '.join((*self.key, *self.columns))} FROM {self.name}) stored "
            f"UNION ALL SELECT 1, fresh.* FROM ({self.select('TRUE')}) fresh"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [])
            for which, *row in cursor.fetchall():
                key, values = self._split(row)
                tables[which][key] = values
        return tables

    def _rows(self, statement: str, parameters: list) -> Iterator[tuple[Key, list[int]]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            for row in cursor.fetchall():
                yield self._split(row)

    def _split(self, row: Sequence) -> tuple[Key, list[int]]:
        """A row of the database as its key and its sums."""
        width = len(self.key)
        return tuple(row[:width]), [int(value) for value in row[width:]]

    def _upsert(self, rows: Sums, touched: list[int]) -> None:
        columns = [self.columns[i] for i in touched]
        row = f"({', '.join(['%s'] * (len(columns) + len(self.key)))})"
        parameters = [cell for key, values in rows.items() for cell in (*key, *(values[i] for i in touched))]
        _execute(
            f"{self._insert(columns)} VALUES {', '.join([row] * len(rows))} {self._on_conflict(columns)}",
            parameters,
        )

    def _insert(self, columns: Iterable[str]) -> str:
        return f"INSERT INTO {self.name} ({', '.join((*self.key, *columns))})"

    def _on_conflict(self, columns: Iterable[str]) -> str:
        sums = [f"{column} = {self.name}.{column} + excluded.{column}" for column in columns]
        return f"ON CONFLICT ({', '.join(self.key)}) DO UPDATE SET {', '.join([*sums, *self._stamped])}"

    @cached_property
    def _stamped(self) -> tuple[str, ...]:
        return (f"{self.stamp} = {self.name}.{self.stamp} + 1",) if self.stamp else ()


def _execute(statement: str, parameters: Sequence = ()) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def _scopes(ids: Iterable[UUID]) -> Iterator[tuple[str, list]]:
    """The condition that picks these surveys, batch by batch, and its parameters: it stands twice in a SELECT.

    One survey is picked by equality: then the database plans the long statement once for all saves.
    """
    keys = _database_ids(ids)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        if len(batch) == 1:
            yield "{id} = %s", batch * 2
        elif connection.vendor == "postgresql":
            yield "{id} = ANY(%s)", [batch, batch]
        else:
            yield f"{{id}} IN ({', '.join(['%s'] * len(batch))})", batch * 2


def _database_ids(ids: Iterable[UUID]) -> list:
    """Keys as the database stores them: uuid on PostgreSQL, 32 hex digits on SQLite."""
    return list(ids) if connection.features.has_native_uuid_field else [key.hex for key in ids]
