"""The moments of foreign files: `7/20/2025 14:58`, ISO, or the date cells of a workbook; either era."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.thai_dates import FIRST_BE_YEAR

SLASHED = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:[ T]+([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
)
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(.*)")
REMEMBERED = 32_768
YEARS = range(1900, 2200)


class BadMoment(ValueError):
    """Text that is no moment; the sentence does not repeat it."""


@dataclass(frozen=True)
class Moment:
    """A moment to the minute."""

    at: datetime

    def __post_init__(self) -> None:
        text = self.at.isoformat(" ", "minutes")[:16]
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "day", text[:10])


@lru_cache(maxsize=REMEMBERED)
def read(text: str, *, month_first: bool) -> Moment:
    """The moment on the clock of Bangkok; raises BadMoment."""
    plain = thai.arabic_digits(text)
    try:
        found = _iso(plain) or _slashed(plain, month_first)
    except ValueError as error:
        raise BadMoment(_("ไม่มีวันเวลานี้ในปฏิทิน ตรวจวัน เดือน และปี")) from error
    if found is None or found.year not in YEARS:
        order = _("เดือน/วัน/ปี") if month_first else _("วัน/เดือน/ปี")
        raise BadMoment(_("อ่านวันเวลาไม่ได้ ต้องเป็น %(order)s ชั่วโมง:นาที") % {"order": order})
    here = found.astimezone(timezone.get_default_timezone())
    return Moment(here.replace(second=0, microsecond=0))


def _slashed(text: str, month_first: bool) -> datetime | None:
    if not (found := SLASHED.fullmatch(text)):
        return None
    first, second, year, hour, minute = (int(part or 0) for part in found.groups())
    month, day = (first, second) if month_first else (second, first)
    moment = datetime(_common_era(year), month, day, hour, minute)
    return _in_bangkok(moment)


def _iso(text: str) -> datetime | None:
    if not (found := ISO.fullmatch(text)):
        return None
    year, month, day, rest = found.groups()
    moment = datetime.fromisoformat(f"{_common_era(int(year)):04d}-{month}-{day}{rest}")
    return moment if timezone.is_aware(moment) else _in_bangkok(moment)


def _in_bangkok(moment: datetime) -> datetime:
    """The moment that the clock of Bangkok shows so."""
    return timezone.make_aware(moment, timezone.get_default_timezone())


def _common_era(year: int) -> int:
    """The year before anything else: 29 February is asked of the year that was meant."""
    return thai.ce_year(year) if year >= FIRST_BE_YEAR else year
