"""How far the numbers of a page can be trusted: who was reached, what changed since, and which forms count."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.filters import STATE_WORDS, Asked
from dashboards.pages import PageLink
from dashboards.readers.overview import Overview
from dashboards.totals import INTERVIEWED, SURVEYS, Totals, share
from surveys.choices import State

CHANGED, CHANGED_FORMS = "quality.changed", "quality.changed_forms"
SWITCHED = ("", State.APPROVED.value)


@dataclass(frozen=True)
class Trust:
    """Sentences for the head of a page, and the switch between all that was sent and what is approved."""

    said: tuple[str, ...]
    switch: tuple[PageLink, ...]


def trust_of(seen: Overview, asked: Asked, address: Callable[..., str]) -> Trust:
    """`address` makes the address of the page with a filter set."""
    said = (_response(seen), "" if seen.totals.hides(CHANGED_FORMS) else changed_words(seen.totals))
    is_whole = seen.standing.sees_rows_of(seen.place)
    return Trust(tuple(one for one in said if one), _switch(asked, address) if is_whole else ())


def _response(seen: Overview) -> str:
    totals = seen.totals
    if not totals.surveys or totals.hides(SURVEYS, INTERVIEWED):
        return ""
    words = {"n": f"{totals.interviewed:,}", "all": f"{totals.surveys:,}"}
    of_all = share(totals.interviewed, totals.surveys)
    if of_all is None:
        return _("สัมภาษณ์ได้ %(n)s จาก %(all)s ครัวเรือน") % words
    words["share"] = f"{of_all:.1f}%"
    return _("สัมภาษณ์ได้ %(n)s จาก %(all)s ครัวเรือน (%(share)s)") % words


def changed_words(totals: Totals) -> str:
    """How many answers differ today from those that were first approved."""
    values, forms = totals.count(CHANGED), totals.count(CHANGED_FORMS)
    if not values:
        return _("ไม่มีคำตอบเปลี่ยนหลังอนุมัติ")
    words = {"n": f"{values:,}", "forms": f"{forms:,}"}
    return _("คำตอบเปลี่ยนหลังอนุมัติ %(n)s ข้อ ใน %(forms)s แบบ") % words


def _switch(asked: Asked, address: Callable[..., str]) -> tuple[PageLink, ...]:
    chosen = asked.parameters.get("state", "")
    return tuple(PageLink(str(STATE_WORDS[word]), address(state=word), word == chosen) for word in SWITCHED)
