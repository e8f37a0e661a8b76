"""What a person of a district had best do next, in a sentence each, the most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.readers.communities import Progress
from surveys.models import Pair, Survey

READY = {"hard_problems": 0, "soft_problems": 0, "completeness__gt": 0}


@dataclass(frozen=True)
class Step:
    """A sentence that says what waits, and where its button leads."""

    sentence: str
    verb: str
    url: str


@dataclass(frozen=True)
class Waiting:
    """What waits for one officer: how many, and the form to begin with."""

    returned: int = 0
    first_returned: tuple[str, str] = ("", "")
    drafts: int = 0
    first_draft: tuple[str, str] = ("", "")
    ready: int = 0
    alike: int = 0


def alike_to_look_at(user) -> int:
    """Pairs of households of the own district that may be one and wait for a decision."""
    return Pair.objects.visible_to(user).undecided().count()


def ready_drafts(user) -> int:
    """Drafts of this person in which no rule finds anything left to mend."""
    return Survey.objects.visible_to(user).written_by(user).drafts().filter(**READY).count()


def steps_for(waiting: Waiting, communities: Iterable[Progress]) -> tuple[Step, ...]:
    """Returned forms come before drafts, drafts before doubles, and new households last."""
    found = (_mend(waiting), _send(waiting), _finish(waiting), _compare(waiting), _go_on(communities))
    return tuple(step for step in found if step)


def _mend(waiting: Waiting) -> Step | None:
    if not waiting.returned:
        return None
    name, url = waiting.first_returned
    said = ngettext("%(n)s แบบถูกส่งกลับ — เริ่มที่ %(name)s", "%(n)s แบบถูกส่งกลับ — เริ่มที่ %(name)s", waiting.returned)
    return Step(said % {"n": waiting.returned, "name": name}, _("แก้ไข"), url)


def _send(waiting: Waiting) -> Step | None:
    if not waiting.ready:
        return None
    said = ngettext(
        "%(n)s ร่างไม่มีข้อที่ต้องแก้แล้ว — อ่านทวนแล้วส่ง",
        "%(n)s ร่างไม่มีข้อที่ต้องแก้แล้ว — อ่านทวนแล้วส่ง",
        waiting.ready,
    )
    return Step(said % {"n": waiting.ready}, _("ดูร่าง"), f"{reverse('survey_list')}?state=draft")


def _finish(waiting: Waiting) -> Step | None:
    left = waiting.drafts - waiting.ready
    if left <= 0:
        return None
    name, url = waiting.first_draft
    said = ngettext("%(n)s ร่างยังกรอกไม่ครบ — ทำต่อที่ %(name)s", "%(n)s ร่างยังกรอกไม่ครบ — ทำต่อที่ %(name)s", left)
    return Step(said % {"n": left, "name": name}, _("ทำต่อ"), url)


def _compare(waiting: Waiting) -> Step | None:
    if not waiting.alike:
        return None
    said = ngettext(
        "%(n)s คู่อาจเป็นครัวเรือนเดียวกัน — เทียบแล้วตัดสิน",
        "%(n)s คู่อาจเป็นครัวเรือนเดียวกัน — เทียบแล้วตัดสิน",
        waiting.alike,
    )
    return Step(said % {"n": waiting.alike}, _("เทียบ"), reverse("duplicate_list"))


def _go_on(communities: Iterable[Progress]) -> Step | None:
    """The first community of the list that is not done yet; the list begins where the officer works."""
    row = next((row for row in communities if row.left), None)
    if row is None:
        return None
    said = ngettext("%(name)s เหลืออีก %(n)s ครัวเรือน", "%(name)s เหลืออีก %(n)s ครัวเรือน", row.left) % {
        "n": f"{row.left:,}",
        "name": row.community.shown_name,
    }
    return Step(said, _("เพิ่มครัวเรือน"), f"{reverse('survey_new')}?community={row.community.pk}")
