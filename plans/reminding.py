"""Which districts are reminded of what: rules over counts and days, which read nothing and know no clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from accounts.choices import Role
from plans.choices import ReminderKind
from plans.readers.progress import Pace

Facts = dict[str, int | str | bool]


@dataclass(frozen=True)
class Patience:
    """How far a matter may go before somebody is reminded of it."""

    behind_percent: int = 10
    """Households missing, out of those that should have been surveyed by today."""
    returned_days: int = 3
    closing_days: int = 14
    again_days: int = 7
    """The same matter is not brought up in the same district before so many days have passed."""

    @classmethod
    def in_force(cls) -> "Patience":
        return cls(**settings.REMINDERS)

    def first_day(self, today: date) -> date:
        """A reminder of this day or later still stands."""
        return today - timedelta(days=self.again_days - 1)


@dataclass(frozen=True)
class Situation:
    """What is known of a district on a day; nothing in it tells of a household."""

    today: date
    closes_on: date
    opens_on: date
    pace: Pace = Pace()
    has_plan: bool = False
    """Measured against its approved plan; else against the register, spread over the days of the round."""
    unsent: int = 0
    returned: int = 0
    """Forms given back that have waited longer than patience allows."""
    returned_since: date | None = None
    decisions: int = 0

    @property
    def is_open(self) -> bool:
        return self.opens_on <= self.today <= self.closes_on

    @property
    def has_work_left(self) -> bool:
        """A district without any target never counts as done."""
        return bool(self.unsent or self.pace.left or not self.pace.expected)


@dataclass(frozen=True)
class Due:
    """A matter to bring up, with the figures that will be told."""

    kind: ReminderKind
    facts: Facts


def closing(one: Situation, patience: Patience) -> Facts | None:
    """The last day is near, with an extension where the district has one, and not everything is sent."""
    near = (one.closes_on - one.today).days <= patience.closing_days
    if not (one.is_open and near and one.has_work_left):
        return None
    return {"closes_on": one.closes_on.isoformat(), "left": one.pace.left, "unsent": one.unsent}


def behind(one: Situation, patience: Patience) -> Facts | None:
    """Fewer households surveyed than today asks for, by more than a small part of them."""
    pace = one.pace
    if not one.is_open or not pace.behind or 100 * pace.behind < patience.behind_percent * pace.due:
        return None
    percent = 100 * pace.behind // pace.due
    return {
        "behind": pace.behind,
        "due": pace.due,
        "done": pace.counted,
        "percent": percent,
        "plan": one.has_plan,
    }


def returned(one: Situation, patience: Patience) -> Facts | None:
    """Forms that the head gave back and nobody mended for days; after the end of the round nobody can."""
    if not one.is_open or not one.returned or one.returned_since is None:
        return None
    since = one.returned_since.isoformat()
    return {"forms": one.returned, "days": patience.returned_days, "since": since}


def decisions(one: Situation, patience: Patience) -> Facts | None:
    """Decisions of the working group whose day has passed, whether or not a round is open."""
    return {"decisions": one.decisions} if one.decisions else None


RULES: Mapping[ReminderKind, Callable[[Situation, Patience], Facts | None]] = {
    ReminderKind.CLOSING: closing,
    ReminderKind.BEHIND: behind,
    ReminderKind.RETURNED: returned,
    ReminderKind.DECISIONS: decisions,
}
EVERYBODY = (Role.OFFICER, Role.HEAD)
AUDIENCE: Mapping[ReminderKind, tuple[Role, ...]] = {
    ReminderKind.CLOSING: EVERYBODY,
    ReminderKind.BEHIND: EVERYBODY,
    ReminderKind.RETURNED: EVERYBODY,
    ReminderKind.DECISIONS: (Role.HEAD,),
}


def due_of(one: Situation, patience: Patience) -> tuple[Due, ...]:
    """Everything that a district should be reminded of, the most pressing first."""
    found = ((kind, rule(one, patience)) for kind, rule in RULES.items())
    return tuple(Due(kind, facts) for kind, facts in found if facts is not None)
