"""The answers about the trail as CSV: keys, times and accounts, and nothing of the households themselves."""

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO
from uuid import UUID

from django.utils.timezone import localtime

from audit.choices import ALL
from audit.models import Entry
from audit.questions import Times
from audit.subjects import title_of
from bkkhousing.lib.sheet_text import formula_safe

DEEDS = dict(ALL)
HOUSEHOLDS = ("household", "first", "last", "times", "deeds")
ENTRIES = ("at", "account", "name", "deed", "subject", "subject_id", "rows", "address", "reason")


def write_households(out: TextIO, found: dict[UUID, Times]) -> None:
    """One line per household that was seen."""
    rows = ((key, *_span(times), times.number, _deeds(times.deeds)) for key, times in found.items())
    _write(out, HOUSEHOLDS, rows)


def write_entries(out: TextIO, entries: Iterable[Entry]) -> None:
    """One line per entry; needs entries with `by`."""
    _write(out, ENTRIES, (_line(entry) for entry in entries))


def _line(entry: Entry) -> Iterator[object]:
    account, name = (entry.by.username, entry.by.display_name) if entry.by else ("", "")
    yield from (_moment(entry.at), account, name, DEEDS.get(entry.deed, entry.deed), title_of(entry.subject))
    yield from (entry.subject_id, entry.rows, entry.address, entry.reason)


def _span(times: Times) -> tuple[str, str]:
    return _moment(times.first), _moment(times.last)


def _moment(at) -> str:
    return localtime(at).isoformat(sep=" ", timespec="seconds")


def _deeds(deeds: Iterable[str]) -> str:
    return ", ".join(sorted(str(DEEDS.get(deed, deed)) for deed in deeds))


def _write(out: TextIO, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    lines = csv.writer(out)
    lines.writerow(heads)
    lines.writerows([formula_safe(str(cell)) for cell in row] for row in rows)
