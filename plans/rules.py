"""What a plan must say before the Department is asked to approve it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.models import SurveyPlan


@dataclass(frozen=True)
class Gap:
    """Something that is missing, and the section of the form where it is filled in."""

    section: str
    sentence: str


def gaps(plan: SurveyPlan) -> list[Gap]:
    """Everything that keeps a plan from being sent."""
    return [Gap(section, sentence) for section, sentence in _gaps(plan)]


def _gaps(plan: SurveyPlan) -> Iterator[tuple[str, str]]:
    yield from _of_places(plan)
    yield from _of_work(plan)
    yield from _of_timetable(plan)
    yield from _of_people(plan)


def _of_places(plan: SurveyPlan) -> Iterator[tuple[str, str]]:
    if not plan.communities.all():
        yield "places", _("ยังไม่ได้เลือกชุมชนเป้าหมาย")
    opens, closes = plan.round.opens_on, plan.round.closes_for(plan.district_id)
    days = [plan.first_day, plan.last_day]
    for row in plan.communities.all():
        days += [day for day in (row.starts_on, row.ends_on) if day]
    if min(days) < opens or max(days) > closes:
        yield "places", _("มีวันสำรวจก่อนเปิดหรือหลังปิดรอบ — แก้วัน หรือขอขยายเวลาก่อน")


def _of_work(plan: SurveyPlan) -> Iterator[tuple[str, str]]:
    if not plan.process.strip():
        yield "work", _("ยังไม่ได้บอกกระบวนการ")
    if not (plan.methods or plan.methods_words.strip()):
        yield "work", _("ยังไม่ได้เลือกวิธีสำรวจ")
    if not (plan.tools or plan.tools_words.strip()):
        yield "work", _("ยังไม่ได้เลือกเครื่องมือ")


def _of_timetable(plan: SurveyPlan) -> Iterator[tuple[str, str]]:
    milestones = plan.milestones.all()
    if not milestones:
        yield "timetable", _("ยังไม่มีขั้นตอนในกำหนดเวลา")
    if any(one.starts_on is None or one.ends_on is None for one in milestones):
        yield "timetable", _("มีขั้นตอนที่ยังไม่บอกวัน")


def _of_people(plan: SurveyPlan) -> Iterator[tuple[str, str]]:
    people = plan.people.all()
    if not people:
        yield "people", _("ยังไม่มีผู้เกี่ยวข้อง")
    elif not sum(one.interviewers for one in people):
        yield "people", _("ยังไม่ได้บอกจำนวนผู้สัมภาษณ์")
