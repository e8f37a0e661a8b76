"""Small drawings of days, worked out on the server: bars of a fortnight, and what was done beside what was planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

BAR, GAP, HIGH = 5, 1, 20
WIDE, TALL = 720, 240
RIGHT, TOP, BOTTOM = 12, 12, 32
BESIDE, LETTER = 12, 15
"""The room for a number left of the drawing: what parts them, and a letter as large as on a phone."""
STEPS = (1, 2, 3, 5, 10)


@dataclass(frozen=True)
class Bar:
    """One day of a fortnight; `is_late` is one of the latest seven."""

    x: int
    y: float
    height: float
    is_late: bool


def bars_of(days: Sequence[int]) -> tuple[Bar, ...]:
    """A bar for each day as high as its share of the highest; a day without anything has none."""
    highest = max(days, default=0)
    heights = [round(HIGH * number / highest, 1) if highest else 0 for number in days]
    return tuple(
        Bar(place * (BAR + GAP), HIGH - height, height, place >= len(days) / 2)
        for place, height in enumerate(heights)
        if height
    )


@dataclass(frozen=True)
class Grid:
    """A line across the drawing and the number it stands for."""

    y: float
    number: int


@dataclass(frozen=True)
class Curve:
    """What was done until each day, as the points of a line, beside the straight line of the plan."""

    done: str
    end: tuple[float, float]
    plan: tuple[float, float, float, float] | None
    grid: tuple[Grid, ...]
    left: int
    wide: int = WIDE
    tall: int = TALL
    right: int = WIDE - RIGHT
    base: int = TALL - BOTTOM


def curve_of(
    sent: Mapping[date, int], *, opens_on: date, closes_on: date, until: date, expected: int
) -> Curve:
    """A round from its first to its last day; what was sent before it opened counts on the first."""
    whole = sum(sent.values())
    top = _round_up(max(whole, expected, 1))
    left = BESIDE + LETTER * len(f"{top:,.0f}")
    days = max(1, (closes_on - opens_on).days)

    def x(day: date) -> float:
        return round(left + (WIDE - left - RIGHT) * min(1, max(0, (day - opens_on).days / days)), 1)

    def y(number: float) -> float:
        return round(TALL - BOTTOM - (TALL - BOTTOM - TOP) * number / top, 1)

    points = [(x(opens_on), y(0)), *((x(day), y(number)) for day, number in running(sent).items())]
    points.append((x(until), y(whole)))
    plan = (x(opens_on), y(0), x(closes_on), y(expected)) if expected else None
    grid = tuple(Grid(y(top * part / 4), round(top * part / 4)) for part in range(5))
    return Curve(" ".join(f"{a},{b}" for a, b in points), points[-1], plan, grid, left)


def running(sent: Mapping[date, int]) -> dict[date, int]:
    """What had been sent until the evening of each day on which anything was; a day before it is flat."""
    found, whole, before = {}, 0, None
    for day, number in sorted(sent.items()):
        if before and day - before > timedelta(days=1):
            found[day - timedelta(days=1)] = whole
        whole += number
        found[day], before = whole, day
    return found


def _round_up(number: float) -> float:
    """The next round number of which a quarter is whole, so that the lines across stand at round numbers."""
    power = 4
    while power * STEPS[-1] < number:
        power *= 10
    return next(power * step for step in STEPS if power * step >= number)
