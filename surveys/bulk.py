"""Writing very many rows of one table: a fixed number of statements, however many rows.

Columns in which all rows agree are prepared once, so that a survey of a hundred columns of which a file
fills eight costs little more than eight.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.base import ModelState

from bkkhousing.lib.sealed_fields import is_sealed_column

Row = TypeVar("Row", bound=models.Model)
SPECIAL = re.compile("[\\\\\t\n\r]")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_of(row: Row, **values: object) -> Row:
    """Another unsaved row with the same columns but for these values: far quicker than making one anew.

    Lists and dicts are shared with the first; columns are named as attributes (`round_id`), and related rows
    that either holds come along.
    """
    another = type(row).__new__(type(row))
    another.__dict__.update(row.__dict__, _state=ModelState())
    another._state.fields_cache = dict(row._state.fields_cache)
    another.__dict__.update(values)
    return another


def insert(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model; an automatic key is left to the database and not read back."""
    if not rows:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    fields = [f for f in rows[0]._meta.local_concrete_fields if not isinstance(f, models.AutoField)]
    stored = [row.__dict__ for row in rows]
    columns = {field: [values[field.attname] for values in stored] for field in fields}
    alike = [field for field, values in columns.items() if _agree(field, values)]
    own = [field for field in fields if field not in set(alike)]
    names = ", ".join(connection.ops.quote_name(field.column) for field in (*own, *alike))
    shared = [(field, columns[field][:1]) for field in alike]
    write = _copy if connection.vendor == "postgresql" else _insert
    write(connection, rows[0]._meta.db_table, names, [(f, columns[f]) for f in own], shared, len(rows))


def update(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Update the named fields of stored rows by their keys."""
    if not rows or not names:
        return
    connection, meta = connections[DEFAULT_DB_ALIAS], rows[0]._meta
    fields = [meta.get_field(name) for name in names]
    columns = [(field, [getattr(row, field.attname) for row in rows]) for field in (*fields, meta.pk)]
    sets = ", ".join(f"{connection.ops.quote_name(field.column)} = %s" for field in fields)
    key = connection.ops.quote_name(meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {meta.db_table} SET {sets} WHERE {key} = %s",
            list(zip(*(_cells(connection, f, values) for f, values in columns), strict=True)),
        )


def _agree(field: models.Field, values: list) -> bool:
    """Whether all are the same; in JSON, 1 and true are equal to Python and not the same.

    Sealed values are never the same, but for blank ones.
    """
    first = values[0]
    if first and is_sealed_column(field):
        return False
    if not isinstance(field, models.JSONField):
        return all(value is first or value == first for value in values)
    said = repr(first)
    return all(value is first or (value == first and repr(value) == said) for value in values)


def _cells(connection, field: models.Field, values: list) -> list:
    """The values of one column as the database takes them; equal values are prepared once, unless they are sealed."""
    if is_sealed_column(field):
        values = [field.sealed(value) for value in values]
    if isinstance(field, models.JSONField):
        return [None if value is None else json.dumps(value, ensure_ascii=False) for value in values]
    if is_sealed_column(field):
        return values
    prepared = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [prepared[value] for value in values]


def _texts(connection, field: models.Field, values: list) -> list[str]:
    """The values of one column as PostgreSQL's COPY writes them."""
    if isinstance(field, models.JSONField) or is_sealed_column(field):
        return [_text(cell) for cell in _cells(connection, field, values)]
    texts = {value: _text(field.get_db_prep_save(value, connection)) for value in set(values)}
    return [texts[value] for value in values]


def _insert(connection, table: str, names: str, own: list, shared: list, count: int) -> None:
    cells = [_cells(connection, *column) for column in own]
    same = [_cells(connection, *column)[0] for column in shared]
    rows = [(*row, *same) for row in (zip(*cells, strict=True) if cells else [()] * count)]
    marks = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _copy(connection, table: str, names: str, own: list, shared: list, count: int) -> None:
    cells = [_texts(connection, *column) for column in own]
    same = [_texts(connection, *column)[0] for column in shared]
    rows = zip(*cells, strict=True) if cells else [()] * count
    lines = ["\t".join((*row, *same)) for row in rows]
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        copy.write("\n".join(lines) + "\n")


def _text(value: object) -> str:
    if value is None:
        return "\\N"
    if type(value) is str:
        return value.translate(ESCAPES) if SPECIAL.search(value) else value
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, date) else str(value)
