"""Writing very many rows of one table quickly: COPY on PostgreSQL, executemany elsewhere.

A row is its own cells, which differ from row to row, followed by shared cells that were prepared once.
"""

import json
from collections.abc import Sequence
from datetime import date

from django.db import connection, models

from bkkhousing.lib.sealed_fields import is_sealed_column
from surveys.bulk import ESCAPES, SPECIAL


def sink_for(model: type[models.Model], own: Sequence[str], shared: Sequence[str] = ()) -> "Sink":
    """A sink for the columns `own` and then `shared` of a model's table."""
    return (CopySink if connection.vendor == "postgresql" else InsertSink)(model, own, shared)


class Sink:
    """Rows waiting to be written to one table."""

    def __init__(self, model: type[models.Model], own: Sequence[str], shared: Sequence[str]):
        self.table = model._meta.db_table
        self.fields = [model._meta.get_field(name) for name in shared]
        names = [*own, *(field.column for field in self.fields)]
        self.columns = ", ".join(connection.ops.quote_name(name) for name in names)
        self.width = len(names)
        self.rows: list = []

    def values_of(self, row: models.Model) -> list:
        """The database values of the shared columns of an unsaved row."""
        return [_value(field, getattr(row, field.attname)) for field in self.fields]


def _value(field: models.Field, value: object) -> object:
    if isinstance(field, models.JSONField):
        stored = field.sealed(value) if is_sealed_column(field) else value
        return json.dumps(stored, ensure_ascii=False)
    return field.get_db_prep_save(value, connection)


class InsertSink(Sink):
    """Parameters of one INSERT."""

    def prepare(self, row: models.Model) -> tuple:
        return tuple(self.values_of(row))

    def add(self, own: tuple, shared: tuple = ()) -> None:
        self.rows.append(own + shared)

    def write(self) -> None:
        marks = ", ".join(["%s"] * self.width)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self.table} ({self.columns}) VALUES ({marks})", self.rows)
        self.rows = []


class CopySink(Sink):
    """Lines of PostgreSQL's COPY text format."""

    def prepare(self, row: models.Model) -> str:
        return "".join(f"\t{_text(value)}" for value in self.values_of(row))

    def add(self, own: tuple, shared: str = "") -> None:
        self.rows.append("\t".join([_text(value) for value in own]) + shared + "\n")

    def write(self) -> None:
        with (
            connection.wrap_database_errors,
            connection.cursor() as cursor,
            cursor.copy(f"COPY {self.table} ({self.columns}) FROM STDIN") as copy,
        ):
            copy.write("".join(self.rows))
        self.rows = []


def _text(value: object) -> str:
    if value is None:
        return "\\N"
    if type(value) is int:
        return str(value)
    if type(value) is str:
        return value.translate(ESCAPES) if SPECIAL.search(value) else value
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, date) else str(value)
