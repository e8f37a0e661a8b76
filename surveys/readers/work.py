"""Reading what was sent: by day, officer or district, from the figures of work and never from a survey."""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import date

from django.db import models
from django.db.models import Case, DateField, F, Sum, When

from surveys.models import WorkFigure
from surveys.readers.figures import By, Within


class WorkBy(models.TextChoices):
    """How finely work is divided."""

    DAY = "day"
    OFFICER = "officer"
    DISTRICT = "district"


COLUMNS = {WorkBy.DAY: "day", WorkBy.OFFICER: "officer_id", WorkBy.DISTRICT: "district_id"}
PLACES = {By.GROUP: "district__group", By.DISTRICT: "district"}


@dataclass(frozen=True)
class Work:
    """Sums over forms that count (submitted and beyond): what each is, `surveys.measures.WORK_MEASURES` says."""

    sent: int = 0
    approved: int = 0
    hours: int = 0
    returned: int = 0
    soft: int = 0
    with_soft: int = 0
    proxies: int = 0
    asked: int = 0
    missing: int = 0
    changed: int = 0
    changed_forms: int = 0

    def __add__(self, other: "Work") -> "Work":
        return Work(*(getattr(self, name) + getattr(other, name) for name in NAMES))

    @property
    def days_of_review(self) -> float | None:
        """Days from sending to approval, on average over the approved ones."""
        return self.hours / self.approved / 24 if self.approved else None


NAMES = tuple(one.name for one in fields(Work))


def work_by(
    *,
    round: str,
    by: WorkBy | str,
    within: Within | None = None,
    since: date | None = None,
    until: date | None = None,
    measures: tuple[str, ...] = NAMES,
) -> dict[str | int | date, Work]:
    """The work of each day, officer (by key) or district that sent anything; one query.

    `since` and `until` are days of Bangkok, both included; `within` is a group or a district; `measures` limits what
    is added up.
    """
    column = COLUMNS[WorkBy(by)]
    rows = rows_of(round, within, since, until).values(column).annotate(**_sums(measures))
    return {row[column]: _work(row) for row in rows if row["sum_sent"]}


def work_by_day_of(
    *, round: str, by: WorkBy | str, since: date, until: date, within: Within | None = None
) -> dict[str | int, dict[date, int]]:
    """How many forms each district or officer sent on each of these days; days without any are left out."""
    column = COLUMNS[WorkBy(by)]
    rows = rows_of(round, within, since, until).values_list(column, "day").annotate(sent=Sum("sent"))
    found: dict[str | int, dict[date, int]] = {}
    for key, day, sent in rows:
        if sent:
            found.setdefault(key, {})[day] = sent
    return found


@dataclass(frozen=True)
class Lately:
    """What of a round's work is approved, whenever it was sent, and how many forms were sent on each of the latest days."""

    approved: int = 0
    sent: dict[date, int] = field(default_factory=dict)


def lately_by(
    *, round: str, by: WorkBy | str, since: date, within: Within | None = None
) -> dict[str | int, Lately]:
    """Approval and the latest days of each district or officer; one look at the rows answers both."""
    column = COLUMNS[WorkBy(by)]
    latest = Case(When(day__gte=since, then=F("day")), output_field=DateField())
    rows = rows_of(round, within).values_list(column, latest)
    found: dict[str | int, Lately] = defaultdict(Lately)
    for key, day, approved, sent in rows.annotate(all_approved=Sum("approved"), all_sent=Sum("sent")):
        days = found[key].sent | ({day: sent} if day and sent else {})
        found[key] = Lately(found[key].approved + approved, days)
    return dict(found)


def rows_of(
    round: str, within: Within | None, since: date | None = None, until: date | None = None
) -> models.QuerySet:
    """The rows of a round, of a place and of some days of it where these are named."""
    rows = WorkFigure.objects.filter(round=round).order_by()
    if within and within.by != By.CITY:
        rows = rows.filter(**{PLACES[within.by]: within.place})
    if since:
        rows = rows.filter(day__gte=since)
    return rows.filter(day__lte=until) if until else rows


def _sums(measures: tuple[str, ...]) -> dict[str, Sum]:
    return {f"sum_{name}": Sum(name) for name in dict.fromkeys(("sent", *measures))}


def _work(row: dict) -> Work:
    return Work(**{name: row[f"sum_{name}"] for name in NAMES if f"sum_{name}" in row})
