"""The ledger of erasures: in the database, and in a file beside it that outlives a restore of an older copy.

A line of the file is written, and has reached the disk, before the erasure it tells of becomes final.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from bkkhousing.lib import thai
from surveys.choices.privacy import Erased
from surveys.duplicates.keys import blind
from surveys.entry import Entry
from surveys.models import Erasure

COLUMNS = ("id", "at", "what", "district_id", "household", "survey", "position", "id_key", "name_key")


@dataclass(frozen=True)
class Marks:
    """What a person can be known again by, as keyed hashes."""

    id_key: UUID | None
    name_key: UUID | None

    def meets(self, other: "Marks") -> bool:
        """The same number, or the same name and birth where a number is not on both sides."""
        if self.id_key and other.id_key:
            return self.id_key == other.id_key
        return self.name_key is not None and self.name_key == other.name_key


def marks_of(person: Mapping[str, object]) -> Marks:
    """The marks of a row of a roster: its number, and its name with the day or year of birth."""
    secret = settings.BLIND_INDEX_KEY.encode()
    number = thai.arabic_digits(str(person.get("citizen_id") or "")).strip()
    name = thai.match_key(f"{person.get('first_name') or ''}{person.get('last_name') or ''}")
    born = person.get("birth_date") or person.get("birth_year") or ""
    return Marks(
        blind(secret, "erased id", number) if number else None,
        blind(secret, "erased name", f"{name}|{born}") if name else None,
    )


def note(*, what: Erased, at: datetime, by, entries: Iterable[Mapping[str, object]]) -> list[Erasure]:
    """Write entries into the ledger, within the caller's transaction; each names its district and what it is about."""
    rows = [Erasure(what=what, at=at, by=by, **entry) for entry in entries]
    Erasure.objects.bulk_create(rows)
    append(rows)
    return rows


def append(rows: Iterable[Erasure]) -> None:
    """Add lines to the file and wait until they are on the disk."""
    lines = "".join(json.dumps(_line(row), ensure_ascii=False) + "\n" for row in rows)
    if not lines:
        return
    path = Path(settings.ERASURE_LEDGER)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(number, lines.encode())
        os.fsync(number)
    finally:
        os.close(number)


def _line(row: Erasure) -> dict[str, object]:
    found = {name: getattr(row, name) for name in COLUMNS}
    return {
        name: value if value is None or isinstance(value, int) else _text(value)
        for name, value in found.items()
    }


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def entries_in(path: Path) -> Iterator[Erasure]:
    """The unsaved entries of a ledger file, in its order; a line cut short by a crash is passed over."""
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        yield Erasure(**{name: _value(name, told.get(name)) for name in COLUMNS})


def _value(name: str, told: object) -> object:
    return told if name in ("what", "district_id") else Erasure._meta.get_field(name).to_python(told)


def marks_in(row: Erasure) -> Marks:
    return Marks(row.id_key, row.name_key)


def comes_back(entry: Entry, survey_id: UUID) -> bool:
    """Whether an entry for a form brings somebody back who was erased from it."""
    gone = [marks_in(row) for row in Erasure.objects.of_people().filter(survey=survey_id)]
    return any(marks.meets(marks_of(row.values)) for row in entry.members for marks in gone)


def erased_among(forms: Mapping[UUID, tuple[Entry, date]]) -> set[UUID]:
    """Which of these forms of a file, each with its day, were erased or tell of a person as of before the erasure."""
    if not forms or not Erasure.objects.exists():
        return set()
    found = Erasure.objects.filter(what=Erased.SURVEY, survey__in=forms)
    gone = set(found.values_list("survey", flat=True))
    by_number = _forms_by_number(forms)
    people = Erasure.objects.of_people().filter(id_key__in=by_number).values_list("id_key", "at")
    for key, at in people:
        gone |= {pk for pk in by_number[key] if forms[pk][1] <= localdate(at)}
    return gone


def _forms_by_number(forms: Mapping[UUID, tuple[Entry, date]]) -> dict[UUID, set[UUID]]:
    """The keyed hash of every citizen id in these forms, and the forms that hold it."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for pk, (entry, _day) in forms.items():
        for row in entry.members:
            if key := marks_of(row.values).id_key:
                found[key].add(pk)
    return found
