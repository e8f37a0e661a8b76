"""The page of progress, ready to be shown."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from dashboards.charts.trends import Curve, curve_of
from dashboards.definitions import COVERED, TARGET
from dashboards.indicators import COVERAGE
from dashboards.key_numbers import KeyNumber
from dashboards.progress.mentoring import Mentoring, mentoring
from dashboards.progress.numbers import key_numbers
from dashboards.progress.rows import DayRow, OfficerRow, Row, day_rows, league, officer_row
from dashboards.progress.words import DUE, GOING_ON, LATEST, MEANINGS, coverage_of
from dashboards.readers.places import Place
from dashboards.readers.progress import Progress
from dashboards.round_page import RoundPage
from dashboards.rows_behind import rows_behind
from dashboards.trust import changed_words
from dashboards.writing import HIDDEN, NOTHING
from surveys.readers.figures import By

OF_OFFICERS = ("returned", "hours", "proxies", "missing")


@dataclass(frozen=True)
class ProgressPage(RoundPage):
    """Everything the template prints, in the order of the page."""

    seen: Progress

    slug = "progress"

    @property
    def is_veiled(self) -> bool:
        """Whether this reader sees no rows here, and so neither days nor officers."""
        return not self.seen.standing.sees_rows_of(self.place)

    @property
    def title(self) -> str:
        """The finding: how far the place is, and how much of the time is gone."""
        words = {"place": self.place.name, "share": coverage_of(self.seen.whole)}
        if not self.seen.whole.totals.surveys:
            return _("%(place)s: ยังไม่มีแบบที่ส่ง") % words
        if words["share"] in (NOTHING, str(HIDDEN)):
            return _("ความคืบหน้าของ%(place)s") % words
        words["due"] = f"{100 * self.seen.span.elapsed:.1f}%"
        return _("%(place)s: ส่งแล้ว %(share)s ของเป้า เวลาผ่านไปแล้ว %(due)s") % words

    @cached_property
    def source(self) -> str:
        words = {"round": self.seen.round.pk, "at": thai.format_datetime_to_the_second(self.at)}
        words["closes"] = thai.format_date(self.seen.span.closes_on)
        return _("แบบสำรวจรอบ %(round)s ที่ส่งแล้ว ปิดรอบ %(closes)s ข้อมูล ณ %(at)s") % words

    @property
    def changed(self) -> str:
        """How many answers differ today from those that were first approved."""
        if self.is_veiled:
            return ""
        return changed_words(self.seen.whole.totals)

    def behind(self, place: Place) -> str:
        """The surveys of the place or a part of it, for those who may see them."""
        if self.is_veiled:
            return ""
        part = None if place == self.place else place
        return rows_behind(self.seen.standing, self.asked, part=part)

    @cached_property
    def key_numbers(self) -> tuple[KeyNumber, ...]:
        return key_numbers(self.seen, is_veiled=self.is_veiled, behind=self.behind(self.place))

    @property
    def shows_parts(self) -> bool:
        return bool(self.seen.lines) and self.place.by != By.COMMUNITY

    @property
    def has_groups(self) -> bool:
        return self.place.by == By.CITY

    @property
    def has_pace(self) -> bool:
        return any(line.pace for line in self.seen.lines)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return league(self.seen, self.address, self.behind)

    @cached_property
    def late(self) -> str:
        """How many parts will not be done in time if they go on like this."""
        if not self.has_pace:
            return ""
        late = sum(row.is_late for row in self.rows)
        if not late:
            return _("ทุกเขตจะครบก่อนปิดรอบ ถ้าทำต่ออย่าง 7 วันล่าสุด")
        words = {"n": late, "all": len(self.rows)}
        return _("%(n)s จาก %(all)s เขตจะไม่ครบก่อนปิดรอบ ถ้าทำต่ออย่าง 7 วันล่าสุด") % words

    @cached_property
    def curve(self) -> Curve | None:
        if not self.seen.days:
            return None
        span, expected = self.seen.span, self.seen.whole.totals.expected
        days = {"opens_on": span.opens_on, "closes_on": span.closes_on, "until": span.until}
        return curve_of(self.seen.days, **days, expected=expected)

    @cached_property
    def days(self) -> tuple[DayRow, ...]:
        return day_rows(self.seen)

    @cached_property
    def officers(self) -> tuple[OfficerRow, ...]:
        return tuple(officer_row(line) for line in self.seen.officers)

    @cached_property
    def mentoring(self) -> tuple[Mentoring, ...]:
        return mentoring(self.seen) if self.of_districts and not self.is_veiled else ()

    @property
    def definitions(self) -> list[tuple[str, str]]:
        """What each number of the page counts."""
        found = [(MEANINGS["sent"].label, MEANINGS["sent"].meaning)]
        found += [(_("เป้า"), TARGET), (COVERAGE.label, COVERED)]
        if not self.is_veiled:
            found += [(_("ควรส่งถึงวันนี้"), DUE), (_("7 วันล่าสุด"), LATEST), (_("คาดว่าครบ"), GOING_ON)]
        if self.seen.officers:
            found += [(MEANINGS[key].label, MEANINGS[key].meaning) for key in OF_OFFICERS]
        return found
