"""Bars of a chart: one coded answer each, its count and its share of those who answered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from dashboards.indicators import FEWEST, Totals, choices_of, share
from surveys.measures import BY_NAME

SHOWN = 8


@dataclass(frozen=True)
class Bar:
    """One bar; `lit` when the chart's sentence speaks of it."""

    key: str
    label: str
    count: int
    share: float | None
    lit: bool = False

    @property
    def said(self) -> str:
        """The number written at the bar: the share, or the count when there is none."""
        return percent(self.share, places=1) if self.share is not None else f"{self.count:,}"


@dataclass(frozen=True)
class Bars:
    """The bars of one chart and the number of answers they are shares of."""

    bars: tuple[Bar, ...]
    base: int
    several: bool = False

    @property
    def chosen(self) -> "Bars":
        """Without those that nobody chose: the table has them."""
        return replace(self, bars=tuple(bar for bar in self.bars if bar.count))

    @property
    def scale(self) -> "Bars":
        """Every step of a scale, also an empty one."""
        return replace(self, bars=tuple(bar for bar in self.bars if bar.count or bar.key not in UNNAMED))

    @property
    def top(self) -> Bar | None:
        """The longest bar; what names nothing only when there is no other."""
        answered = [bar for bar in self.bars if bar.count]
        return max(answered, key=lambda bar: (bar.key not in UNNAMED, bar.count), default=None)

    @property
    def speaks(self) -> bool:
        """Whether there is enough to state a finding."""
        return self.base >= FEWEST and self.top is not None

    def share_of(self, *keys: str) -> float:
        return 100 * sum(bar.count for bar in self.bars if bar.key in keys) / self.base

    def lit(self, *keys: str) -> "Bars":
        return replace(self, bars=tuple(replace(bar, lit=bar.key in keys) for bar in self.bars))

    def longest_first(self) -> "Bars":
        """The longest bars first, what names nothing last; a long tail is one bar.

        Where a household may give several answers the tail stays apart: its sum would count some twice.
        """
        named = sorted((b for b in self.bars if b.key not in UNNAMED), key=lambda bar: -bar.count)
        last = [bar for bar in self.bars if bar.key in UNNAMED]
        tail = [bar for bar in named[SHOWN:] if bar.count]
        if len(tail) > 1 and not self.several:
            named = [*named[:SHOWN], _together(tail, self.base)]
        return replace(self, bars=(*named, *last))


UNNAMED = ("none", "unknown", "others", "general", "undecided")


def _together(bars: list[Bar], base: int) -> Bar:
    count = sum(bar.count for bar in bars)
    label = _("อื่น ๆ รวม %(n)s ข้อ") % {"n": len(bars)}
    return Bar("others", label, count, share(count, base))


def of_question(totals: Totals, question: str) -> Bars:
    """One answer a household: shares of all who answered."""
    names = choices_of(question)
    return of_measures(totals, names, base=totals.count(*names))


def of_many(totals: Totals, question: str) -> Bars:
    """Several answers a household: shares of the households interviewed, if anybody answered."""
    names = choices_of(question)
    answered = totals.count(*names) > 0
    base = totals.interviewed if answered else 0
    return replace(of_measures(totals, names, base=base), several=True)


def of_measures(totals: Totals, names: Iterable[str], *, base: int) -> Bars:
    bars = tuple(_bar(name, totals.count(name), base) for name in names)
    return Bars(bars, base)


def _bar(name: str, count: int, base: int) -> Bar:
    return Bar(name.partition(".")[2] or name, str(BY_NAME[name].label), count, share(count, base))


def percent(value: float | None, places: int = 0) -> str:
    """29%, halves upwards; a share too small to show is said to be below the smallest."""
    if value is None:
        return "–"
    smallest = Decimal(1).scaleb(-places)
    if 0 < value < smallest / 2:
        return f"<{smallest}%"
    return f"{Decimal(str(value)).quantize(smallest, ROUND_HALF_UP)}%"
