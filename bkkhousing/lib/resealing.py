"""Sealing stored rows anew, batch after batch, while others work on them: after a new key, and when a column is first sealed.

A row is only written when it still holds what was read, so that nothing that somebody saved meanwhile is lost.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps as all_apps
from django.db import connection, models, transaction

from bkkhousing.lib.sealed_fields import SealedJSONField, is_sealed_column
from bkkhousing.lib.sealing import Sealed, UnknownKey, is_sealed, key_name

BATCH = 200
"""Rows read at once: the sketch of a large file may be a megabyte."""
PLAIN, UNREADABLE = "plain", "unreadable"

Change = Callable[[models.Field, str], str]


@dataclass(frozen=True)
class Stored:
    """A row's key, and its sealed columns as the database holds them, in text."""

    key: object
    texts: list[str]


def sealed_models(apps=all_apps) -> dict[type[models.Model], list[models.Field]]:
    """Every model with sealed columns, and those columns."""
    found = {
        model: [field for field in model._meta.local_concrete_fields if is_sealed_column(field)]
        for model in apps.get_models()
    }
    return {model: fields for model, fields in found.items() if fields}


def seal_anew(model: type[models.Model], fields: list[models.Field]) -> Iterator[int]:
    """Seal what is plain or under an older key; yields how many values each batch wrote."""
    yield from _changed(model, fields, fresh)


def open_all(model: type[models.Model], fields: list[models.Field]) -> Iterator[int]:
    """Leave the values plain, as before the columns were sealed."""
    yield from _changed(model, fields, opened)


def fresh(field: models.Field, text: str) -> str:
    """A stored text under the newest key."""
    if not isinstance(field, SealedJSONField):
        return text if field.seal.is_fresh(text) else field.seal.seal(field.seal.unseal(text))
    value = json.loads(text)
    if not value or (is_sealed(value) and field.seal.is_fresh(value)):
        return text
    return json.dumps(field.sealed(field.opened(value)))


def opened(field: models.Field, text: str) -> str:
    if not isinstance(field, SealedJSONField):
        return field.seal.unseal(text)
    value = json.loads(text)
    return json.dumps(field.opened(value), ensure_ascii=False) if is_sealed(value) else text


def counted(model: type[models.Model], field: models.Field) -> Counter:
    """How many values of a column each key sealed; what is plain or does not open is counted under those words."""
    found: Counter = Counter()
    for batch in _batches(model, [field]):
        found.update(_said_of(field, row.texts[0]) for row in batch)
    found.pop("", None)
    return found


def _said_of(field: models.Field, text: str) -> str:
    value = json.loads(text) if isinstance(field, SealedJSONField) else text
    if not value:
        return ""
    if not is_sealed(value):
        return PLAIN
    try:
        field.seal.unseal(value)
    except UnknownKey:
        return f"{UNREADABLE} ({key_name(value)})"
    except Sealed:
        return UNREADABLE
    return key_name(value)


def _changed(model: type[models.Model], fields: list[models.Field], change: Change) -> Iterator[int]:
    for batch in _batches(model, fields):
        with transaction.atomic():
            yield sum(_write(model, fields, row, change) for row in batch)


def _write(model: type[models.Model], fields: list[models.Field], row: Stored, change: Change) -> int:
    """Write the columns of a row that change, unless one was changed by somebody else."""
    new = [
        (field, old, text)
        for field, old in zip(fields, row.texts, strict=True)
        if (text := change(field, old)) != old
    ]
    if not new:
        return 0
    sets = ", ".join(f"{_column(field)} = {_mark(field)}" for field, _old, _text in new)
    same = " AND ".join(f"{_as_text(field)} = %s" for field, _old, _text in new)
    values = [text for _field, _old, text in new] + [row.key] + [old for _field, old, _text in new]
    with connection.cursor() as cursor:
        key = _column(model._meta.pk)
        cursor.execute(f"UPDATE {model._meta.db_table} SET {sets} WHERE {key} = %s AND {same}", values)
        return len(new) if cursor.rowcount else 0


def _batches(model: type[models.Model], fields: list[models.Field]) -> Iterator[list[Stored]]:
    """The rows that hold anything in these columns, in the order of their keys."""
    key, table = _column(model._meta.pk), model._meta.db_table
    columns = ", ".join(_as_text(field) for field in fields)
    filled = " OR ".join(f"{_as_text(field)} NOT IN ('', '{{}}', '[]', 'null')" for field in fields)
    asked = f"SELECT {key}, {columns} FROM {table} WHERE ({filled})"
    rows = _fetched(f"{asked} ORDER BY {key} LIMIT {BATCH}", [])
    while rows:
        yield [Stored(found, [text or "" for text in texts]) for found, *texts in rows]
        rows = _fetched(f"{asked} AND {key} > %s ORDER BY {key} LIMIT {BATCH}", [rows[-1][0]])


def _fetched(statement: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _column(field: models.Field) -> str:
    return connection.ops.quote_name(field.column)


def _as_text(field: models.Field) -> str:
    is_binary = isinstance(field, SealedJSONField) and connection.vendor == "postgresql"
    return f"{_column(field)}::text" if is_binary else _column(field)


def _mark(field: models.Field) -> str:
    is_binary = isinstance(field, SealedJSONField) and connection.vendor == "postgresql"
    return "%s::jsonb" if is_binary else "%s"
