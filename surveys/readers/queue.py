"""The head's queue: who waits, for how long, and how many of each kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from communities.readers import household_name
from surveys.choices import State
from surveys.choices.survey import APPROVED_STATES
from surveys.models import Move, Survey
from surveys.readers.lists import days_since, waited

IN_FRONT = 3
FOLLOWING = 12
LONG = (3, 7, 14, 30)
FROM_DEPARTMENT = Exists(
    Move.objects.filter(
        survey=OuterRef("pk"),
        to_state=State.SUBMITTED,
        from_state__in=APPROVED_STATES,
        at=OuterRef("submitted_at"),
    )
)
KINDS = {
    "doubts": Q(soft_problems__gt=0),
    "plain": Q(soft_problems=0),
    "first": Q(reviewed_at=None),
    "again": Q(reviewed_at__isnull=False),
    "department": FROM_DEPARTMENT,
}


@dataclass(frozen=True)
class Waiting:
    """One survey that waits for the head; `sent_back_for` is the Department's reason."""

    pk: object
    revision: int
    name: str
    community: str
    waited: str
    days: int
    soft_problems: int
    by: str
    is_again: bool = False
    sent_back_for: str = ""

    @property
    def is_plain(self) -> bool:
        """Nothing in it asks for a second look."""
        return not self.soft_problems and not self.is_again


@dataclass(frozen=True)
class Counts:
    """How many surveys of the whole queue each filter would leave; the oldest and how long it waits."""

    all: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    communities: list[tuple[int, str, int]] = field(default_factory=list)
    officers: list[tuple[int, str, int]] = field(default_factory=list)
    oldest: datetime | None = None

    def of(self, name: str, key: str) -> int:
        """How many a choice of the filter `name` would leave."""
        return self.kinds[f"{name}{key}" if name == "days" else key]

    def oldest_days(self, today: date) -> int:
        return days_since(self.oldest, today)


def waiting(survey: Survey, today: date, reason: str = "") -> Waiting:
    """Needs the survey `with_place()` and its author."""
    days = days_since(survey.submitted_at, today)
    return Waiting(
        pk=survey.pk,
        revision=survey.revision,
        name=household_name(survey.household, personal=True),
        community=survey.community.shown_name if survey.community else "",
        waited=waited(days),
        days=days,
        soft_problems=survey.soft_problems,
        by=survey.updated_by.display_name,
        is_again=survey.reviewed_at is not None,
        sent_back_for=reason,
    )


def all_waiting(surveys: Iterable[Survey], today: date) -> list[Waiting]:
    """The lines of a page, with the Department's reason where it gave a form back: one query more."""
    surveys = list(surveys)
    given_back = Move.objects.filter(
        survey__in=surveys, to_state=State.SUBMITTED, from_state__in=APPROVED_STATES
    )
    reasons = {(move.survey_id, move.at): move.reason for move in given_back}
    return [waiting(one, today, reasons.get((one.pk, one.submitted_at), "")) for one in surveys]


def cut(rows, chosen: Mapping[str, str], today: date):
    """The queue that the filters leave; `chosen` as `ReviewFilter` gives it."""
    if community := chosen.get("community"):
        rows = rows.filter(community=community)
    if officer := chosen.get("officer"):
        rows = rows.filter(updated_by=officer)
    for name in ("doubts", "again"):
        if kind := chosen.get(name):
            rows = rows.filter(KINDS[kind])
    return rows.filter(_longer(int(chosen["days"]), today)) if chosen.get("days") else rows


def _longer(days: int, today: date) -> Q:
    """Sent more than so many days ago, by the calendar of Bangkok."""
    return Q(submitted_at__lt=timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min)))


def counts_of(rows, today: date) -> Counts:
    """Three queries over the whole queue of a district."""
    kinds = {name: Count("pk", filter=condition) for name, condition in KINDS.items()}
    long = {f"days{days}": Count("pk", filter=_longer(days, today)) for days in LONG}
    rows = rows.order_by()
    found = rows.aggregate(number=Count("pk"), oldest=Min("submitted_at"), **kinds, **long)
    return Counts(found.pop("number"), found, _by_community(rows), _by_officer(rows), found.pop("oldest"))


def _by_community(rows) -> list[tuple[int, str, int]]:
    found = rows.filter(community__isnull=False).values_list("community", "community__name")
    return list(found.annotate(number=Count("pk")).order_by("community__sort_key", "community"))


def _by_officer(rows) -> list[tuple[int, str, int]]:
    names = ("updated_by__first_name", "updated_by__last_name", "updated_by__username")
    found = rows.values_list("updated_by", *names).annotate(number=Count("pk")).order_by(*names)
    return [(key, f"{first} {last}".strip() or user, number) for key, first, last, user, number in found]


def behind(rows, survey: Survey):
    """The surveys of the queue that were sent after this one, the longest waiting first."""
    same_moment = Q(submitted_at=survey.submitted_at, pk__gt=survey.pk)
    return rows.filter(Q(submitted_at__gt=survey.submitted_at) | same_moment)


def ahead(rows, survey: Survey):
    """The surveys in front of this one, the nearest first."""
    same_moment = Q(submitted_at=survey.submitted_at, pk__lt=survey.pk)
    return rows.filter(Q(submitted_at__lt=survey.submitted_at) | same_moment).reverse()


def next_after(rows, survey: Survey) -> Survey | None:
    """The survey that waits behind this one; at the end of the queue the one that waits longest."""
    return behind(rows, survey).first() or rows.exclude(pk=survey.pk).first()


def around(rows, survey: Survey) -> list[Survey]:
    """A few surveys in front, this one, and those that follow."""
    before = list(ahead(rows, survey)[:IN_FRONT])[::-1]
    return [*before, survey, *behind(rows, survey)[:FOLLOWING]]
