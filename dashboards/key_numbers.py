"""The five key numbers of a place, with the change since the round before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dashboards.indicators import COVERAGE, CROWDED, FEWEST, INSECURE, LOW_INCOME, Indicator
from dashboards.readers.overview import Overview

SHARES = (LOW_INCOME, INSECURE, CROWDED)
NEEDED = tuple(dict.fromkeys(name for indicator in SHARES for name in indicator.needs))


@dataclass(frozen=True)
class KeyNumber:
    """One number as the page shows it."""

    label: str
    value: str
    unit: str = ""
    change: str = ""
    direction: str = "same"
    note: str = ""


def key_numbers(seen: Overview) -> tuple[KeyNumber, ...]:
    return (_surveyed(seen), _covered(seen), *(_share(indicator, seen) for indicator in SHARES))


def _surveyed(seen: Overview) -> KeyNumber:
    change, direction = "", "same"
    if seen.totals_before:
        gone = seen.totals.surveys - seen.totals_before.surveys
        change, direction = _changed(gone, f"{abs(gone):,}", seen)
    outside = seen.totals.sums.outside
    note = _("อยู่นอกชุมชนจดทะเบียน %(n)s") % {"n": f"{outside:,}"} if outside else ""
    unit = pgettext("unit", "ครัวเรือน")
    return KeyNumber(_("สำรวจแล้ว"), f"{seen.totals.surveys:,}", unit, change, direction, note)


def _covered(seen: Overview) -> KeyNumber:
    """Coverage of registered communities; places outside them have no target and are left out."""
    now = COVERAGE.of(seen.totals)
    if now is None:
        return KeyNumber(str(COVERAGE.label), "–", note=_("ยังไม่กำหนดเป้า"))
    target = ngettext(
        "จากเป้า %(n)s ครัวเรือน ไม่นับนอกชุมชน", "จากเป้า %(n)s ครัวเรือน ไม่นับนอกชุมชน", seen.totals.expected
    )
    note = target % {"n": f"{seen.totals.expected:,}"}
    change, direction = _points(now, COVERAGE, seen)
    return KeyNumber(str(COVERAGE.label), f"{now:.1f}", "%", change, direction, note)


def _share(indicator: Indicator, seen: Overview) -> KeyNumber:
    label = str(indicator.label)
    if not seen.asks(indicator.asks):
        return KeyNumber(label, "–", note=_("รอบนี้ไม่ได้ถาม"))
    now = indicator.of(seen.totals)
    if now is None:
        return KeyNumber(label, "–", note=_("มีคำตอบไม่ถึง %(n)s ครัวเรือน") % {"n": FEWEST})
    base = seen.totals.count(*indicator.base) if indicator.base else seen.totals.interviewed
    change, direction = _points(now, indicator, seen)
    return KeyNumber(
        label, f"{now:.1f}", "%", change, direction, _("ของ %(n)s ครัวเรือนที่ตอบ") % {"n": f"{base:,}"}
    )


def _points(now: float, indicator: Indicator, seen: Overview) -> tuple[str, str]:
    """The change in points, when both rounds asked and there were enough answers."""
    before = (
        indicator.of(seen.totals_before) if seen.totals_before and seen.compares(indicator.asks) else None
    )
    if before is None:
        return "", "same"
    gone = round(now - before, 1)
    return _changed(gone, _("%(n)s จุด") % {"n": f"{abs(gone):.1f}"}, seen)


def _changed(gone: float, size: str, seen: Overview) -> tuple[str, str]:
    words = {"size": size, "round": seen.before.pk}
    if gone > 0:
        return _("เพิ่มขึ้น %(size)s จากรอบ %(round)s") % words, "up"
    if gone < 0:
        return _("ลดลง %(size)s จากรอบ %(round)s") % words, "down"
    return _("เท่ากับรอบ %(round)s") % words, "same"
