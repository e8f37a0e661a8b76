"""A working group as its pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from bkkhousing.lib import thai
from districts.models import District
from plans.choices import DecisionState
from plans.models import Decision, GroupMember, Meeting


@dataclass(frozen=True)
class MemberLine:
    """A member; the phone is masked for those who only read figures."""

    member: GroupMember
    phone: str


@dataclass(frozen=True)
class DecisionLine:
    """A decision with how late it is."""

    decision: Decision
    days_late: int

    @property
    def is_open(self) -> bool:
        return self.decision.state == DecisionState.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.days_late > 0


def members_of(district: District, user) -> list[MemberLine]:
    """The members who have not left, the phones as this person may read them."""
    rows = GroupMember.objects.visible_to(user).filter(group__district=district).present()
    shows = user.sees_personal_data or user.accepts_districts
    return [MemberLine(one, one.phone if shows else thai.mask_phone(one.phone)) for one in rows]


def decisions_of(rows: QuerySet, district: District, today: date) -> list[DecisionLine]:
    """The district's decisions among these, the most urgent first."""
    found = rows.filter(meeting__group__district=district).select_related("meeting").by_due_day()
    return lines_of(found, today)


def lines_of(decisions: Iterable[Decision], today: date) -> list[DecisionLine]:
    return [DecisionLine(one, _days_late(one, today)) for one in decisions]


def _days_late(decision: Decision, today: date) -> int:
    return (today - decision.due_on).days if decision.is_overdue(today) else 0


def meetings_of(rows: QuerySet, district: District) -> list[Meeting]:
    """The district's meetings among these, the newest first, with how many came and what is open."""
    undone = Count("decisions", filter=Q(decisions__state=DecisionState.OPEN), distinct=True)
    counted = rows.filter(group__district=district).annotate(
        came=Count("attendees", distinct=True), decided=Count("decisions", distinct=True), undone=undone
    )
    return list(counted.newest_first())
