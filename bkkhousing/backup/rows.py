"""Reads a table as lines of text and loads such lines, in whichever database the service has."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.core.management.color import no_style
from django.db import connection
from django.utils.module_loading import import_string

from bkkhousing.backup import texts
from bkkhousing.backup.tables import Table

snapshot = import_string(
    "surveys.exporting.snapshot.snapshot"
)  # by name: the project imports none of its apps

ROWS_PER_FETCH = 500
WIDTH_OF_SUM = 2**256


class Sum:
    """Rows counted and their hashes added: the same for the same rows in any order."""

    def __init__(self) -> None:
        self.count, self.total = 0, 0

    def add(self, row: bytes) -> None:
        self.count += 1
        self.total += int.from_bytes(sha256(row).digest(), "big")

    @property
    def told(self) -> list:
        return [self.count, f"{self.total % WIDTH_OF_SUM:064x}"]


def lines(table: Table) -> Iterator[bytes]:
    """Every row as one line in the format of PostgreSQL's COPY, newline included."""
    return _copied(table) if connection.vendor == "postgresql" else _written(table)


def _copied(table: Table) -> Iterator[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true)")
        statement = f"COPY (SELECT {table.quoted_columns} FROM {table.quoted}) TO STDOUT"
        with cursor.cursor.copy(statement) as rows:
            for row in rows:
                yield bytes(row)


def _written(table: Table) -> Iterator[bytes]:
    writers = [texts.writer_for(field) for field in table.fields]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {table.quoted_columns} FROM {table.quoted}")
        while found := cursor.fetchmany(ROWS_PER_FETCH):
            for row in found:
                values = [
                    texts.NULL if value is None else write(value)
                    for write, value in zip(writers, row, strict=True)
                ]
                yield ("\t".join(values) + "\n").encode()


def load(table: Table, parts: Iterable[bytes]) -> None:
    """Write the rows of a table from pieces of whole lines."""
    (_copy_in if connection.vendor == "postgresql" else _insert)(table, parts)


def _copy_in(table: Table, parts: Iterable[bytes]) -> None:
    with connection.wrap_database_errors, connection.cursor() as cursor:
        statement = f"COPY {table.quoted} ({table.quoted_columns}) FROM STDIN"
        with cursor.cursor.copy(statement) as copy:
            for part in parts:
                copy.write(part)


def _insert(table: Table, parts: Iterable[bytes]) -> None:
    readers = [texts.reader_for(field) for field in table.fields]
    marks = ", ".join(["%s"] * len(readers))
    statement = f"INSERT INTO {table.quoted} ({table.quoted_columns}) VALUES ({marks})"
    with connection.cursor() as cursor:
        for part in parts:
            rows = part.decode().removesuffix("\n").split("\n") if part else []
            cursor.executemany(statement, [_values(row, readers) for row in rows])


def _values(row: str, readers: list) -> list:
    return [
        None if text == texts.NULL else read(texts.unescaped(text))
        for read, text in zip(readers, row.split("\t"), strict=True)
    ]


def sum_of(table: Table) -> list:
    """The count and the sum of a table as it is now."""
    found = Sum()
    for line in lines(table):
        found.add(line)
    return found.told


def is_empty(table: Table) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table.quoted})")
        return not cursor.fetchone()[0]


def clear(tables: Iterable[Table]) -> None:
    """Remove every row; keys between the tables are looked at when the transaction ends."""
    with connection.cursor() as cursor:
        for table in tables:
            if not is_empty(table):
                cursor.execute(f"DELETE FROM {table.quoted}")


def number_on(tables: Iterable[Table]) -> None:
    """New rows get numbers behind those that were loaded."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(statement)
