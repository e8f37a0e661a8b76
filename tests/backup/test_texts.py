"""A row has the same text in a backup whichever database it comes from, and every kind of column has one."""

import json
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.db import connection, models

from bkkhousing.backup import texts
from bkkhousing.backup.tables import applied, tables_at

VALUES = [
    (
        "float8",
        models.FloatField(),
        [0.0, -0.5, 13.756331, 100.0, 1e-7, 1e15, 123456789012345678.0, -2.5e300],
    ),
    ("boolean", models.BooleanField(), [True, False]),
    (
        "timestamptz",
        models.DateTimeField(),
        [datetime(2026, 1, 2, 3, 4, 5), datetime(2026, 1, 2, 3, 4, 5, 120)],
    ),
    ("time", models.TimeField(), [time(9, 5), time(9, 5, 1, 500_000)]),
    ("date", models.DateField(), [date(1943, 1, 2)]),
    ("bytea", models.BinaryField(), [b"\x00\xff\\"]),
    ("text", models.TextField(), ["", "ก\tข\\N\r\n\x0b\x08\x0c'"]),
    ("numeric(8, 2)", models.DecimalField(max_digits=8, decimal_places=2), [Decimal("3.10"), 12.5, 7]),
]
DOCUMENTS = [
    {"bb": 1, "a": [1.50, 1e2, 1e-7, -0.0, None], "": {"ก": 'x"\n\\', "a": "\x01\x7f"}},
    [True, 2**70, "ไทย", {}],
    "ข้อความ",
]


def as_postgresql(kind: str, given: object) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', 'UTC', true)")
        with cursor.cursor.copy(f"COPY (SELECT %s::{kind}) TO STDOUT", [given]) as rows:
            return b"".join(map(bytes, rows)).decode().removesuffix("\n")


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "field", "values"), VALUES, ids=[kind for kind, *_rest in VALUES])
def test_a_value_of_sqlite_is_written_as_postgresql_writes_it(kind, field, values):
    """Read back, it is what Django had stored."""
    written = [texts.writer_for(field)(value) for value in values]
    if connection.vendor == "postgresql":
        assert written == [as_postgresql(kind, value) for value in values]
    read = [texts.reader_for(field)(texts.unescaped(text)) for text in written]
    assert [texts.writer_for(field)(value) for value in read] == written


@pytest.mark.django_db
@pytest.mark.parametrize("document", DOCUMENTS, ids=["object", "list", "text"])
def test_a_document_is_written_as_postgresql_writes_it(document):
    written = texts.WRITERS["JSONField"](json.dumps(document))
    if connection.vendor == "postgresql":
        assert written == as_postgresql("jsonb", json.dumps(document))
    assert json.loads(texts.READERS["JSONField"](texts.unescaped(written))) == document


@pytest.mark.django_db
def test_every_column_there_is_can_be_written():
    for table in tables_at(applied()):
        for each in table.fields:
            assert texts.writer_for(each), (table.name, each.name)


def test_a_kind_of_column_nobody_described_is_not_guessed():
    with pytest.raises(KeyError):
        texts.writer_for(models.DurationField())
