"""How an answer becomes a column: one builder per kind of question.

Each builder returns a Django field whose verbose_name is the question's Thai label and whose help_text
is its short help.  `unit` and `kind` ride along on the field for the questionnaire to read.
"""

from collections.abc import Iterable

from django.db import models

from bkkhousing.lib.sealed_fields import SealedTextField
from surveys.choices import NonAnswer

MONEY_CEILING = 1_000_000_000


class MultiChoiceField(models.CharField):
    """Several codes of one question, stored as `,a,b,` so that one LIKE finds a code on any database."""

    def from_db_value(self, value, expression, connection) -> tuple[str, ...]:
        return unpack(value)

    def to_python(self, value) -> tuple[str, ...]:
        return unpack(value) if isinstance(value, str) else tuple(value or ())

    def get_prep_value(self, value) -> str:
        return value if isinstance(value, str) else pack(value or ())

    def value_to_string(self, obj) -> str:
        return pack(self.value_from_object(obj))

    def get_default(self) -> tuple[str, ...]:
        return ()


def pack(codes: Iterable[str]) -> str:
    """`("a", "b")` as `,a,b,`; nothing chosen is the empty text."""
    inside = ",".join(codes)
    return f",{inside}," if inside else ""


def unpack(text: str | None) -> tuple[str, ...]:
    """The codes of a packed text, in the order they were stored."""
    return tuple(code for code in (text or "").split(",") if code)


def described(field: models.Field, kind: str, unit: str = "") -> models.Field:
    field.kind, field.unit = kind, unit
    return field


def _with_non_answers(choices) -> list[tuple[str, str]]:
    own = list(choices.choices)
    codes = {code for code, _label in own}
    return own + [pair for pair in NonAnswer.choices if pair[0] not in codes]


def choice(label, choices, help="", *, non_answers: bool = True, index: bool = False) -> models.Field:
    """One code; refused and unknown are offered beside the question's own codes."""
    codes = _with_non_answers(choices) if non_answers else choices.choices
    field = models.CharField(label, max_length=24, choices=codes, blank=True, default="", help_text=help)
    field.db_index = index
    return described(field, "choice")


def multi(label, choices, help="") -> models.Field:
    """Any number of codes."""
    size = sum(len(code) + 1 for code in choices.values) + 40
    field = MultiChoiceField(label, max_length=size, blank=True, default="", help_text=help)
    field.codes = _with_non_answers(choices)
    return described(field, "multi")


def text(label, help="", *, length: int = 120, kind: str = "text") -> models.Field:
    return described(models.CharField(label, max_length=length, blank=True, default="", help_text=help), kind)


def sealed_text(label, help="", *, length: int, kind: str, blind: bool = False) -> models.Field:
    """A text that the database cannot read; `blind` lets equal ones be found."""
    field = SealedTextField(label, max_length=length, blank=True, default="", help_text=help, blind=blind)
    return described(field, kind)


def integer(label, help="", *, unit="") -> models.Field:
    return described(models.IntegerField(label, null=True, blank=True, help_text=help), "integer", unit)


def money(label, help="", *, unit="") -> models.Field:
    """Whole baht."""
    return described(models.IntegerField(label, null=True, blank=True, help_text=help), "money", unit)


def decimal(label, help="", *, unit="", places: int = 2) -> models.Field:
    field = models.DecimalField(
        label, max_digits=10, decimal_places=places, null=True, blank=True, help_text=help
    )
    return described(field, "decimal", unit)


def coordinate(label, help="") -> models.Field:
    """Degrees of WGS84, or metres of accuracy."""
    return described(models.FloatField(label, null=True, blank=True, help_text=help), "coordinate")


def date(label, help="") -> models.Field:
    """A day, stored in the common era, typed and shown in the Buddhist era."""
    return described(models.DateField(label, null=True, blank=True, help_text=help), "date")


def year(label, help="") -> models.Field:
    """A year, stored in the common era, typed and shown in the Buddhist era."""
    return described(models.SmallIntegerField(label, null=True, blank=True, help_text=help), "year")
