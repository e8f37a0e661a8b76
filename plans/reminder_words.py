"""A reminder in words: the same sentences on the pages, in the preview and in the e-mails.

Days are named by their date, so that a sentence is still true when it is read later.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bkkhousing.lib import thai
from districts.models import District
from plans.choices import ReminderKind
from plans.models import Reminder
from plans.reminding import Facts
from surveys.choices import State
from surveys.models import Round


@dataclass(frozen=True)
class Told:
    """One thing that a district is told on a day."""

    round: Round
    district: District
    kind: str
    facts: Facts
    day: date

    @classmethod
    def of(cls, reminder: Reminder) -> "Told":
        return cls(reminder.round, reminder.district, reminder.kind, reminder.facts, reminder.day)

    @property
    def label(self) -> str:
        if self.kind == ReminderKind.BEHIND and not self.facts["plan"]:
            return _("ช้ากว่าวันของรอบ")
        return str(ReminderKind(self.kind).label)

    @property
    def sentence(self) -> str:
        return SENTENCES[self.kind](self.facts)

    @property
    def url(self) -> str:
        """The page where the matter is dealt with."""
        return PAGES[self.kind](self.round.pk, self.district.pk)

    @property
    def verb(self) -> str:
        return VERBS[self.kind]()


def _number(count: int) -> str:
    return f"{count:,}"


def _day(text: str) -> str:
    return thai.format_date(date.fromisoformat(text))


def _closing(facts: Facts) -> str:
    said = [_("ปิดรับแบบวันที่ %(date)s") % {"date": _day(facts["closes_on"])}]
    if left := facts["left"]:
        words = ngettext("ยังต้องสำรวจ %(n)s ครัวเรือน", "ยังต้องสำรวจ %(n)s ครัวเรือน", left)
        said.append(words % {"n": _number(left)})
    if unsent := facts["unsent"]:
        words = ngettext("ร่างและแบบส่งกลับที่ยังไม่ส่ง %(n)s แบบ", "ร่างและแบบส่งกลับที่ยังไม่ส่ง %(n)s แบบ", unsent)
        said.append(words % {"n": _number(unsent)})
    return " · ".join(said)


def _behind(facts: Facts) -> str:
    if facts["plan"]:
        words = _("ตามแผนควรสำรวจแล้ว %(due)s ครัวเรือน ทำได้ %(done)s ยังขาด %(behind)s (%(percent)s%%)")
    else:
        words = _("ตามวันของรอบควรสำรวจแล้ว %(due)s ครัวเรือน ทำได้ %(done)s ยังขาด %(behind)s (%(percent)s%%)")
    counts = {name: _number(facts[name]) for name in ("due", "done", "behind")}
    return words % {**counts, "percent": facts["percent"]}


def _returned(facts: Facts) -> str:
    words = ngettext(
        "แบบที่ส่งกลับให้แก้ไขค้างเกิน %(days)s วัน %(n)s แบบ เก่าสุดส่งกลับ %(date)s",
        "แบบที่ส่งกลับให้แก้ไขค้างเกิน %(days)s วัน %(n)s แบบ เก่าสุดส่งกลับ %(date)s",
        facts["forms"],
    )
    return words % {"days": facts["days"], "n": _number(facts["forms"]), "date": _day(facts["since"])}


def _decisions(facts: Facts) -> str:
    count = facts["decisions"]
    words = ngettext("มติของคณะทำงานเลยกำหนด %(n)s เรื่อง", "มติของคณะทำงานเลยกำหนด %(n)s เรื่อง", count)
    return words % {"n": _number(count)}


def _plan(round: str, district: str) -> str:
    return reverse("plan_detail", args=[round, district])


def _forms(round: str, district: str) -> str:
    return f"{reverse('survey_list')}?{urlencode({'round': round})}"


def _returned_forms(round: str, district: str) -> str:
    return f"{reverse('survey_list')}?{urlencode({'round': round, 'state': State.RETURNED.value})}"


def _group(round: str, district: str) -> str:
    return reverse("working_group", args=[district])


SENTENCES = {
    ReminderKind.CLOSING: _closing,
    ReminderKind.BEHIND: _behind,
    ReminderKind.RETURNED: _returned,
    ReminderKind.DECISIONS: _decisions,
}
PAGES = {
    ReminderKind.CLOSING: _forms,
    ReminderKind.BEHIND: _plan,
    ReminderKind.RETURNED: _returned_forms,
    ReminderKind.DECISIONS: _group,
}
VERBS = {
    ReminderKind.CLOSING: lambda: _("ดูแบบของรอบนี้"),
    ReminderKind.BEHIND: lambda: _("ดูแผนสำรวจ"),
    ReminderKind.RETURNED: lambda: _("ดูแบบที่ส่งกลับ"),
    ReminderKind.DECISIONS: lambda: _("ดูมติคณะทำงาน"),
}
