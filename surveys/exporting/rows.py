"""Reads rows from the database as a stream and turns each into the cells of its sheet."""

from collections.abc import Iterator, Sequence
from operator import getitem, itemgetter

from django.db.models import ExpressionWrapper, F, Field, JSONField, Model, QuerySet, TextField
from django.db.models.constants import LOOKUP_SEP

from surveys.exporting.columns import ExportColumn
from surveys.exporting.shown import Remembered
from surveys.models.fields import MultiChoiceField

ROWS_PER_FETCH = 500
"""About three megabytes of survey rows."""


def stream(rows: QuerySet, columns: Sequence[ExportColumn]) -> Iterator[tuple]:
    """Tuples in the order of the columns; no model instance is made and no more than one fetch is held.

    Per row: the stored values, then what is shown of those that need it, then both put in order; all
    three steps run over prepared tables without a line of Python per cell.
    """
    sources = list(dict.fromkeys(column.source for column in columns))
    place = {source: number for number, source in enumerate(sources)}
    derived = [column for column in columns if column.show]
    tables = [Remembered(column.show) for column in derived]
    places = iter(range(len(sources), len(sources) + len(derived)))
    pick = _picker([place[column.source] for column in derived])
    order = _picker([next(places) if column.show else place[column.source] for column in columns])
    stored = rows.values_list(*[_as_stored(rows.model, source) for source in sources])
    for row in stored.iterator(chunk_size=ROWS_PER_FETCH):
        yield order(row + tuple(map(getitem, tables, pick(row))))


def _picker(places: list[int]) -> itemgetter:
    """Takes these places of a tuple; at least two, so that a tuple comes out."""
    if len(places) < 2:
        raise ValueError("a sheet has at least two columns")
    return itemgetter(*places)


def _as_stored(model: type[Model], source: str) -> str | ExpressionWrapper:
    """Packed codes and JSON as their text: equal texts are then shown from the table."""
    if LOOKUP_SEP in source or not _is_packed(model._meta.get_field(source)):
        return source
    return ExpressionWrapper(F(source), output_field=TextField())


def _is_packed(field: Field) -> bool:
    return isinstance(field, MultiChoiceField | JSONField)
