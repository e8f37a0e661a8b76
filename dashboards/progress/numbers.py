"""The key numbers of progress: sent, due by now, approved, the pace, and what is left for each day."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboards.key_numbers import KeyNumber
from dashboards.progress.words import A_DAY, DUE, LATEST, MEANINGS, PaceWords, coverage_of, share_of
from dashboards.readers.progress import Line, Progress, Span
from dashboards.totals import Totals
from dashboards.writing import HIDDEN, NOTHING


def key_numbers(seen: Progress, *, is_veiled: bool, behind: str) -> tuple[KeyNumber, ...]:
    """A reader who sees no rows is told what was sent and no more; `behind` are the surveys of the place."""
    whole = seen.whole
    if is_veiled:
        return (_sent(whole, ""),)
    found = (
        _sent(whole, behind),
        _due(whole, seen.span),
        _approved(whole),
        _week(whole),
        _a_day(whole, seen.span),
    )
    return tuple(one for one in found if one)


def _sent(whole: Line, behind: str) -> KeyNumber:
    label, definition = str(MEANINGS["sent"].label), str(MEANINGS["sent"].meaning)
    if whole.is_hidden:
        return KeyNumber(label, str(HIDDEN), definition=definition)
    words = {"n": f"{whole.totals.expected:,}", "share": coverage_of(whole)}
    note = _("%(share)s ของเป้า %(n)s ครัวเรือน") % words if whole.totals.expected else _("ยังไม่กำหนดเป้า")
    unit = pgettext("unit", "ครัวเรือน")
    return KeyNumber(label, f"{whole.totals.surveys:,}", unit, note=note, definition=definition, url=behind)


def due_of(totals: Totals, span: Span) -> int:
    """What an even pace from the first day to the last would have come to."""
    return round(totals.expected * span.elapsed)


def _due(whole: Line, span: Span) -> KeyNumber | None:
    if not whole.totals.expected:
        return None
    due = due_of(whole.totals, span)
    ahead = whole.inside - due
    said = _("เร็วกว่าแผน %(n)s") if ahead >= 0 else _("ช้ากว่าแผน %(n)s")
    change, direction = said % {"n": f"{abs(ahead):,}"}, "up" if ahead >= 0 else "down"
    unit = pgettext("unit", "ครัวเรือน")
    return KeyNumber(_("ควรส่งถึงวันนี้"), f"{due:,}", unit, change, direction, definition=str(DUE))


def _approved(whole: Line) -> KeyNumber:
    measure, unit = MEANINGS["approved"], pgettext("unit", "ครัวเรือน")
    part = share_of(whole.approved, whole.totals.surveys)
    note = "" if part == NOTHING else _("%(share)s ของที่ส่ง") % {"share": part}
    return KeyNumber(
        str(measure.label), f"{whole.approved:,}", unit, note=note, definition=str(measure.meaning)
    )


def _week(whole: Line) -> KeyNumber | None:
    if not whole.pace or not whole.pace.days:
        return None
    words = PaceWords.of(whole.pace)
    change = _("%(change)s จาก 7 วันก่อนหน้า") % {"change": words.change} if words.change else ""
    unit = pgettext("unit", "ครัวเรือน")
    return KeyNumber(_("ส่งใน 7 วันล่าสุด"), words.week, unit, change, words.direction, definition=str(LATEST))


def _a_day(whole: Line, span: Span) -> KeyNumber | None:
    """What is left, spread over the days that are left."""
    if not whole.left:
        return None
    label, words = _("ต้องส่งต่อวันจึงจะทัน"), {"n": f"{whole.left:,}", "days": f"{span.days_left:,}"}
    if not span.days_left:
        note = _("หมดเวลาแล้ว เหลือ %(n)s ครัวเรือน") % words
        return KeyNumber(label, NOTHING, note=note, definition=str(A_DAY))
    note = _("เหลือ %(n)s ครัวเรือน ใน %(days)s วัน") % words
    a_day = -(-whole.left // span.days_left)
    return KeyNumber(label, f"{a_day:,}", _("ครัวเรือน/วัน"), note=note, definition=str(A_DAY))
