"""How stored values become what a cell shows; the writer asks once for equal values."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache, partial
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from surveys.models.fields import unpack

SEPARATOR = "; "
FIRST_DAY_OF_EXCEL = date(1900, 3, 1)
Show = Callable[[object], object]


def labelled(labels: Mapping[object, str]) -> Show:
    """The label of a code; a code that is no longer offered shows itself."""
    known = {code: str(label) for code, label in labels.items()}
    return lambda code: known.get(code, str(code))


def joined_labels(labels: Mapping[str, str]) -> Show:
    label = labelled(labels)
    return lambda packed: SEPARATOR.join(label(code) for code in unpack(packed))


def joined_codes(packed: str) -> str:
    return SEPARATOR.join(unpack(packed))


def day(value: date) -> date | None:
    """A day for a date cell; Excel has no true dates before March 1900, the B.E. text has them all."""
    return value if value >= FIRST_DAY_OF_EXCEL else None


def day_of(moment: datetime | str) -> date:
    """The day in Bangkok; of a text, which tells the time there, the day that it begins with."""
    if isinstance(moment, str):
        return _day(moment[:10])
    return timezone.localtime(moment).date()


def be_text(value: date) -> str:
    return thai.format_date(value)


def be_text_of(moment: datetime | str) -> str:
    if isinstance(moment, str):
        return f"{_be_day(moment[:10])} {_clock(moment[11:16])}"
    return thai.format_datetime(moment)


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


@lru_cache(maxsize=4096)
def _be_day(text: str) -> str:
    return thai.format_date(_day(text))


@lru_cache(maxsize=1440)
def _clock(text: str) -> str:
    return _("%(time)s น.") % {"time": text}


def identifier(value: UUID | str) -> str:
    """A key as people see it in an address."""
    return value if isinstance(value, str) else str(value)


def number_in(text: str) -> int:
    """How many there are in a stored list."""
    return len(json.loads(text))


def one_more(position: int) -> int:
    """People count rows from one."""
    return position + 1


def non_answers(kind: str, keys: Iterable[str]) -> Show:
    """The questions answered with this non-answer, of those that the file may speak of."""
    return partial(_non_answers, kind, frozenset(keys))


def _non_answers(kind: str, keys: frozenset[str], text: str) -> str:
    return SEPARATOR.join(key for key, given in json.loads(text).items() if given == kind and key in keys)


def confirmed_codes(rules: Iterable[str]) -> Show:
    """Codes of confirmed rules; what a client wrote in place of a code is left out."""
    known = frozenset(rules)

    def show(text: str) -> str:
        codes = (key.partition("@")[0] for key in json.loads(text))
        return SEPARATOR.join(dict.fromkeys(code for code in codes if code in known))

    return show


def pairs(text: str) -> str:
    """A stored mapping or list of pairs as "key: value; key: value"."""
    content = json.loads(text)
    items = content.items() if isinstance(content, dict) else content
    return SEPARATOR.join(f"{key}: {plain(value)}" for key, value in items)


def plain(value: object) -> str:
    """A JSON value as text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def extra_value(title: str, only: re.Pattern | None = None) -> Show:
    """The value of one column of the imported file; given a pattern, nothing that does not match it."""

    def show(text: str) -> str | None:
        value = _parsed(text).get(title)
        shown = None if value is None else plain(value)
        return shown if shown and (only is None or only.fullmatch(shown)) else None

    return show


@lru_cache(maxsize=8)
def _parsed(text: str) -> dict:
    """The columns of a row all read the same text, one after the other."""
    return json.loads(text)
