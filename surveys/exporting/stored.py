"""How a source is asked of the database, and how PostgreSQL's text of it is read."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper, F, Field, Func, JSONField, Model, TextField
from django.db.models.constants import LOOKUP_SEP

from bkkhousing.lib.sealed_fields import (
    OpenedText,
    SealedJSONField,
    SealedTextField,
    is_sealed_column,
    opened_text,
)
from surveys.models.fields import MultiChoiceField

ESCAPED = re.compile(rb"\\(.)")
ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f", b"v": b"\v"}

Parse = Callable[[bytes], object]


def _day(text: bytes) -> date:
    return date.fromisoformat(text.decode())


def _decimal(text: bytes) -> Decimal:
    return Decimal(text.decode())


PARSERS: dict[str, Parse] = {
    "AutoField": int,
    "BigAutoField": int,
    "IntegerField": int,
    "SmallIntegerField": int,
    "PositiveIntegerField": int,
    "PositiveSmallIntegerField": int,
    "FloatField": float,
    "DecimalField": _decimal,
    "DateField": _day,
    "BooleanField": {b"t": True, b"f": False}.__getitem__,
}
"""How the text of a value is read, where it is anything but text."""


class InBangkok(Func):
    """A moment as the text of its day and time in Bangkok."""

    template = f"(%(expressions)s AT TIME ZONE '{settings.TIME_ZONE}')::text"
    output_field = TextField()


def expression(model: type[Model], source: str) -> str | ExpressionWrapper | InBangkok:
    """Packed codes and JSON as their text, so that equal ones are shown alike; moments in Bangkok's time."""
    field = field_of(model, source)
    if isinstance(field, SealedJSONField) and connection.vendor != "postgresql":
        return ExpressionWrapper(F(source), output_field=OpenedText(field))
    if isinstance(field, MultiChoiceField | JSONField):
        return ExpressionWrapper(F(source), output_field=TextField())
    if isinstance(field, DateTimeField) and connection.vendor == "postgresql":
        return InBangkok(F(source))
    return source


def parser(model: type[Model], source: str) -> Parse:
    """How to read the text of this source."""
    field = field_of(model, source)
    while field.is_relation:
        field = field.target_field
    if is_sealed_column(field):
        return _opener(field)
    return (
        bytes.decode
        if isinstance(field, MultiChoiceField)
        else PARSERS.get(field.get_internal_type(), bytes.decode)
    )


def _opener(field: SealedTextField | SealedJSONField) -> Parse:
    """Reads sealed text; columns of one row that show the same value open it once."""
    if isinstance(field, SealedTextField):
        return lambda text: field.opened(text.decode())
    return lru_cache(maxsize=8)(lambda text: opened_text(field, text.decode()))


def unescaped(text: bytes) -> bytes:
    """A value of COPY as it was, its tabs, line ends and backslashes brought back."""
    return ESCAPED.sub(_meant, text) if b"\\" in text else text


def _meant(found: re.Match) -> bytes:
    return ESCAPES.get(found[1], found[1])


@cache
def field_of(model: type[Model], source: str) -> Field:
    """The field at the end of a path such as `survey__district_id`."""
    first, _, rest = source.partition(LOOKUP_SEP)
    if rest:
        return field_of(model._meta.get_field(first).related_model, rest)
    return next(field for field in model._meta.concrete_fields if source in (field.name, field.attname))
