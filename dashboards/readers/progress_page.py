"""The page of progress as the template prints it: sentences, rows in order, drawings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from bkkhousing.lib import thai
from dashboards.charts.trends import Bar, Curve, bars_of, curve_of, running
from dashboards.definitions import definition_of
from dashboards.filters import Asked
from dashboards.indicators import COVERAGE
from dashboards.key_numbers import KeyNumber
from dashboards.readers.places import Place, group_of
from dashboards.readers.progress import Line, Pace, Progress
from dashboards.rows_behind import rows_behind
from dashboards.totals import SURVEYS, Totals, share
from dashboards.writing import HIDDEN, NOTHING
from surveys.measures import WORK_MEASURES
from surveys.readers.figures import By

MEANINGS = {measure.name: measure for measure in WORK_MEASURES}

TARGET = gettext_lazy("ครัวเรือนที่แผนสำรวจซึ่งอนุมัติแล้วกำหนดให้แต่ละชุมชน ถ้ายังไม่มีแผนคือจำนวนในทะเบียนชุมชน")
DUE = gettext_lazy("เป้าคูณสัดส่วนของวันในรอบที่ผ่านไปแล้ว นับตั้งแต่วันเปิดรอบถึงวันปิด รวมวันที่ขยาย")
LATEST = gettext_lazy("แบบที่ส่งใน 7 วันจนถึงวันนี้ ตามวันที่ส่งให้หัวหน้าครั้งล่าสุด เทียบกับ 7 วันก่อนหน้านั้น")
GOING_ON = gettext_lazy("วันที่จะครบเป้า ถ้าส่งต่อไปวันละเท่ากับ 7 วันล่าสุด")


@dataclass(frozen=True)
class Row:
    """One part of the place in the league; `behind` are its surveys."""

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
    pace: "PaceWords | None"
    done_on: str
    is_late: bool


@dataclass(frozen=True)
class PaceWords:
    """Seven days beside the seven before."""

    week: str
    change: str
    direction: str
    bars: tuple[Bar, ...]


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


@dataclass(frozen=True)
class Mentoring:
    """The pilot districts of a group beside the other districts of it."""

    group: str
    pilots: str
    of_pilots: str
    others: int
    of_others: str
    apart: str
    week_of_pilots: str
    week_of_others: str


@dataclass(frozen=True)
class ProgressPage:
    """Everything the template prints, in the order of the page."""

    seen: Progress
    asked: Asked
    at: datetime

    @property
    def place(self) -> Place:
        return self.seen.standing.place

    @property
    def is_veiled(self) -> bool:
        """Whether this reader sees no rows here, and so neither days nor officers."""
        return not self.seen.standing.sees_rows_of(self.place)

    @property
    def is_empty(self) -> bool:
        return not self.seen.whole.totals.surveys

    @property
    def title(self) -> str:
        """The finding: how far the place is, and how far it should be."""
        words = {"place": self.place.name, "share": _coverage(self.seen.whole)}
        if self.is_empty:
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
    def ladder(self) -> list[dict[str, str]]:
        steps = [{"label": step.name, "url": self.address(step)} for step in self.seen.standing.ladder]
        return [*steps[:-1], {"label": steps[-1]["label"]}]

    def address(self, place: Place) -> str:
        """This page for a place, under the same filters."""
        query = urlencode({**place.parameters, **self.asked.parameters})
        return f"{reverse('dashboard_progress')}{'?' if query else ''}{query}"

    @property
    def clear_url(self) -> str:
        query = urlencode(self.place.parameters)
        return f"{reverse('dashboard_progress')}?{query}" if "round" in self.asked.parameters else ""

    @cached_property
    def key_numbers(self) -> tuple[KeyNumber, ...]:
        """Sent of expected; where rows may be seen also what should be sent by now, approved, and the pace."""
        whole = self.seen.whole
        if self.is_veiled:
            return (self._sent(whole),)
        found = (self._sent(whole), self._due(whole), _approved(whole), _week(whole), self._a_day(whole))
        return tuple(one for one in found if one)

    def _sent(self, whole: Line) -> KeyNumber:
        label, definition = str(MEANINGS["sent"].label), str(MEANINGS["sent"].meaning)
        if whole.is_hidden:
            return KeyNumber(label, str(HIDDEN), definition=definition)
        words = {"n": f"{whole.totals.expected:,}", "share": _coverage(whole)}
        note = _("%(share)s ของเป้า %(n)s ครัวเรือน") % words if whole.totals.expected else _("ยังไม่กำหนดเป้า")
        return KeyNumber(
            label, f"{whole.totals.surveys:,}", pgettext("unit", "ครัวเรือน"), note=note,
            definition=definition, url="" if self.is_veiled else rows_behind(self.seen.standing, self.asked),
        )  # fmt: skip

    def _due(self, whole: Line) -> KeyNumber | None:
        """What an even pace from the first day to the last would have come to."""
        if not whole.totals.expected:
            return None
        due = self._due_of(whole.totals)
        ahead = whole.inside - due
        said = _("เร็วกว่าแผน %(n)s") if ahead >= 0 else _("ช้ากว่าแผน %(n)s")
        direction = "up" if ahead >= 0 else "down"
        change = said % {"n": f"{abs(ahead):,}"}
        return KeyNumber(
            _("ควรส่งถึงวันนี้"), f"{due:,}", pgettext("unit", "ครัวเรือน"), change, direction, definition=str(DUE)
        )

    def _due_of(self, totals: Totals) -> int:
        return round(totals.expected * self.seen.span.elapsed)

    def _a_day(self, whole: Line) -> KeyNumber | None:
        """What is left, spread over the days that are left."""
        left, days = whole.left, self.seen.span.days_left
        if not left:
            return None
        label, unit = _("ต้องส่งต่อวันจึงจะทัน"), _("ครัวเรือน/วัน")
        if not days:
            return KeyNumber(label, NOTHING, note=_("หมดเวลาแล้ว เหลือ %(n)s ครัวเรือน") % {"n": f"{left:,}"})
        words = {"n": f"{left:,}", "days": f"{days:,}"}
        note = _("เหลือ %(n)s ครัวเรือน ใน %(days)s วัน") % words
        return KeyNumber(label, f"{-(-left // days):,}", unit, note=note)

    @property
    def shows_parts(self) -> bool:
        return bool(self.seen.lines) and self.place.by != By.COMMUNITY

    @property
    def has_pace(self) -> bool:
        return any(line.pace for line in self.seen.lines)

    @property
    def has_approved(self) -> bool:
        return not self.is_veiled

    @property
    def has_groups(self) -> bool:
        return self.place.by == By.CITY

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The parts by coverage, the furthest first; those without a target, or withheld, come last."""
        ordered = sorted(self.seen.lines, key=_place_in_league)
        return tuple(self._row(number, line) for number, line in enumerate(ordered, 1))

    def _row(self, number: int, line: Line) -> Row:
        place, totals = line.part.place, line.totals
        district = self._districts.get(place.key) if place.by == By.DISTRICT else None
        behind = "" if self.is_veiled or not totals.surveys else self._behind(place)
        done_on = line.done_on(self.seen.span)
        return Row(
            number=number,
            name=place.name,
            url=self.address(place),
            group=group_of(district).name if district else "",
            pilot=bool(district and district.pilot),
            expected=f"{totals.expected:,}" if totals.expected else NOTHING,
            sent=str(HIDDEN) if totals.hides(SURVEYS) else f"{totals.surveys:,}",
            behind=behind,
            coverage=_coverage(line),
            width=min(100.0, round(totals.coverage or 0, 1)),
            approved=NOTHING if line.approved is None else f"{line.approved:,}",
            pace=_pace_words(line.pace) if line.pace else None,
            done_on=_done_words(line, done_on),
            is_late=bool(line.pace) and line.left > 0 and (not done_on or done_on > self.seen.span.closes_on),
        )

    def _behind(self, place: Place) -> str:
        part = None if place == self.place else place
        return rows_behind(self.seen.standing, self.asked, part=part)

    @cached_property
    def _districts(self) -> dict:
        return {district.pk: district for district in self.seen.standing.districts}

    @cached_property
    def late(self) -> str:
        """How many parts will not be done in time if they go on like this."""
        late = [row for row in self.rows if row.is_late]
        if not self.has_pace:
            return ""
        if not late:
            return _("ทุกเขตจะครบก่อนปิดรอบ ถ้าทำต่ออย่าง 7 วันล่าสุด")
        words = {"n": len(late), "all": len(self.rows)}
        return _("%(n)s จาก %(all)s เขตจะไม่ครบก่อนปิดรอบ ถ้าทำต่ออย่าง 7 วันล่าสุด") % words

    @cached_property
    def curve(self) -> Curve | None:
        if not self.seen.days:
            return None
        span = self.seen.span
        return curve_of(
            {day: work.sent for day, work in self.seen.days.items()},
            opens_on=span.opens_on, closes_on=span.closes_on, until=span.until,
            expected=self.seen.whole.totals.expected,
        )  # fmt: skip

    @cached_property
    def days(self) -> tuple[DayRow, ...]:
        """Every day on which anything was sent, the latest first."""
        sent = {day: work.sent for day, work in self.seen.days.items()}
        until_then, expected = running(sent), self.seen.whole.totals.expected
        return tuple(
            DayRow(
                day, f"{sent[day]:,}", f"{until_then[day]:,}",
                f"{round(expected * self.seen.span.part_until(day)):,}" if expected else NOTHING,
            )
            for day in sorted(sent, reverse=True)
        )  # fmt: skip

    @cached_property
    def officers(self) -> tuple[OfficerRow, ...]:
        return tuple(
            OfficerRow(
                line.name, f"{line.work.sent:,}", f"{line.work.approved:,}",
                _share(line.work.returned, line.work.sent), _review(line.work.days_of_review),
                _share(line.work.proxies, line.work.sent), _share(line.work.missing, line.work.asked),
                _pace_words(line.pace),
            )
            for line in self.seen.officers
        )  # fmt: skip

    @cached_property
    def mentoring(self) -> tuple[Mentoring, ...]:
        """Each group in which there is a pilot, in the order of the groups."""
        if self.place.by not in (By.CITY, By.GROUP) or self.is_veiled:
            return ()
        groups: dict[str, list[Line]] = {}
        for line in self.seen.lines:
            groups.setdefault(self._districts[line.part.place.key].group_id, []).append(line)
        ordered = sorted(groups.values(), key=lambda lines: self._group(lines[0]).order)
        return tuple(found for lines in ordered if (found := self._mentoring(lines)))

    def _group(self, line: Line):
        return self._districts[line.part.place.key].group

    def _mentoring(self, lines: list[Line]) -> Mentoring | None:
        pilots = [line for line in lines if self._districts[line.part.place.key].pilot]
        others = [line for line in lines if line not in pilots]
        if not pilots or not others:
            return None
        of_pilots, of_others = _together(pilots).coverage, _together(others).coverage
        apart = NOTHING if None in (of_pilots, of_others) else f"{of_pilots - of_others:+.1f}"
        return Mentoring(
            group=self._group(lines[0]).name,
            pilots=", ".join(line.part.place.name.removeprefix("เขต") for line in pilots),
            of_pilots=_percent(of_pilots), others=len(others), of_others=_percent(of_others),
            apart=apart.replace("-", "−"),
            week_of_pilots=_weekly(pilots), week_of_others=_weekly(others),
        )  # fmt: skip

    @property
    def definitions(self) -> list[tuple[str, str]]:
        """What each number of the page counts."""
        found = [(MEANINGS["sent"].label, MEANINGS["sent"].meaning)]
        found += [(_("เป้า"), TARGET), (COVERAGE.label, definition_of(COVERAGE))]
        if not self.is_veiled:
            found += [(_("ควรส่งถึงวันนี้"), DUE), (_("7 วันล่าสุด"), LATEST), (_("คาดว่าครบ"), GOING_ON)]
        if self.seen.officers:
            found += [
                (MEANINGS[key].label, MEANINGS[key].meaning)
                for key in ("returned", "hours", "proxies", "missing")
            ]
        return found


def _together(lines: Iterable[Line]) -> Totals:
    return Totals.together([line.totals for line in lines])


def _weekly(lines: list[Line]) -> str:
    """What a district sent in the latest seven days, on average."""
    return f"{sum(line.pace.week for line in lines if line.pace) / len(lines):,.0f}"


def _place_in_league(line: Line) -> tuple:
    coverage = None if line.is_hidden else line.totals.coverage
    return (coverage is None, -(coverage or 0), line.part.place.name)


def _coverage(line: Line) -> str:
    return str(HIDDEN) if line.is_hidden else _percent(line.totals.coverage)


def _percent(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}%"


def _share(part: int, base: int) -> str:
    return _percent(share(part, base))


def _review(days: float | None) -> str:
    return NOTHING if days is None else f"{days:.1f}"


def _approved(whole: Line) -> KeyNumber:
    measure = MEANINGS["approved"]
    note = _("%(share)s ของที่ส่ง") % {"share": _share(whole.approved, whole.totals.surveys)}
    return KeyNumber(
        str(measure.label), f"{whole.approved:,}", pgettext("unit", "ครัวเรือน"),
        note="" if note.startswith(NOTHING) else note, definition=str(measure.meaning),
    )  # fmt: skip


def _week(whole: Line) -> KeyNumber | None:
    if not whole.pace or not whole.pace.days:
        return None
    words = _pace_words(whole.pace)
    change = _("%(change)s จาก 7 วันก่อนหน้า") % {"change": words.change} if words.change else ""
    unit = pgettext("unit", "ครัวเรือน")
    return KeyNumber(_("ส่งใน 7 วันล่าสุด"), words.week, unit, change, words.direction, definition=str(LATEST))


def _pace_words(pace: Pace) -> PaceWords:
    gone = pace.week - pace.before
    direction = "up" if gone > 0 else "down" if gone < 0 else "same"
    change = f"{gone:+,}".replace("-", "−") if gone else ""
    return PaceWords(f"{pace.week:,}", change, direction, bars_of(pace.days))


def _done_words(line: Line, done_on: date | None) -> str:
    if line.totals.expected and not line.left:
        return _("ครบแล้ว")
    return thai.format_date(done_on) if done_on else NOTHING
