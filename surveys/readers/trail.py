"""What happened to a survey so far, told in order."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surveys.choices import State
from surveys.models import Survey


@dataclass(frozen=True)
class Step:
    """One thing that was done: when, by whom, why."""

    at: datetime
    what: str
    who: str
    why: str = ""


def trail_of(survey: Survey, *, personal: bool) -> list[Step]:
    """From the first entry to the last move; those who see no personal data read roles instead of names."""
    steps = [Step(survey.created_at, _("เริ่มกรอก"), _who(survey.created_by, personal))]
    for move in survey.moves.select_related("by"):
        why = move.reason if personal else ""
        steps.append(Step(move.at, _done(move.to_state), _who(move.by, personal), why))
    return steps


def _done(state: str) -> str:
    return {
        State.SUBMITTED: _("ส่งแบบ"),
        State.RETURNED: pgettext("event", "ส่งกลับให้แก้ไข"),
        State.APPROVED: pgettext("event", "อนุมัติ"),
        State.ACCEPTED: _("สำนักพัฒนาสังคมรับแบบ"),
    }.get(state, _("เปิดให้แก้ไขอีกครั้ง"))


def _who(user, personal: bool) -> str:
    return user.display_name if personal else str(user.get_role_display())
