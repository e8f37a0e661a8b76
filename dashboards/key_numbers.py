"""The key numbers of a place, beside those of what it is compared with."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from dashboards.charts.charts import Links, no_links
from dashboards.definitions import definition_of
from dashboards.indicators import COVERAGE, Indicator
from dashboards.readers.overview import Other, Overview
from dashboards.totals import FEWEST, INTERVIEWED, OUTSIDE, SURVEYS
from dashboards.writing import HIDDEN, written

NOTHING = "–"
SINCE = (
    gettext_lazy("เพิ่มขึ้น %(size)s จาก%(other)s"),
    gettext_lazy("ลดลง %(size)s จาก%(other)s"),
    gettext_lazy("เท่ากับ%(other)s"),
)
AGAINST = (
    gettext_lazy("สูงกว่า%(other)s %(size)s"),
    gettext_lazy("ต่ำกว่า%(other)s %(size)s"),
    gettext_lazy("เท่ากับ%(other)s"),
)


@dataclass(frozen=True)
class KeyNumber:
    """One number as the page shows it; `names` are the measures by which the rows behind it are found."""

    label: str
    value: str
    unit: str = ""
    change: str = ""
    direction: str = "same"
    note: str = ""
    beside: str = ""
    definition: str = ""
    names: tuple[str, ...] | None = None
    url: str = ""


def key_numbers(
    seen: Overview, shares: Iterable[Indicator], links: Links = no_links
) -> tuple[KeyNumber, ...]:
    """Surveyed, covered, and the shares of the page; each leads to the rows behind it where there is a way."""
    found = (_surveyed(seen), _covered(seen), *(_share(indicator, seen) for indicator in shares))
    return tuple(one if one.names is None else replace(one, url=links(one.names)) for one in found)


def _surveyed(seen: Overview) -> KeyNumber:
    label, unit = _("สำรวจแล้ว"), pgettext("unit", "ครัวเรือน")
    definition = _("แบบสำรวจในสถานะที่เลือก หนึ่งแบบต่อครัวเรือนต่อรอบ รวมบ้านที่ไปแล้วไม่ได้สัมภาษณ์")
    if seen.totals.hides(SURVEYS):
        return KeyNumber(label, HIDDEN, definition=definition)
    change, direction, beside = "", "same", ""
    other = seen.other
    if other and not other.totals.hides(SURVEYS):
        beside = f"{other.name} {other.totals.surveys:,}"
        if other.is_round:
            gone = seen.totals.surveys - other.totals.surveys
            change, direction = _changed(gone, f"{abs(gone):,}", other)
    return KeyNumber(
        label, f"{seen.totals.surveys:,}", unit, change, direction, _outside(seen), beside, definition, ()
    )


def _outside(seen: Overview) -> str:
    outside = seen.totals.sums.outside
    if not outside or seen.totals.hides(OUTSIDE):
        return ""
    return _("อยู่นอกชุมชนจดทะเบียน %(n)s") % {"n": f"{outside:,}"}


def _covered(seen: Overview) -> KeyNumber:
    """Coverage of registered communities; places outside them have no target and are left out."""
    label, definition = str(COVERAGE.label), definition_of(COVERAGE)
    if COVERAGE.is_hidden(seen.totals):
        return KeyNumber(label, HIDDEN, definition=definition)
    now = COVERAGE.of(seen.totals)
    if now is None:
        return KeyNumber(label, NOTHING, note=_("ยังไม่กำหนดเป้า"), definition=definition)
    target = ngettext(
        "จากเป้า %(n)s ครัวเรือน ไม่นับนอกชุมชน", "จากเป้า %(n)s ครัวเรือน ไม่นับนอกชุมชน", seen.totals.expected
    )
    note = target % {"n": f"{seen.totals.expected:,}"}
    return KeyNumber(label, f"{now:.1f}", "%", *_beside(now, COVERAGE, seen, note), definition=definition)


def _share(indicator: Indicator, seen: Overview) -> KeyNumber:
    label, definition = str(indicator.label), definition_of(indicator)
    if not seen.asks(indicator.asks):
        return KeyNumber(label, NOTHING, note=_("รอบนี้ไม่ได้ถาม"), definition=definition)
    if indicator.is_hidden(seen.totals):
        return KeyNumber(label, HIDDEN, note=_("จำนวนน้อย อาจรู้ตัวครัวเรือน"), definition=definition)
    now = indicator.of(seen.totals)
    if now is None:
        note = _("มีคำตอบไม่ถึง %(n)s ครัวเรือน") % {"n": FEWEST}
        return KeyNumber(label, NOTHING, note=note, definition=definition)
    names = indicator.part if indicator.unit == "%" else None
    return KeyNumber(
        label, indicator.number(now), str(indicator.unit),
        *_beside(now, indicator, seen, _base_words(indicator, seen)), definition, names,
    )  # fmt: skip


def _base_words(indicator: Indicator, seen: Overview) -> str:
    """Of how many, and what part of those interviewed they are."""
    base = indicator.base_in(seen.totals)
    if indicator.of_people:
        return _("ของ %(n)s คนในครัวเรือน") % {"n": f"{base:,}"}
    said = _("ของ %(n)s ครัวเรือนที่ตอบ") % {"n": f"{base:,}"}
    interviewed = 0 if seen.totals.hides(INTERVIEWED) else seen.totals.interviewed
    if not interviewed or base == interviewed:
        return said
    words = {"said": said, "share": f"{100 * base / interviewed:.0f}"}
    return _("%(said)s (%(share)s%% ของที่สัมภาษณ์ได้)") % words


def _beside(now: float, indicator: Indicator, seen: Overview, note: str) -> tuple[str, str, str, str]:
    """Change, its direction, the note, and the other side's value, when both asked and enough answered."""
    comparable = seen.other is not None and seen.compares(indicator.asks)
    other = indicator.of(seen.other.totals) if comparable else None
    if other is None:
        return "", "same", note, ""
    places = 1 if indicator.is_share else 0
    gone = round(round(now, places) - round(other, places), places)
    size = _("%(n)s จุด") % {"n": f"{abs(gone):.1f}"} if indicator.is_share else indicator.number(abs(gone))
    return *_changed(gone, size, seen.other), note, f"{seen.other.name} {written(other, indicator)}"


def _changed(gone: float, size: str, other: Other) -> tuple[str, str]:
    """The change since a round, or the distance from a place, in words."""
    words = {"size": size, "other": other.name}
    up, down, same = SINCE if other.is_round else AGAINST
    if gone > 0:
        return str(up) % words, "up"
    if gone < 0:
        return str(down) % words, "down"
    return str(same) % words, "same"
