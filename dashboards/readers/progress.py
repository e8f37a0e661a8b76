"""Plan against done: what a place, its parts, its officers and its days have come to in a round."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from math import ceil

from django.db.models import prefetch_related_objects

from accounts.models import User
from dashboards.readers.places import Standing
from dashboards.readers.reading import Expected, Part, Reading, VeiledReading
from dashboards.totals import INSIDE, SURVEYS, Totals
from plans.readers.expected import expected_of
from surveys.choices.survey import APPROVED_STATES, COUNTED_STATES
from surveys.models import Round
from surveys.readers.figures import By, sums_by
from surveys.readers.work import Work, WorkBy, work_by, work_by_day_of

WEEK = 7
SENT = ("sent", "approved", "changed", "changed_forms")


class Planned(Expected):
    """The households that the plans of a round ask for, else those of the register."""

    def __init__(self, round: Round) -> None:
        self.round = round

    @cached_property
    def by_district(self) -> dict[str, int]:
        return expected_of(round=self.round.pk, by=By.DISTRICT)


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
        """The day on which nothing is left if it goes on as in the latest seven days."""
        if not self.left or not self.pace or not self.pace.week:
            return None
        return span.until + timedelta(days=ceil(self.left * WEEK / self.pace.week))


@dataclass(frozen=True)
class OfficerLine:
    """What one person sent."""

    name: str
    work: Work
    pace: Pace


@dataclass(frozen=True)
class Progress:
    """Everything the page of a place counts.

    A reader who sees no rows there gets no work, no days and no officers; nobody does in a community.
    """

    standing: Standing
    round: Round
    span: Span
    whole: Line
    lines: tuple[Line, ...]
    work: Work | None = None
    days: dict[date, Work] = field(default_factory=dict)
    officers: tuple[OfficerLine, ...] = ()


def progress(*, standing: Standing, round: Round, today: date) -> Progress:
    """Read a place; ten statements at most."""
    span, planned = span_of(round, standing, today), Planned(round)
    if not standing.sees_rows_of(standing.place):
        return _veiled(standing, round, span, planned)
    reading = Reading(standing, round.pk, COUNTED_STATES, (), planned)
    if standing.place.by in (By.CITY, By.GROUP):
        return _of_the_city(reading, round, span)
    found = Progress(standing, round, span, *_whole_and(_of_communities(reading), standing))
    return found if standing.place.by == By.COMMUNITY else _with_work(found, reading)


def _of_the_city(reading: Reading, round: Round, span: Span) -> Progress:
    """The city or a group: districts, with the work and the pace of each."""
    words = {"round": reading.round, "by": WorkBy.DISTRICT, "within": reading.standing.place.within}
    work = work_by(**words, measures=SENT)
    sent = work_by_day_of(**words, since=span.fortnight[0], until=span.until)
    lines = tuple(
        Line(part, work.get(part.place.key, Work()).approved, Pace.of(sent.get(part.place.key, {}), span))
        for part in reading.parts()
    )
    whole, lines = _whole_and(lines, reading.standing)
    done = sum(work.values(), Work())
    return Progress(reading.standing, round, span, whole, lines, work=done, days=_days(reading))


def _with_work(found: Progress, reading: Reading) -> Progress:
    """A district: its officers, and its days from theirs."""
    officers = _officers(reading, found.span)
    pace = sum((one.pace for one in officers), Pace())
    return replace(
        found,
        whole=replace(found.whole, pace=pace),
        work=sum((one.work for one in officers), Work()),
        days=_days(reading),
        officers=officers,
    )


def span_of(round: Round, standing: Standing, today: date) -> Span:
    """The days of the round, with the longest extension that any district of the place has; one query."""
    prefetch_related_objects([round], "extensions")
    closes_on = max(round.closes_for(district.pk) for district in standing.inside)
    return Span(round.opens_on, closes_on, max(round.opens_on, min(today, closes_on)))


def _veiled(standing: Standing, round: Round, span: Span, planned: Planned) -> Progress:
    """Totals as everybody on the staff may see them."""
    reading = VeiledReading(standing, round.pk, COUNTED_STATES, (), planned)
    whole = Part(standing.place, reading.totals(standing.place))
    return Progress(standing, round, span, Line(whole), tuple(Line(part) for part in reading.parts()))


def _whole_and(lines: tuple[Line, ...], standing: Standing) -> tuple[Line, tuple[Line, ...]]:
    """The sum of the parts, and the parts."""
    whole = Part(standing.place, Totals.together([line.totals for line in lines]))
    pace = sum((line.pace for line in lines if line.pace), Pace())
    return Line(whole, sum(line.approved for line in lines), pace), lines


def _of_communities(reading: Reading) -> tuple[Line, ...]:
    """Communities beside what the plan asks of each; work is not divided by community, so they have no pace."""
    words = {"round": reading.round, "by": By.COMMUNITY, "within": reading.standing.place.within}
    wanted = expected_of(**words)
    approved = sums_by(**words, states=APPROVED_STATES, measures=())
    return tuple(
        Line(
            _with_target(part, wanted), approved[part.place.key].surveys if part.place.key in approved else 0
        )
        for part in reading.parts()
    )


def _with_target(part: Part, wanted: dict) -> Part:
    return replace(part, totals=replace(part.totals, expected=wanted.get(part.place.key, 0)))


def _days(reading: Reading) -> dict[date, Work]:
    return work_by(round=reading.round, by=WorkBy.DAY, within=reading.standing.place.within, measures=SENT)


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
