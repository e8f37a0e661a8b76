"""Plan against done: what a place, its parts, its officers and its days have come to in a round."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import ceil

from django.db.models import prefetch_related_objects

from accounts.models import User
from dashboards.readers.places import Standing
from dashboards.readers.reading import Expected, Part, Reading, VeiledReading
from dashboards.totals import INSIDE, SURVEYS, Totals
from surveys.choices.survey import APPROVED_STATES, COUNTED_STATES
from surveys.models import Round
from surveys.readers.figures import By, Sums, sums_by
from surveys.readers.work import Lately, Work, WorkBy, lately_by, work_by, work_by_day_of

WEEK = 7
LONGEST = timedelta(days=2 * 365)
TOO_FAR = date.max
"""The day for everything that would be done longer after the end of the round than anybody plans."""
CHANGES = ("quality.changed", "quality.changed_forms")


@dataclass(frozen=True)
class Span:
    """The days of a round for a place; `until` is the last of them that has begun."""

    opens_on: date
    closes_on: date
    until: date

    @property
    def elapsed(self) -> float:
        """The part of the days that has begun."""
        return self.part_until(self.until)

    def part_until(self, day: date) -> float:
        whole = (self.closes_on - self.opens_on).days + 1
        return min(1.0, max(0, (day - self.opens_on).days + 1) / whole)

    @property
    def days_left(self) -> int:
        return (self.closes_on - self.until).days

    def week_back(self, weeks: int) -> tuple[date, date]:
        """The first and last day of the latest seven days, or of seven that many weeks before."""
        last = self.until - timedelta(days=WEEK * weeks)
        return last - timedelta(days=WEEK - 1), last

    @property
    def fortnight(self) -> list[date]:
        return [self.until - timedelta(days=back) for back in reversed(range(2 * WEEK))]


@dataclass(frozen=True)
class Pace:
    """How much was sent in the latest seven days, in the seven before, and on each of them."""

    week: int = 0
    before: int = 0
    days: tuple[int, ...] = ()

    @classmethod
    def of(cls, sent: dict[date, int], span: Span) -> "Pace":
        days = tuple(sent.get(day, 0) for day in span.fortnight)
        return cls(sum(days[WEEK:]), sum(days[:WEEK]), days)

    def __add__(self, other: "Pace") -> "Pace":
        days = tuple(a + b for a, b in zip(self.days, other.days, strict=True)) if self.days else other.days
        return Pace(self.week + other.week, self.before + other.before, days)


@dataclass(frozen=True)
class Line:
    """One part of the place: its totals beside its target, how much of it is approved, and its pace."""

    part: Part
    approved: int | None = None
    pace: Pace | None = None

    @property
    def totals(self) -> Totals:
        return self.part.totals

    @property
    def inside(self) -> int:
        """Surveyed within registered communities: what the target speaks of."""
        return self.totals.surveys - self.totals.sums.outside

    @property
    def left(self) -> int:
        return max(0, self.totals.expected - self.inside)

    @property
    def is_hidden(self) -> bool:
        return self.totals.hides(SURVEYS, INSIDE)

    def done_on(self, span: Span) -> date | None:
        """The day on which nothing is left if it goes on as in the latest seven days, or `TOO_FAR`."""
        if not self.left or not self.pace or not self.pace.week:
            return None
        days = timedelta(days=ceil(self.left * WEEK / self.pace.week))
        return TOO_FAR if days > span.closes_on + LONGEST - span.until else span.until + days


@dataclass(frozen=True)
class OfficerLine:
    """What one person sent."""

    name: str
    work: Work
    pace: Pace


@dataclass(frozen=True)
class Progress:
    """Everything the page of a place counts.

    A reader who sees no rows there gets no days and no officers; nobody does in a community.
    """

    standing: Standing
    round: Round
    span: Span
    whole: Line
    lines: tuple[Line, ...]
    days: dict[date, int] = field(default_factory=dict)
    officers: tuple[OfficerLine, ...] = ()


def progress(*, standing: Standing, round: Round, today: date) -> Progress:
    """Read a place; ten statements at most."""
    span, expected = span_of(round, standing, today), Expected(round.pk)
    if not standing.sees_rows_of(standing.place):
        return _veiled(standing, round, span, expected)
    reading = Reading(standing, round.pk, COUNTED_STATES, CHANGES, expected)
    of_districts = standing.place.by in (By.CITY, By.GROUP)
    lines = _districts(reading, span) if of_districts else _communities(reading)
    found = Progress(standing, round, span, _whole(lines, standing), lines)
    if standing.place.by == By.COMMUNITY:
        return found
    found = replace(found, days=_days(reading))
    return found if of_districts else _with_officers(found, reading)


def _with_officers(found: Progress, reading: Reading) -> Progress:
    """A district has the pace of its officers."""
    officers = _officers(reading, found.span)
    pace = sum((one.pace for one in officers), Pace())
    return replace(found, whole=replace(found.whole, pace=pace), officers=officers)


def span_of(round: Round, standing: Standing, today: date) -> Span:
    """The days of the round, with the longest extension that any district of the place has; one query."""
    prefetch_related_objects([round], "extensions")
    closes_on = max(round.closes_for(district.pk) for district in standing.inside)
    return Span(round.opens_on, closes_on, max(round.opens_on, min(today, closes_on)))


def _veiled(standing: Standing, round: Round, span: Span, expected: Expected) -> Progress:
    """Totals as everybody on the staff may see them."""
    reading = VeiledReading(standing, round.pk, COUNTED_STATES, (), expected)
    whole = Part(standing.place, reading.totals(standing.place))
    return Progress(standing, round, span, Line(whole), tuple(Line(part) for part in reading.parts()))


def _whole(lines: tuple[Line, ...], standing: Standing) -> Line:
    """The sum of the parts."""
    part = Part(standing.place, Totals.together([line.totals for line in lines]))
    pace = sum((line.pace for line in lines if line.pace), Pace())
    return Line(part, sum(line.approved for line in lines), pace)


def _districts(reading: Reading, span: Span) -> tuple[Line, ...]:
    words = {"round": reading.round, "by": WorkBy.DISTRICT, "within": reading.standing.place.within}
    work = lately_by(**words, since=span.fortnight[0])
    lines = ((part, work.get(part.place.key, Lately())) for part in reading.parts())
    return tuple(Line(part, lately.approved, Pace.of(lately.sent, span)) for part, lately in lines)


def _communities(reading: Reading) -> tuple[Line, ...]:
    """Work is not divided by community, so they have no pace."""
    words = {"round": reading.round, "by": By.COMMUNITY, "within": reading.standing.place.within}
    found = sums_by(**words, states=APPROVED_STATES, measures=())
    return tuple(Line(part, found.get(part.place.key, Sums()).surveys) for part in reading.parts())


def _days(reading: Reading) -> dict[date, int]:
    """How many forms were sent on each day."""
    within = reading.standing.place.within
    found = work_by(round=reading.round, by=WorkBy.DAY, within=within, measures=("sent",))
    return {day: work.sent for day, work in found.items()}


def _officers(reading: Reading, span: Span) -> tuple[OfficerLine, ...]:
    """Whoever sent anything from this district, the most first."""
    words = {"round": reading.round, "by": WorkBy.OFFICER, "within": reading.standing.place.within}
    work = work_by(**words)
    sent = work_by_day_of(**words, since=span.fortnight[0], until=span.until)
    names = _names(work)
    lines = [OfficerLine(names[key], done, Pace.of(sent.get(key, {}), span)) for key, done in work.items()]
    return tuple(sorted(lines, key=lambda line: (-line.work.sent, line.name)))


def _names(keys: Iterable[int]) -> dict[int, str]:
    return {person.pk: person.display_name for person in User.objects.filter(pk__in=list(keys))}
