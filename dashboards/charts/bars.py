"""Bars of a chart: one coded answer each, its count and its share of those who answered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from dashboards.indicators import Indicator
from dashboards.totals import FEWEST, INTERVIEWED, Totals, choices_of, share
from surveys.measures import BY_NAME

SHOWN = 8


@dataclass(frozen=True)
class Bar:
    """One bar; `lit` when the chart's sentence speaks of it.

    `names` are the measures it counts; `beside` is the same bar of what is compared; a hidden bar holds nothing.
    """

    key: str
    label: str
    count: int
    share: float | None
    lit: bool = False
    names: tuple[str, ...] = ()
    hidden: bool = False
    beside: "Bar | None" = None

    @property
    def said(self) -> str:
        """The number written at the bar: the share, or the count when there is none."""
        if self.hidden:
            return _("ปกปิด")
        return percent(self.share, places=1) if self.share is not None else f"{self.count:,}"


@dataclass(frozen=True)
class Bars:
    """The bars of one chart and the number of answers they are shares of, unless each has a base of its own."""

    bars: tuple[Bar, ...]
    base: int
    several: bool = False
    hidden: bool = False
    own_bases: bool = False

    @property
    def chosen(self) -> "Bars":
        """Without those that nobody chose: the table has them."""
        return replace(self, bars=tuple(bar for bar in self.bars if bar.count))

    @property
    def scale(self) -> "Bars":
        """Every step of a scale, also an empty one."""
        return replace(
            self, bars=tuple(bar for bar in self.bars if bar.count or bar.key not in (*UNNAMED, *UNTOLD))
        )

    @property
    def top(self) -> Bar | None:
        """The longest bar; what names nothing only when there is no other."""
        answered = [bar for bar in self.bars if bar.count]
        return max(answered, key=lambda bar: (bar.key not in UNNAMED, self._length(bar)), default=None)

    def _length(self, bar: Bar) -> float:
        return (bar.share or 0) if self.own_bases else bar.count

    @property
    def speaks(self) -> bool:
        """Whether there is enough to state a finding."""
        return self.base >= FEWEST and self.top is not None and not self.has_gaps

    @property
    def has_gaps(self) -> bool:
        return any(bar.hidden for bar in self.bars)

    def share_of(self, *keys: str) -> float:
        return 100 * sum(bar.count for bar in self.bars if bar.key in keys) / self.base

    def lit(self, *keys: str) -> "Bars":
        return replace(self, bars=tuple(replace(bar, lit=bar.key in keys) for bar in self.bars))

    def with_beside(self, other: "Bars") -> "Bars":
        """Each bar with the same bar of what is compared."""
        found = {bar.key: bar for bar in other.bars}
        return replace(self, bars=tuple(replace(bar, beside=found.get(bar.key)) for bar in self.bars))

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


UNTOLD = ("refused",)
UNNAMED = ("none", "unknown", "others", "general", "undecided")


def _together(bars: list[Bar], base: int) -> Bar:
    count = sum(bar.count for bar in bars)
    label = _("อื่น ๆ รวม %(n)s ข้อ") % {"n": len(bars)}
    beside = [bar.beside for bar in bars if bar.beside and bar.beside.share is not None]
    of_other = sum(bar.share for bar in beside)
    other = Bar("others", label, sum(bar.count for bar in beside), of_other) if beside else None
    return Bar("others", label, count, share(count, base), beside=other)


def of_question(totals: Totals, question: str) -> Bars:
    """One answer a household: shares of all who answered."""
    names = choices_of(question)
    found = of_measures(totals, names, base=totals.count(*names))
    return replace(found, hidden=totals.hides(question))


def of_many(totals: Totals, question: str) -> Bars:
    """Several answers a household: shares of the households interviewed, if anybody answered."""
    names = choices_of(question)
    answered = totals.count(*names) > 0
    found = of_measures(totals, names, base=totals.interviewed if answered else 0)
    return replace(found, several=True, hidden=totals.hides(INTERVIEWED))


def of_measures(totals: Totals, names: Iterable[str], *, base: int) -> Bars:
    return Bars(tuple(_bar(name, totals, base) for name in names), base)


def _bar(name: str, totals: Totals, base: int) -> Bar:
    key, label = name.partition(".")[2] or name, str(BY_NAME[name].label)
    if totals.hides(name):
        return Bar(key, label, 0, None, names=(name,), hidden=True)
    count = totals.count(name)
    return Bar(key, label, count, share(count, base), names=(name,))


def of_indicators(totals: Totals, indicators: Iterable[Indicator]) -> Bars:
    """Several shares beside each other, each of its own base, the longest first."""
    bars = [_bar_of(indicator, totals) for indicator in indicators]
    base = totals.interviewed if any(bar.share is not None or bar.hidden for bar in bars) else 0
    found = Bars(tuple(sorted(bars, key=lambda bar: -(bar.share or 0))), base, several=True, own_bases=True)
    return replace(found, hidden=totals.hides(INTERVIEWED))


def _bar_of(indicator: Indicator, totals: Totals) -> Bar:
    label = str(indicator.label)
    if indicator.is_hidden(totals):
        return Bar(indicator.key, label, 0, None, names=indicator.part, hidden=True)
    return Bar(
        indicator.key, label, totals.count(*indicator.part), indicator.of(totals), names=indicator.part
    )


def percent(value: float | None, places: int = 0) -> str:
    """29%, halves upwards; a share too small to show is said to be below the smallest."""
    if value is None:
        return "–"
    smallest = Decimal(1).scaleb(-places)
    if 0 < value < smallest / 2:
        return f"<{smallest}%"
    return f"{Decimal(str(value)).quantize(smallest, ROUND_HALF_UP)}%"
