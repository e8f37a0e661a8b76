"""How a value is written in a backup: as PostgreSQL's COPY writes it, so that one file fits both databases.

PostgreSQL writes and reads these texts by itself.  For SQLite they are made and read here, such that a row has the
same text, and with it the same hash, whichever database holds it.
"""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db import models

NULL = "\\N"
SPECIAL = re.compile("[\\\\\t\n\r\b\f\v]")
ESCAPES = str.maketrans(
    {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
)
MEANT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "\\": "\\"}
ESCAPED = re.compile(r"\\(.)")
SMALL_ENOUGH = 15  # PostgreSQL writes larger powers of ten with an exponent


def escaped(text: str) -> str:
    return text.translate(ESCAPES) if SPECIAL.search(text) else text


def unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: MEANT[found[1]], text) if "\\" in text else text


def _moment(value: datetime | str) -> str:
    written = value.isoformat(sep=" ") if isinstance(value, datetime) else value
    return f"{written.rstrip('0').rstrip('.') if '.' in written else written}+00"


def _stored_moment(text: str) -> str:
    moment = datetime.fromisoformat(text.removesuffix("+00"))
    return str(moment)


def _clock(value: time | str) -> str:
    written = value.isoformat() if isinstance(value, time) else value
    return written.rstrip("0").rstrip(".") if "." in written else written


def _number(value: float) -> str:
    """The shortest digits that give the number back, laid out as PostgreSQL lays them out."""
    digits = repr(float(value))
    if "e" not in digits and abs(value) < 10**SMALL_ENOUGH:
        return digits.removesuffix(".0")
    _sign, figures, exponent = Decimal(digits).normalize().as_tuple()
    power = exponent + len(figures) - 1
    rest = "".join(map(str, figures[1:]))
    shown = f"{figures[0]}{'.' if rest else ''}{rest}e{power:+03d}"
    return f"-{shown}" if value < 0 else shown


def _fixed(places: int) -> Callable[[object], str]:
    step = Decimal(1).scaleb(-places)
    return lambda value: str(Decimal(str(value)).quantize(step))


def _json(text: str) -> str:
    """A document as PostgreSQL's jsonb shows it: shorter keys first, numbers in full."""
    if text in ("[]", "{}", "null"):
        return text
    return escaped(_shown(json.loads(text, parse_float=Decimal)))


def _shown(part: object) -> str:
    if isinstance(part, dict):
        keys = sorted(part, key=lambda key: (len(key.encode()), key.encode()))
        return f"{{{', '.join(f'{_shown(key)}: {_shown(part[key])}' for key in keys)}}}"
    if isinstance(part, list):
        return f"[{', '.join(map(_shown, part))}]"
    if isinstance(part, Decimal):
        return f"{abs(part) if part.is_zero() else part:f}"
    return json.dumps(part, ensure_ascii=False)


WRITERS: dict[str, Callable[[object], str]] = {
    "BinaryField": lambda value: f"\\\\x{bytes(value).hex()}",
    "BooleanField": lambda value: "t" if value else "f",
    "CharField": escaped,
    "DateField": lambda value: value.isoformat() if isinstance(value, date) else value,
    "DateTimeField": _moment,
    "FileField": escaped,
    "FloatField": _number,
    "GenericIPAddressField": str,
    "JSONField": _json,
    "SlugField": escaped,
    "TextField": escaped,
    "TimeField": _clock,
    "UUIDField": lambda value: str(UUID(value)),
}
READERS: dict[str, Callable[[str], object]] = {
    "BinaryField": lambda text: bytes.fromhex(text.removeprefix("\\x")),
    "BooleanField": lambda text: text == "t",
    "DateTimeField": _stored_moment,
    "FloatField": float,
    "JSONField": lambda text: json.dumps(json.loads(text)),
    "UUIDField": lambda text: UUID(text).hex,
}
WHOLE_NUMBERS = {
    "AutoField",
    "BigAutoField",
    "BigIntegerField",
    "IntegerField",
    "PositiveBigIntegerField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "SmallIntegerField",
}


def kind_of(field: models.Field) -> str:
    """The name of what a column holds; of a key to another table, what that table's key holds."""
    while field.remote_field:
        field = field.target_field
    return field.get_internal_type()


def writer_for(field: models.Field) -> Callable[[object], str]:
    """Makes the text of a value as SQLite gives it; `KeyError` for a kind of column nobody has described."""
    kind = kind_of(field)
    if kind == "DecimalField":
        return _fixed(field.decimal_places)
    return str if kind in WHOLE_NUMBERS else WRITERS[kind]


def reader_for(field: models.Field) -> Callable[[str], object]:
    """Makes what Django would have stored in SQLite of a text."""
    return READERS.get(kind_of(field), str)
