"""Columns that hold sealed values: plain in Python, unreadable in the database.

Blank stays blank in the database, so that what was left out can be counted and partial indexes stay small.  Nothing else
can be asked about such a column: a question about its text raises FieldError instead of finding nothing.
"""

import json
from collections.abc import Callable

from django.core.exceptions import FieldError
from django.db import models
from django.db.models import lookups

from bkkhousing.lib.sealing import BLIND, HEAD, Seal, is_sealed

BLANKS = ("", None, {}, [])


class SealedColumn:
    """What both kinds have in common: a seal bound to the column, and no questions about the text."""

    blind = False
    seal: Seal

    def contribute_to_class(self, cls: type[models.Model], name: str, **given) -> None:
        super().contribute_to_class(cls, name, **given)
        self.seal = Seal(f"{cls._meta.label_lower}.{name}", blind=self.blind)

    def get_lookup(self, name: str) -> type[models.Lookup] | None:
        if name == "exact":
            return BlankOnly
        if name == "isnull":
            return super().get_lookup(name)
        if name == "alike" and self.blind:
            return None  # a transform
        raise FieldError(f"{self.name} is sealed and cannot be asked for with {name}")

    def get_transform(self, name: str) -> type[models.Transform] | Callable:
        raise FieldError(f"{self.name} is sealed and cannot be asked for with {name}")


def is_sealed_column(field: models.Field) -> bool:
    return isinstance(field, SealedColumn)


class BlankOnly(lookups.Exact):
    """Whether a sealed column is blank, the one thing to be asked about it."""

    def get_prep_lookup(self) -> object:
        if hasattr(self.rhs, "resolve_expression") or self.rhs not in BLANKS:
            raise FieldError(
                f"{self.lhs.output_field.name} is sealed: it can only be asked whether it is blank"
            )
        return self.rhs

    def process_rhs(self, compiler, connection) -> tuple[str, list]:
        written = json.dumps(self.rhs) if self.rhs in ({}, []) else self.rhs
        if connection.vendor == "postgresql" and self.rhs in ({}, []):
            return "%s::jsonb", [written]
        return "%s", [written]


class SealedTextField(SealedColumn, models.CharField):
    """A short text; `max_length` is that of the plain one."""

    def __init__(self, *given, blind: bool = False, **named) -> None:
        """`blind` lets equal texts be found: `.filter(citizen_id__alike="…")`."""
        super().__init__(*given, **named)
        self.blind = blind

    def deconstruct(self) -> tuple:
        name, path, given, named = super().deconstruct()
        return name, path, given, named | ({"blind": True} if self.blind else {})

    def get_internal_type(self) -> str:
        return "TextField"

    def get_transform(self, name: str) -> type[models.Transform] | Callable:
        return Alike if name == "alike" and self.blind else super().get_transform(name)

    def get_db_prep_value(self, value, connection, prepared: bool = False) -> object:
        text = value if prepared else self.get_prep_value(value)
        return self.seal.seal(text) if isinstance(text, str) else text

    def sealed(self, value: str | None) -> str | None:
        """What is stored in place of a value."""
        return self.seal.seal(value) if value else value

    def from_db_value(self, value, expression, connection) -> str | None:
        return self.opened(value)

    def opened(self, stored: str | None) -> str | None:
        return self.seal.unseal(stored) if stored else stored


class Blinded(models.CharField):
    """What equal texts have in common: given a text, it is that text's."""

    def __init__(self, seal: Seal) -> None:
        super().__init__(max_length=BLIND)
        self.seal = seal

    def get_prep_value(self, value: str) -> str:
        return self.seal.blinded(value)


class Alike(models.Transform):
    """The part of a sealed text by which equal ones are found; written out, so that its index is used."""

    template = f"substr(%(expressions)s, {HEAD + 1}, {BLIND})"
    arity = 1

    @property
    def output_field(self) -> Blinded:
        """The index itself is made without a model."""
        return Blinded(self.lhs.output_field.seal)


class SealedJSONField(SealedColumn, models.JSONField):
    """Lists and dicts that are sealed whole: the column holds a JSON string."""

    def get_db_prep_value(self, value, connection, prepared: bool = False) -> object:
        if value in BLANKS or hasattr(value, "as_sql"):
            return super().get_db_prep_value(value, connection, prepared)
        return super().get_db_prep_value(self.sealed(value), connection, prepared)

    def sealed(self, value: object) -> object:
        """What is stored in place of a value, before it is written as JSON."""
        if value in BLANKS:
            return value
        return self.seal.seal(json.dumps(value, cls=self.encoder, ensure_ascii=False, separators=(",", ":")))

    def from_db_value(self, value, expression, connection) -> object:
        return self.opened(super().from_db_value(value, expression, connection))

    def opened(self, stored: object) -> object:
        """What was sealed, of the JSON that is stored."""
        return json.loads(self.seal.unseal(stored)) if is_sealed(stored) else stored


class OpenedText(models.TextField):
    """Sealed JSON read as its text, for those who read many rows and take them apart themselves."""

    def __init__(self, field: SealedJSONField) -> None:
        super().__init__()
        self.sealed_field = field

    def from_db_value(self, value: str | None, expression, connection) -> str | None:
        return opened_text(self.sealed_field, value)


def opened_text(field: SealedJSONField, stored: str | None) -> str | None:
    """The text of the JSON that was sealed, of the text of the JSON that is stored."""
    if not stored or not stored.startswith('"'):
        return stored
    return field.seal.unseal(json.loads(stored))
