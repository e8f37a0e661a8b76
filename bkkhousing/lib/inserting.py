"""Writing a few rows: the statement of a table is put together once, not with every form.

`Model.save` builds its statement anew each time, which for a hundred columns costs more than the database takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.db import DatabaseError, connection, models

AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


@dataclass(frozen=True)
class Insertion:
    """The statement that writes one row of a model, and the fields whose values it takes."""

    statement: str
    fields: tuple[tuple[models.Field, bool], ...]

    def values(self, row: models.Model) -> list:
        """The row as the database takes it; plain values of plain fields need no preparing."""
        given = row.__dict__
        return [
            value
            if type(value := given[field.attname]) in AS_THEY_ARE and not packed
            else field.get_db_prep_save(value, connection)
            for field, packed in self.fields
        ]


@cache
def _insertion(model: type[models.Model]) -> Insertion:
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return Insertion(
        f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})",
        tuple((field, hasattr(field, "from_db_value")) for field in fields),
    )


def insert(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model; an automatic key is left to the database and not read back."""
    if rows:
        _write(rows, _insertion(type(rows[0])))


def put(rows: Sequence[models.Model], *unique: str) -> None:
    """The same, but a row takes the place of the stored one that has the same `unique` columns."""
    if rows:
        _write(rows, _replacement(type(rows[0]), unique))


@cache
def _replacement(model: type[models.Model], unique: tuple[str, ...]) -> Insertion:
    insertion = _insertion(model)
    names = [connection.ops.quote_name(field.column) for field, _packed in insertion.fields]
    taken = ", ".join(f"{name} = excluded.{name}" for name in names)
    keys = ", ".join(connection.ops.quote_name(column) for column in unique)
    return Insertion(f"{insertion.statement} ON CONFLICT ({keys}) DO UPDATE SET {taken}", insertion.fields)


def update(row: models.Model) -> None:
    """Write every column of a stored row; a row that is not there any more raises DatabaseError."""
    change, key = _update(type(row)), row._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(change.statement, [*change.values(row), key.get_db_prep_save(row.pk, connection)])
        if cursor.rowcount != 1:
            raise DatabaseError(f"{row._meta.label} {row.pk} is not there")


@cache
def _update(model: type[models.Model]) -> Insertion:
    own, quote = model._meta.pk, connection.ops.quote_name
    fields = tuple((field, packed) for field, packed in _insertion(model).fields if field is not own)
    columns = ", ".join(f"{quote(field.column)} = %s" for field, _packed in fields)
    return Insertion(f"UPDATE {model._meta.db_table} SET {columns} WHERE {quote(own.column)} = %s", fields)


def _write(rows: Sequence[models.Model], insertion: Insertion) -> None:
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(insertion.statement, insertion.values(rows[0]))
        else:
            cursor.executemany(insertion.statement, [insertion.values(row) for row in rows])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
