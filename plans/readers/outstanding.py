"""What every district is to be told today, to whom it goes, and what was told too lately to be told again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Max

from accounts.choices import DISTRICT_ROLES
from accounts.models import User
from districts.models import District
from plans.models import Reminder
from plans.readers.situations import situations
from plans.reminder_words import Told
from plans.reminding import AUDIENCE, Due, Patience, due_of
from surveys.models import Round


@dataclass(frozen=True)
class Matter:
    """One thing to bring up; `last` is the day when the district was told, while that is too lately."""

    due: Due
    told: Told
    people: tuple[User, ...]
    last: date | None = None


@dataclass(frozen=True)
class Outstanding:
    """One district with everything that there is to tell it."""

    district: District
    matters: tuple[Matter, ...]

    @property
    def fresh(self) -> tuple[Matter, ...]:
        return tuple(one for one in self.matters if one.last is None)

    @property
    def people(self) -> tuple[User, ...]:
        """Who would get something, each once."""
        return tuple(dict.fromkeys(person for one in self.fresh for person in one.people))

    @property
    def mails(self) -> int:
        return sum(gets_mail(person) for person in self.people)


def gets_mail(person: User) -> bool:
    return settings.SENDS_MAIL and bool(person.email)


def outstanding(*, round: Round, today: date, patience: Patience) -> list[Outstanding]:
    """The districts that there is anything to tell, in order of their names."""
    standing = situations(round=round, today=today, patience=patience)
    last, staff = _told_lately(round, patience.first_day(today)), _staff()
    found = []
    for district in District.objects.order_by("sort_key"):
        dues = due_of(standing[district.pk], patience)
        matters = tuple(_matter(due, round, district, today, last, staff) for due in dues)
        if matters:
            found.append(Outstanding(district, matters))
    return found


def _matter(
    due: Due, round: Round, district: District, today: date, last: Mapping, staff: Mapping[str, list[User]]
) -> Matter:
    people = [person for person in staff.get(district.pk, ()) if person.role in AUDIENCE[due.kind]]
    told = Told(round, district, due.kind, due.facts, today)
    return Matter(due, told, tuple(people), last.get((district.pk, due.kind)))


def _told_lately(round: Round, since: date) -> dict[tuple[str, str], date]:
    """The last day of each district and kind, as far as it is of this day or later."""
    rows = Reminder.objects.in_round(round).since(since).order_by().values("district_id", "kind")
    return {(row["district_id"], row["kind"]): row["last"] for row in rows.annotate(last=Max("day"))}


def _staff() -> dict[str, list[User]]:
    """Officers and heads who can sign in, by their district."""
    found: dict[str, list[User]] = {}
    for person in User.objects.filter(role__in=DISTRICT_ROLES, is_active=True).order_by("role", "pk"):
        found.setdefault(person.district_id, []).append(person)
    return found
