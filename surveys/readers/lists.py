"""Surveys as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.readers import household_name
from surveys.models import Survey


@dataclass(frozen=True)
class Line:
    """One survey in a list."""

    pk: object
    url: str
    name: str
    community: str
    district: str
    round: str
    state: str
    state_label: str
    left: str
    updated_at: datetime
    submitted_at: datetime | None
    soft_problems: int


def lines_of(surveys: Iterable[Survey], *, personal: bool) -> list[Line]:
    """Needs surveys `with_place()`."""
    return [line_of(survey, personal=personal) for survey in surveys]


def line_of(survey: Survey, *, personal: bool) -> Line:
    return Line(
        pk=survey.pk,
        url=survey.get_absolute_url(),
        name=household_name(survey.household, personal=personal),
        community=survey.community.shown_name if survey.community else "",
        district=survey.district.name,
        round=survey.round_id,
        state=survey.state,
        state_label=str(survey.get_state_display()),
        left=left_to_do(survey) if survey.is_editable else "",
        updated_at=survey.updated_at,
        submitted_at=survey.submitted_at,
        soft_problems=survey.soft_problems,
    )


def left_to_do(survey: Survey) -> str:
    """What an editable survey still needs, in one line."""
    parts = [_("ตอบแล้ว %(percent)s%%") % {"percent": survey.completeness}]
    if not survey.hard_problems and not survey.soft_problems:
        parts.append(_("ไม่มีข้อที่ต้องแก้"))
    if survey.hard_problems:
        parts.append(_("ต้องแก้ %(n)s ข้อ") % {"n": survey.hard_problems})
    if survey.soft_problems:
        parts.append(_("ควรตรวจ %(n)s ข้อ") % {"n": survey.soft_problems})
    return " · ".join(parts)


def days_since(moment: datetime | None, today: date) -> int:
    """Whole days by the calendar of Bangkok; 0 is today."""
    return max(0, (today - timezone.localdate(moment)).days) if moment else 0


def waited(days: int) -> str:
    """How long something has been waiting."""
    return ngettext("%(n)s วัน", "%(n)s วัน", days) % {"n": days} if days else _("ส่งวันนี้")
