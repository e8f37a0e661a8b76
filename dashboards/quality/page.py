"""The page of quality, ready to be shown."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bkkhousing.lib import thai
from dashboards.key_numbers import KeyNumber
from dashboards.quality.score import (
    ENOUGH_FOR_SCORE,
    FAR,
    WEAKNESSES,
    Seen,
    Weakness,
    outstanding,
    score_of,
)
from dashboards.readers.places import place_of
from dashboards.readers.quality_of_work import Line, Outlier, Quality
from dashboards.round_page import RoundPage
from dashboards.writing import NOTHING
from surveys.readers.figures import By


@dataclass(frozen=True)
class Cell:
    """One weakness of one line as it is written; `stands_out` among those beside it."""

    said: str
    stands_out: bool


@dataclass(frozen=True)
class Row:
    """A district or an officer with the parts of the score."""

    name: str
    url: str
    sent: str
    score: str
    waiting: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class QualityPage(RoundPage):
    """Everything the template prints, in the order of the page."""

    seen: Quality

    slug = "quality"

    @property
    def is_shown(self) -> bool:
        return bool(self.seen.lines)

    @property
    def title(self) -> str:
        words = {"place": self.place.name, "score": score_of(self.seen.whole)}
        if words["score"] is None:
            return _("คุณภาพข้อมูลของ%(place)s") % words
        return _("%(place)s: คุณภาพข้อมูล %(score)s จาก 100 คะแนน") % words

    @cached_property
    def source(self) -> str:
        words = {"round": self.seen.round.pk, "at": thai.format_datetime_to_the_second(self.at)}
        return _("แบบสำรวจรอบ %(round)s ที่ส่งแล้ว ข้อมูล ณ %(at)s") % words

    @property
    def elsewhere(self) -> tuple[str, str, str]:
        """Where this reader finds the quality of work instead: why, the address, and its words."""
        standing = self.seen.standing
        above = standing.ladder[-2] if self.place.by == By.COMMUNITY else None
        if above is not None and standing.sees_rows_of(above):
            reason = _("งานของผู้กรอกไม่แบ่งตามชุมชน จึงดูได้ตั้งแต่ระดับเขตขึ้นไป")
            return reason, self.address(above), _("ดูของ%(place)s") % {"place": above.name}
        own = next((one for one in standing.districts if one.pk == standing.own), None)
        reason = _("คุณภาพงานของเขตเห็นได้เฉพาะคนของเขตนั้นและสำนัก")
        if own is None:
            return reason, "", ""
        return reason, self.address(place_of(own)), _("ดูของ%(place)s") % {"place": place_of(own).name}

    @cached_property
    def key_numbers(self) -> tuple[KeyNumber, ...]:
        whole = self.seen.whole
        found = [
            KeyNumber(
                str(weakness.label),
                _said(weakness, whole),
                "%" * weakness.is_percent,
                note=_cost(weakness, whole),
            )
            for weakness in WEAKNESSES
        ]
        waiting = KeyNumber(
            _("รอหัวหน้าตรวจ"),
            f"{whole.waiting.forms:,}",
            pgettext("unit", "ครัวเรือน"),
            note=self._oldest(whole),
        )
        return (waiting, *found)

    def _oldest(self, whole: Seen) -> str:
        since = whole.waiting.since
        return _("เก่าสุดส่งเมื่อ %(day)s") % {"day": thai.format_date(since)} if since else ""

    @property
    def weaknesses(self) -> tuple[Weakness, ...]:
        return WEAKNESSES

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The districts, the lowest score first: where help is needed."""
        return self._rows(self.seen.lines) if self.of_districts else ()

    @cached_property
    def officers(self) -> tuple[Row, ...]:
        return self._rows(self.seen.officers)

    def _rows(self, lines: tuple[Line, ...]) -> tuple[Row, ...]:
        bounds = outstanding(line.seen for line in lines)
        ranked = sorted(lines, key=lambda line: (_rank(line.seen), line.name))
        return tuple(self._row(line, bounds) for line in ranked)

    def _row(self, line: Line, bounds: dict[str, float]) -> Row:
        seen, score = line.seen, score_of(line.seen)
        cells = tuple(_cell(weakness, seen, bounds) for weakness in WEAKNESSES)
        url = self.address(line.place) if line.place else ""
        said = NOTHING if score is None else str(score)
        return Row(line.name, url, f"{seen.work.sent:,}", said, f"{seen.waiting.forms:,}", cells)

    @property
    def outliers(self) -> list[dict[str, str]]:
        """Means far from those around, the farthest first."""
        found = sorted(self.seen.outliers, key=_farness, reverse=True)
        return [
            {
                "name": one.place.name,
                "url": reverse("dashboard")
                + "?"
                + urlencode({**one.place.parameters, **self.asked.parameters}),
                "amount": str(one.amount),
                "mean": f"{one.mean:,.0f}",
                "usual": f"{one.usual:,.0f}",
                "answers": f"{one.answers:,}",
            }
            for one in found
        ]

    @property
    def definitions(self) -> list[tuple[str, str]]:
        """What each part counts and costs, and when something stands out."""
        found = [(_("คะแนน"), _score_meaning())]
        for one in WEAKNESSES:
            words = {"meaning": one.meaning, "points": one.points, "worst": f"{one.worst:g}"}
            found.append((str(one.label), _("%(meaning)s หักได้สูงสุด %(points)s คะแนน เมื่อถึง %(worst)s") % words))
        found.append((_("เด่นกว่าที่อื่น"), _("ตั้งแต่ %(n)s เท่าของค่ากลางของแถวอื่นในตารางเดียวกัน") % {"n": FAR}))
        return found


def _score_meaning() -> str:
    words = {"n": ENOUGH_FOR_SCORE}
    return _("100 ลบคะแนนที่หักของแต่ละข้อ เทียบกับคะแนนเต็มของข้อที่รู้ แถวที่ส่งไม่ถึง %(n)s แบบไม่มีคะแนน") % words


def _rank(seen: Seen) -> int:
    """Those without a score come last."""
    score = score_of(seen)
    return 101 if score is None else score


def _said(weakness: Weakness, seen: Seen) -> str:
    value = weakness.of(seen)
    if value is None:
        return NOTHING
    return f"{value:.0f}" if weakness.key == "waiting" else f"{value:.1f}"


def _cost(weakness: Weakness, seen: Seen) -> str:
    cost = weakness.cost(seen)
    return _("หัก %(points)s คะแนน") % {"points": f"{cost:.1f}"} if cost >= 0.05 else ""


def _cell(weakness: Weakness, seen: Seen, bounds: dict[str, float]) -> Cell:
    value = weakness.of(seen)
    stands_out = value is not None and weakness.key in bounds and value >= bounds[weakness.key]
    return Cell(_said(weakness, seen), stands_out)


def _farness(one: Outlier) -> float:
    return max(one.mean / one.usual, one.usual / one.mean) if one.mean else float("inf")
