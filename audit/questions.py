"""The two questions after a leak: whose records did this account see or take, and who saw this household."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from audit.choices import Deed, Kind
from audit.keys import keys_among, unpacked
from audit.models import Entry
from audit.subjects import held_by, households_of, keys_about

OF_PEOPLE = (Deed.VIEW, Deed.EXPORT, Deed.REVEAL, Kind.REVEALED, Kind.EXPORTED)
FETCHED = "surveys file"
MADE = "surveys"
TOLD = ("at", "deed", "subject", "subject_id", "keys", "by_id")
AT_ONCE = 5_000


@dataclass
class Times:
    """How often, first and last, and in which ways."""

    number: int = 0
    first: datetime | None = None
    last: datetime | None = None
    deeds: set[str] = field(default_factory=set)

    def add(self, at: datetime, deed: str) -> None:
        self.number += 1
        self.first = at if self.first is None else min(self.first, at)
        self.last = at if self.last is None else max(self.last, at)
        self.deeds.add(deed)

    def join(self, other: "Times") -> None:
        self.number += other.number
        self.first = other.first if self.first is None else min(self.first, other.first)
        self.last = other.last if self.last is None else max(self.last, other.last)
        self.deeds |= other.deeds


def account_named(name: str) -> User | None:
    """The account that signs in with this name."""
    return User.objects.filter(username=name).first()


def seen_by(user, *, since: datetime, until: datetime) -> dict[UUID, Times]:
    """The households whose records this account saw or took in a time, the latest first."""
    rows = Entry.objects.filter(by=user, at__gte=since, at__lt=until, deed__in=OF_PEOPLE)
    found: dict[str, dict[UUID, Times]] = defaultdict(lambda: defaultdict(Times))
    fetched: dict[str, Times] = defaultdict(Times)
    for at, deed, subject, subject_id, keys, _by in rows.values_list(*TOLD).iterator(chunk_size=2_000):
        if subject == FETCHED:
            fetched[subject_id].add(at, deed)
        for name, key in _keys_in(subject, subject_id, keys):
            found[name][key].add(at, deed)
    _add_fetched(found, fetched)
    return _by_household(found)


def _keys_in(subject: str, subject_id: str, keys: bytes | None) -> Iterator[tuple[str, UUID]]:
    for key in unpacked(keys):
        yield held_by(subject), key
    if subject not in (FETCHED, MADE):
        for key in keys_among([subject_id]):
            yield subject, key


def _add_fetched(found: dict[str, dict[UUID, Times]], fetched: dict[str, Times]) -> None:
    """What is in a fetched file was written down when the file was made."""
    made = Entry.objects.filter(subject=MADE, subject_id__in=fetched).values_list("subject_id", "keys")
    for job, keys in made.iterator():
        for key in unpacked(keys):
            found[held_by(MADE)][key].join(fetched[job])


def _by_household(found: dict[str, dict[UUID, Times]]) -> dict[UUID, Times]:
    sums: dict[UUID, Times] = defaultdict(Times)
    for name, times in found.items():
        for part in _in_parts(times):
            for key, homes in households_of(name, part).items():
                for home in homes:
                    sums[home].join(times[key])
    return dict(sorted(sums.items(), key=lambda one: one[1].last, reverse=True))


def _in_parts(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    waiting = iter(keys)
    while part := list(islice(waiting, AT_ONCE)):
        yield part


def who_saw(household: UUID, *, since: datetime, until: datetime) -> list[Entry]:
    """Every line of the time that names the household: alone, on a page with others or in a file; the latest first."""
    keys = keys_about(household)
    rows = Entry.objects.filter(at__gte=since, at__lt=until, deed__in=OF_PEOPLE).defer("mark")
    named = {entry.pk: entry for entry in rows.filter(subject_id__in=[str(key) for key in keys])}
    listed = {entry.pk: entry for entry in _holding(rows.exclude(keys=None), keys)}
    jobs = {entry.subject_id for entry in _holding(Entry.objects.filter(subject=MADE), keys)}
    files = {entry.pk: entry for entry in rows.filter(subject=FETCHED, subject_id__in=jobs)} if jobs else {}
    return sorted((named | listed | files).values(), key=lambda entry: (entry.at, entry.pk), reverse=True)


def _holding(rows: QuerySet, keys: set[UUID]) -> list[Entry]:
    """Those whose list holds one of the keys; a key found across two others is none."""
    place = "position(%s::bytea in keys)" if connection.vendor == "postgresql" else "instr(keys, %s)"
    where = " OR ".join(f"{place} > 0" for _key in keys)
    found = rows.extra(where=[f"({where})"], params=[key.bytes for key in keys])
    return [entry for entry in found.defer("mark") if keys.intersection(unpacked(entry.keys))]


def watchers(entries: Iterable[Entry]) -> dict[int | None, Times]:
    """The same by person."""
    found: dict[int | None, Times] = defaultdict(Times)
    for entry in entries:
        found[entry.by_id].add(entry.at, entry.deed)
    return found
