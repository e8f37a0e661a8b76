"""Lines of the trail and answers about it, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from audit.choices import ALL, Kind
from audit.models import Entry
from audit.questions import Times
from audit.subjects import address_of, title_of

DEEDS = dict(ALL)


@dataclass(frozen=True)
class Line:
    """One entry in a list."""

    at: datetime
    person: str
    username: str
    deed: str
    subject: str
    key: str
    url: str
    rows: int
    is_count: bool
    address: str
    reason: str


@dataclass(frozen=True)
class Sighting:
    """A household or a person with how often, first and last."""

    name: str
    url: str
    times: int
    first: datetime
    last: datetime
    deeds: str


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """Needs entries with `by`."""
    return [_line(entry) for entry in entries]


def _line(entry: Entry) -> Line:
    named = entry.subject != entry.deed
    return Line(
        at=entry.at,
        person=entry.by.display_name if entry.by else str(_("ไม่ทราบผู้ใช้")),
        username=entry.by.username if entry.by else "",
        deed=str(DEEDS.get(entry.deed, entry.deed)),
        subject=title_of(entry.subject) if named else "",
        key=entry.subject_id[:8],
        url=address_of(entry.subject, entry.subject_id),
        rows=entry.rows,
        is_count=entry.deed in Kind.values,
        address=entry.address,
        reason=entry.reason,
    )


def households_seen(found: dict[UUID, Times], *, most: int) -> list[Sighting]:
    """By their keys: whose they are is said by their own pages, to those who may know."""
    rows = list(found.items())[:most]
    return [_sighting(str(key)[:8], address_of("household", str(key)), times) for key, times in rows]


def people_who_saw(found: dict[int | None, Times]) -> list[Sighting]:
    """By person, the latest first."""
    people = User.objects.in_bulk([key for key in found if key])
    rows = sorted(found.items(), key=lambda one: one[1].last, reverse=True)
    return [
        _sighting(_named(people[key]) if key in people else str(_("ไม่ทราบผู้ใช้")), "", times)
        for key, times in rows
    ]


def _named(user: User) -> str:
    return f"{user.display_name} · {user.place}"


def _sighting(name: str, url: str, times: Times) -> Sighting:
    deeds = ", ".join(sorted(str(DEEDS.get(deed, deed)) for deed in times.deeds))
    return Sighting(name, url, times.number, times.first, times.last, deeds)
