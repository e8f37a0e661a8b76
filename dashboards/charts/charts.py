"""One chart as the page shows it: sentence, unit, drawing and the table behind it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.charts.bars import Bar, Bars
from dashboards.charts.findings import SECTIONS, Kind
from dashboards.charts.specs import TITLE_STYLE, bar_spec
from dashboards.indicators import FEWEST
from dashboards.readers.overview import Overview


@dataclass(frozen=True)
class Chart:
    """A chart, or the reason why there is none."""

    key: str
    subject: str
    title: str
    unit: str
    drawn: tuple[Bar, ...] = ()
    bars: tuple[Bar, ...] = ()
    has_shares: bool = False
    reason: str = ""

    @property
    def drawing(self) -> dict:
        """What the script needs: both layouts, and the words of the picture that is saved."""
        return {
            "desk": bar_spec(self.drawn, above=False),
            "phone": bar_spec(self.drawn, above=True),
            "title": self.title,
            "title_style": TITLE_STYLE,
            "unit": self.unit,
        }


@dataclass(frozen=True)
class Section:
    """Charts under one heading."""

    heading: str
    charts: tuple[Chart, ...]


def sections_of(seen: Overview) -> tuple[Section, ...]:
    return tuple(
        Section(str(heading), tuple(chart_of(kind, seen) for kind in kinds)) for heading, kinds in SECTIONS
    )


def chart_of(kind: Kind, seen: Overview) -> Chart:
    """The chart of a kind for the place and round that are seen."""
    subject = str(kind.subject)
    if not seen.asks(kind.asks):
        reason = _("รอบ %(round)s ไม่ได้ถามเรื่องนี้") % {"round": seen.round.pk}
        return Chart(kind.key, subject, title=subject, unit="", reason=reason)
    bars = kind.bars(seen.totals)
    if bars.top is None or not bars.base:
        reason = _("ยังไม่มีครัวเรือนที่ตอบข้อนี้")
        return Chart(kind.key, subject, title=subject, unit="", reason=reason)
    return _drawn(kind, bars)


def _drawn(kind: Kind, bars: Bars) -> Chart:
    if not bars.speaks:
        title = _("%(subject)s: มีเพียง %(n)s %(unit)s จึงยังไม่แสดงร้อยละ") % _words(kind, bars)
        shown, unit = bars, str(kind.unit)
    else:
        title, lit = kind.finding(bars)
        shown = bars.lit(*lit)
        unit = _("ร้อยละของ %(n)s %(unit)s") % _words(kind, bars)
    drawn = shown.scale if kind.ordered else shown.longest_first().chosen
    return Chart(kind.key, str(kind.subject), title, unit, drawn.bars, shown.bars, bars.base >= FEWEST)


def _words(kind: Kind, bars: Bars) -> dict[str, str]:
    return {"subject": str(kind.subject), "n": f"{bars.base:,}", "unit": str(kind.unit)}
