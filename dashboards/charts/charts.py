"""One chart as the page shows it: sentence, unit, reach, drawing, definition and the table behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dashboards.charts.bars import Bar, Bars, percent
from dashboards.charts.findings import Kind
from dashboards.charts.specs import TITLE_STYLE, bar_spec
from dashboards.readers.overview import Overview
from dashboards.totals import FEWEST, INTERVIEWED

Links = Callable[[tuple[str, ...]], str]


def no_links(names: tuple[str, ...]) -> str:
    """For a reader who may not see the rows behind a number."""
    return ""


@dataclass(frozen=True)
class Row:
    """One line of the table behind a chart."""

    label: str
    count: str
    share: str
    beside: str
    url: str


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
    reach: str = ""
    definition: str = ""
    beside: str = ""
    rows: tuple[Row, ...] = ()

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


def sections_of(
    seen: Overview, sections: tuple[tuple[str | Promise, tuple[Kind, ...]], ...], links: Links = no_links
) -> tuple[Section, ...]:
    return tuple(
        Section(str(heading), tuple(chart_of(kind, seen, links) for kind in kinds))
        for heading, kinds in sections
    )


def chart_of(kind: Kind, seen: Overview, links: Links = no_links) -> Chart:
    """The chart of a kind for the place and round that are seen."""
    subject = str(kind.subject)
    if not seen.asks(kind.asks):
        return _without(kind, _("รอบ %(round)s ไม่ได้ถามเรื่องนี้") % {"round": seen.round.pk})
    bars = kind.bars(seen.totals)
    if bars.hidden:
        return _without(kind, _("มีคำตอบน้อยจนอาจรู้ตัวครัวเรือน จึงไม่แสดงนอกเขตของท่าน"))
    if not bars.base or (bars.top is None and not bars.has_gaps):
        return _without(kind, _("ยังไม่มีครัวเรือนที่ตอบข้อนี้"))
    other = _compared(kind, seen)
    title, unit, shown = _stated(kind, bars.with_beside(other) if other else bars)
    drawn = shown.scale if kind.ordered else shown.longest_first().chosen
    return Chart(
        kind.key,
        subject,
        title,
        unit,
        tuple(bar for bar in drawn.bars if not bar.hidden),
        shown.bars,
        has_shares=bars.base >= FEWEST,
        reach=reach_of(kind, bars, seen),
        definition=str(kind.counts),
        beside=seen.other.name if other else "",
        rows=tuple(_row(bar, links) for bar in shown.bars),
    )


def _without(kind: Kind, reason: str) -> Chart:
    subject = str(kind.subject)
    return Chart(kind.key, subject, title=subject, unit="", reason=reason, definition=str(kind.counts))


def _compared(kind: Kind, seen: Overview) -> Bars | None:
    """The bars of the other side, where it was asked and enough answered."""
    if not seen.compares(kind.asks):
        return None
    found = kind.bars(seen.other.totals)
    return None if found.hidden or found.base < FEWEST or found.top is None else found


def _stated(kind: Kind, bars: Bars) -> tuple[str, str, Bars]:
    """The sentence, the unit, and the bars with those lit of which the sentence speaks."""
    if bars.base < FEWEST:
        title = _("%(subject)s: มีเพียง %(n)s %(unit)s จึงยังไม่แสดงร้อยละ") % _words(kind, bars)
        return title, str(kind.unit), bars
    unit = _("ร้อยละของ %(n)s %(unit)s") % _words(kind, bars)
    if bars.own_bases:
        unit = _("ร้อยละของผู้ที่ตอบเรื่องนั้น")
    if not bars.speaks:
        return _("%(subject)s: บางจำนวนปกปิดไว้") % _words(kind, bars), unit, bars
    title, lit = kind.finding(bars)
    return title, unit, bars.lit(*lit)


def _words(kind: Kind, bars: Bars) -> dict[str, str]:
    return {"subject": str(kind.subject), "n": f"{bars.base:,}", "unit": str(kind.unit)}


def reach_of(kind: Kind, bars: Bars, seen: Overview) -> str:
    """How far the chart speaks for the place: who answered of those asked, and the coverage of the place."""
    said = [_answered(kind, bars, seen), _covered(seen)]
    return " · ".join(part for part in said if part)


def _answered(kind: Kind, bars: Bars, seen: Overview) -> str:
    totals = seen.totals
    if kind.of_people or totals.hides(INTERVIEWED) or not totals.interviewed:
        return ""
    words = {"n": f"{totals.interviewed:,}"}
    if bars.several:
        return _("สัมภาษณ์ได้ %(n)s ครัวเรือน") % words
    words["share"] = percent(100 * bars.base / totals.interviewed)
    return _("ตอบ %(share)s ของ %(n)s ครัวเรือนที่สัมภาษณ์ได้") % words


def _covered(seen: Overview) -> str:
    coverage = seen.totals.coverage
    return "" if coverage is None else _("ครอบคลุม %(share)s ของเป้า") % {"share": percent(coverage, places=1)}


def _row(bar: Bar, links: Links) -> Row:
    beside = bar.beside.said if bar.beside else "–"
    if bar.hidden:
        return Row(bar.label, bar.said, bar.said, beside, "")
    url = links(bar.names) if bar.count else ""
    return Row(bar.label, f"{bar.count:,}", percent(bar.share, places=1), beside, url)
