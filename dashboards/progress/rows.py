"""The tables of progress: parts by coverage, officers by what they sent, days from the latest."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dashboards.charts.trends import running
from dashboards.progress.words import PaceWords, coverage_of, days_of, done_words, share_of
from dashboards.readers.places import Place
from dashboards.readers.progress import Line, OfficerLine, Progress
from dashboards.totals import SURVEYS
from dashboards.writing import HIDDEN, NOTHING
from districts.models import District
from surveys.readers.figures import By

Address = Callable[[Place], str]


@dataclass(frozen=True)
class Row:
    """One part of the place; `url` is its own page, `behind` its surveys, `width` its coverage in per cent."""

    number: int
    name: str
    url: str
    group: str
    pilot: bool
    expected: str
    sent: str
    behind: str
    coverage: str
    width: float
    approved: str
    pace: PaceWords | None
    done_on: str
    is_late: bool


@dataclass(frozen=True)
class OfficerRow:
    """What one person sent, and how much of it had to be looked at twice."""

    name: str
    sent: str
    approved: str
    returned: str
    days_of_review: str
    proxies: str
    missing: str
    pace: PaceWords


@dataclass(frozen=True)
class DayRow:
    """One day on which anything was sent."""

    day: date
    sent: str
    until_then: str
    planned: str


def league(seen: Progress, address: Address, behind: Address) -> tuple[Row, ...]:
    """The parts by coverage, the furthest first; those without a target, or withheld, come last."""
    ordered = sorted(seen.lines, key=_place_in_league)
    return tuple(_row(number, line, seen, address, behind) for number, line in enumerate(ordered, 1))


def _place_in_league(line: Line) -> tuple:
    coverage = None if line.is_hidden else line.totals.coverage
    return (coverage is None, -(coverage or 0), line.part.place.name)


def _row(number: int, line: Line, seen: Progress, address: Address, behind: Address) -> Row:
    place, totals = line.part.place, line.totals
    done_on, district = line.done_on(seen.span), district_of(place, seen)
    return Row(
        number=number,
        name=place.name.removeprefix("เขต") if district else place.name,
        url=address(place),
        group=district.group.name.removeprefix("กลุ่ม") if district else "",
        pilot=bool(district and district.pilot),
        expected=f"{totals.expected:,}" if totals.expected else NOTHING,
        sent=str(HIDDEN) if totals.hides(SURVEYS) else f"{totals.surveys:,}",
        behind=behind(place) if totals.surveys else "",
        coverage=coverage_of(line),
        width=min(100.0, round(totals.coverage or 0, 1)),
        approved=NOTHING if line.approved is None else f"{line.approved:,}",
        pace=PaceWords.of(line.pace) if line.pace else None,
        done_on=done_words(line, done_on),
        is_late=_is_late(line, done_on, seen),
    )


def _is_late(line: Line, done_on: date | None, seen: Progress) -> bool:
    """Whether it will not be done in time if it goes on as in the latest seven days."""
    return bool(line.pace and line.left) and (done_on is None or done_on > seen.span.closes_on)


def district_of(place: Place, seen: Progress) -> District | None:
    if place.by != By.DISTRICT:
        return None
    return next(one for one in seen.standing.districts if one.pk == place.key)


def officer_row(line: OfficerLine) -> OfficerRow:
    work = line.work
    return OfficerRow(
        line.name,
        f"{work.sent:,}",
        f"{work.approved:,}",
        share_of(work.returned, work.sent),
        days_of(work.days_of_review),
        share_of(work.proxies, work.sent),
        share_of(work.missing, work.asked),
        PaceWords.of(line.pace),
    )


def day_rows(seen: Progress) -> tuple[DayRow, ...]:
    """Every day on which anything was sent, the latest first."""
    sent, expected = seen.days, seen.whole.totals.expected
    until_then = running(sent)
    return tuple(
        DayRow(day, f"{sent[day]:,}", f"{until_then[day]:,}", _planned(expected, seen.span.part_until(day)))
        for day in sorted(sent, reverse=True)
    )


def _planned(expected: int, part: float) -> str:
    return f"{round(expected * part):,}" if expected else NOTHING
