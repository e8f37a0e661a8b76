"""Reads rows from the database as a stream of stored values."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from django.db import connection
from django.db.models import QuerySet

from surveys.exporting import stored
from surveys.exporting.columns import ExportColumn

ROWS_PER_FETCH = 500
"""About three megabytes of survey rows."""


def stream(rows: QuerySet, columns: Sequence[ExportColumn]) -> Iterator[Sequence]:
    """The stored values of each row, one for every source; `places` tells which of them a column shows.

    No model instance is made and no more than one fetch is held.  PostgreSQL gives every value as its text in
    UTF-8, by COPY, at half of what values cost; `readable` tells the columns what they get.
    """
    wanted = rows.values_list(*[stored.expression(rows.model, source) for source in _sources(columns)])
    if connection.vendor == "postgresql":
        return _copied(wanted)
    return wanted.iterator(chunk_size=ROWS_PER_FETCH)


def places(columns: Sequence[ExportColumn]) -> list[int]:
    """For every column the place of its value in the rows of `stream`."""
    place = {source: number for number, source in enumerate(_sources(columns))}
    return [place[column.source] for column in columns]


def _sources(columns: Sequence[ExportColumn]) -> list[str]:
    return list(dict.fromkeys(column.source for column in columns))


def readable(rows: QuerySet, columns: Sequence[ExportColumn]) -> list[ExportColumn]:
    """The columns as they must show what `stream` gives."""
    if connection.vendor != "postgresql":
        return list(columns)
    return [replace(column, show=_from_text(rows, column)) for column in columns]


def _from_text(rows: QuerySet, column: ExportColumn) -> Callable:
    parse, show = stored.parser(rows.model, column.source), column.show
    if show is None:
        return parse
    return lambda text: show(parse(text))


def _copied(wanted: QuerySet) -> Iterator[Sequence[bytes]]:
    """Every row as the texts of its values, in UTF-8: they are only read where they differ; what is null is empty."""
    statement, parameters = wanted.query.sql_with_params()
    copy = f"COPY ({statement}) TO STDOUT (NULL '')"
    with connection.cursor() as cursor, cursor.cursor.copy(copy, parameters) as rows:
        for line in rows:
            text = bytes(line)
            values = text[:-1].split(b"\t")
            yield [stored.unescaped(value) for value in values] if b"\\" in text else values
