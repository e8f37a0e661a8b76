"""Dates of the Buddhist era (พ.ศ. = C.E. + 543): stored as C.E., typed and shown as B.E."""

import re
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.thai_text import Unreadable, arabic_digits, normalise

ERA = 543
FIRST_CE_YEAR, FIRST_BE_YEAR, LAST_BE_YEAR = 1800, 2400, 2942
NEW_YEAR_REFORM = date(1941, 1, 1)
SHORT_MONTHS = (
    _("ม.ค."), _("ก.พ."), _("มี.ค."), _("เม.ย."), _("พ.ค."), _("มิ.ย."),
    _("ก.ค."), _("ส.ค."), _("ก.ย."), _("ต.ค."), _("พ.ย."), _("ธ.ค."),
)  # fmt: skip
MONTHS_AS_TYPED = (
    "มค มกราคม มกรา", "กพ กุมภาพันธ์ กุมภา", "มีค มีนาคม มีนา", "เมย เมษายน เมษา",
    "พค พฤษภาคม พฤษภา", "มิย มิถุนายน มิถุนา", "กค กรกฎาคม กรกฎา", "สค สิงหาคม สิงหา",
    "กย กันยายน กันยา", "ตค ตุลาคม ตุลา", "พย พฤศจิกายน พฤศจิกา", "ธค ธันวาคม ธันวา",
)  # fmt: skip
ENGLISH_MONTHS_AS_TYPED = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june",
    "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
MONTH_NUMBERS = {
    name: number
    for months in (MONTHS_AS_TYPED, ENGLISH_MONTHS_AS_TYPED)
    for number, names in enumerate(months, 1)
    for name in names.split()
}
DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]+)")
YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
MONTH_NAMED = re.compile(r"([0-9]{1,2})([ก-๎.]+?|[A-Za-z.]+)(?:พ\.?ศ\.?)?([0-9]+)")


class BadDate(Unreadable):
    """Text that is no date, or a date that no calendar has."""


def be_year(ce: int) -> int:
    """2026 becomes 2569."""
    return ce + ERA


def ce_year(be: int) -> int:
    """2569 becomes 2026."""
    return be - ERA


def fiscal_year(day: date) -> int:
    """The ปีงบประมาณ of a day, in B.E.: October to September, named by the year it ends in."""
    return be_year(day.year) + (day.month >= 10)


def parse_date(value: str | date) -> date:
    """Read a date typed in either era; raises BadDate, whose `sentence` says what to do.

    The year is converted first: 29/02/2567 is a day, 29/02/2568 is not. Two digits of a year
    are taken (as 25xx) only beside a Thai month. A spreadsheet's date whose year is B.E. is mended.
    """
    if isinstance(value, date):
        return _calendar_day(value.year, value.month, value.day)
    text = re.sub(r"\s", "", arabic_digits(normalise(value)))
    if found := YEAR_FIRST.fullmatch(text):
        return _calendar_day(int(found[1]), int(found[3]), int(found[4]))
    if found := DAY_FIRST.fullmatch(text):
        return _calendar_day(_four_digits(found[4]), int(found[3]), int(found[1]))
    if (found := MONTH_NAMED.fullmatch(text)) and (month := _month(found[2])):
        is_short = len(found[3]) == 2 and not found[2].isascii()
        year = f"25{found[3]}" if is_short else found[3]
        return _calendar_day(_four_digits(year), month, int(found[1]))
    raise BadDate(_("อ่านวันที่ไม่ได้ — พิมพ์ วัน/เดือน/ปี พ.ศ. เช่น 21/11/2569"))


def is_before_new_year_reform(day: date) -> bool:
    """Whether an old record may mean the year after: until พ.ศ. 2483 a year began on 1 April."""
    return day < NEW_YEAR_REFORM and day.month < 4


def format_date(day: date) -> str:
    """21 พ.ย. 2569 (in English 21 Nov 2569)."""
    return _spelled(day.year, day.month, day.day, get_language())


def format_date_numeric(day: date) -> str:
    """21/11/2569."""
    return f"{day.day:02d}/{day.month:02d}/{be_year(day.year)}"


def format_time(moment: datetime) -> str:
    """14:02 น. on the clock of Bangkok, of an aware moment."""
    return _("%(time)s น.") % {"time": timezone.localtime(moment).strftime("%H:%M")}


def format_datetime(moment: datetime) -> str:
    """21 พ.ย. 2569 14:02 น. on the clock of Bangkok, of an aware moment."""
    return f"{format_date(timezone.localtime(moment))} {format_time(moment)}"


def format_datetime_to_the_second(moment: datetime) -> str:
    """21 พ.ย. 2569 14:02:31 น. on the clock of Bangkok, of an aware moment."""
    there = timezone.localtime(moment)
    time = _("%(time)s น.") % {"time": there.strftime("%H:%M:%S")}
    return f"{format_date(there)} {time}"


def _month(name: str) -> int | None:
    """The number of a month by its Thai or English name, short or in full."""
    return MONTH_NUMBERS.get(name.replace(".", "").lower())


def _four_digits(year: str) -> int:
    if len(year) != 4:
        raise BadDate(_("พิมพ์ปี พ.ศ. ให้ครบ 4 หลัก เช่น 2569"))
    return int(year)


def _calendar_day(year: int, month: int, day: int) -> date:
    if not FIRST_CE_YEAR <= year <= LAST_BE_YEAR:
        raise BadDate(_("ปีไม่ถูกต้อง — พิมพ์ปี พ.ศ. 4 หลัก เช่น 2569"))
    try:
        return date(ce_year(year) if year >= FIRST_BE_YEAR else year, month, day)
    except ValueError as error:
        raise BadDate(_("ไม่มีวันที่นี้ในปฏิทิน — ตรวจวันและเดือน")) from error


@lru_cache(maxsize=4096)
def _spelled(year: int, month: int, day: int, language: str | None) -> str:
    """A date in words; remembered per language, because exports ask for the same days many times."""
    words = {"day": day, "month": SHORT_MONTHS[month - 1], "year": be_year(year)}
    return _("%(day)d %(month)s %(year)d") % words
