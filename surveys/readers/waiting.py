"""What waits for a head: forms that were sent and not yet looked at, from the figures of work."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q, Sum

from surveys.readers.figures import Within
from surveys.readers.work import COLUMNS, WorkBy, rows_of


@dataclass(frozen=True)
class Waiting:
    """How many forms wait, and the day on which the first of them was sent."""

    forms: int = 0
    since: date | None = None

    def days(self, today: date) -> int:
        return (today - self.since).days if self.since else 0

    def __add__(self, other: "Waiting") -> "Waiting":
        days = [day for day in (self.since, other.since) if day]
        return Waiting(self.forms + other.forms, min(days, default=None))


def waiting_by(*, round: str, by: WorkBy | str, within: Within | None = None) -> dict[str | int, Waiting]:
    """The forms of each district or officer that wait; those of whom nothing waits are left out; one query.

    Of the forms that count, all but the approved ones wait (see `sent` and `approved` of the work).
    """
    column = COLUMNS[WorkBy(by)]
    found = (
        rows_of(round, within)
        .values_list(column)
        .annotate(forms=Sum(F("sent") - F("approved")), since=Min("day", filter=Q(sent__gt=F("approved"))))
    )
    return {key: Waiting(forms, since) for key, forms, since in found if forms}
