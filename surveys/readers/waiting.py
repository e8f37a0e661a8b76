"""How much work lies with whom, for the first page of each person."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q

from surveys.choices import State
from surveys.models import Survey
from surveys.readers.lists import days_since


@dataclass(frozen=True)
class Load:
    """So many forms, and how long the oldest has been lying there (whole days, 0 is today)."""

    number: int = 0
    oldest: datetime | None = None
    days: int = 0


@dataclass(frozen=True)
class Waits:
    """Forms with the head, those among them that came in again, and forms that came back to the officers."""

    with_head: Load
    again: Load
    with_officers: Load


def waits_of(user, today: date) -> Waits:
    """The forms of the person's district (or of the city), one query."""
    submitted, returned = Q(state=State.SUBMITTED), Q(state=State.RETURNED)
    again = submitted & Q(reviewed_at__isnull=False)
    rows = Survey.objects.visible_to(user).filter(submitted | returned)
    found = rows.aggregate(
        head=Count("pk", filter=submitted),
        head_oldest=Min("submitted_at", filter=submitted),
        again=Count("pk", filter=again),
        again_oldest=Min("submitted_at", filter=again),
        officers=Count("pk", filter=returned),
        officers_oldest=Min("reviewed_at", filter=returned),
    )

    def load(name: str) -> Load:
        oldest = found[f"{name}_oldest"]
        return Load(found[name], oldest, days_since(oldest, today))

    return Waits(load("head"), load("again"), load("officers"))
