"""Writing very many rows of one table: a fixed number of statements, however many rows.

Columns in which all rows agree are prepared once, so that a survey of a hundred columns of which a file
fills eight costs little more than eight.
"""

import json
import re
from collections.abc import Sequence
from datetime import date

from django.db import connection, models

SPECIAL = re.compile("[\\\\\t\n\r]")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model; an automatic key is left to the database and not read back."""
    if not rows:
        return
    fields = [f for f in rows[0]._meta.local_concrete_fields if not isinstance(f, models.AutoField)]
    columns = {field: [getattr(row, field.attname) for row in rows] for field in fields}
    alike = [field for field, values in columns.items() if _agree(values)]
    own = [field for field in fields if field not in set(alike)]
    shared = [_prepared(field, columns[field][0]) for field in alike]
    names = ", ".join(connection.ops.quote_name(field.column) for field in (*own, *alike))
    cells = zip(*([_prepared(field, v) for v in columns[field]] for field in own), strict=True)
    write = _copy if connection.vendor == "postgresql" else _insert
    write(rows[0]._meta.db_table, names, cells if own else [()] * len(rows), shared)


def update(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Update the named fields of stored rows by their keys."""
    if not rows or not columns:
        return
    meta = rows[0]._meta
    fields = [meta.get_field(name) for name in columns]
    sets = ", ".join(f"{connection.ops.quote_name(field.column)} = %s" for field in fields)
    key = connection.ops.quote_name(meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {meta.db_table} SET {sets} WHERE {key} = %s",
            [[_prepared(f, getattr(row, f.attname)) for f in (*fields, meta.pk)] for row in rows],
        )


def _agree(values: list) -> bool:
    first = values[0]
    return all(value is first or value == first for value in values)


def _prepared(field: models.Field, value: object) -> object:
    if value is not None and isinstance(field, models.JSONField):
        return json.dumps(value, ensure_ascii=False)
    return field.get_db_prep_save(value, connection)


def _insert(table: str, names: str, cells, shared: list) -> None:
    rows = [(*row, *shared) for row in cells]
    marks = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _copy(table: str, names: str, cells, shared: list) -> None:
    """PostgreSQL's COPY, in its text format."""
    end = "".join(f"\t{_text(value)}" for value in shared) + "\n"
    lines = ["\t".join(map(_text, row)) + end for row in cells]
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        copy.write("".join(lines))


def _text(value: object) -> str:
    if value is None:
        return "\\N"
    if type(value) is str:
        return value.translate(ESCAPES) if SPECIAL.search(value) else value
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, date) else str(value)
