"""States of a survey, severities of a problem and the two non-answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a survey stands on its way from the lane to the Department."""

    DRAFT = "draft", _("ร่าง")
    SUBMITTED = "submitted", _("รอตรวจ")
    RETURNED = "returned", _("ส่งกลับแก้ไข")
    APPROVED = "approved", _("อนุมัติแล้ว")
    ACCEPTED = "accepted", _("สำนักรับแล้ว")


EDITABLE_STATES = (State.DRAFT, State.RETURNED)
COUNTED_STATES = (State.SUBMITTED, State.APPROVED, State.ACCEPTED)
APPROVED_STATES = (State.APPROVED, State.ACCEPTED)


class StatesTogether(models.TextChoices):
    """Several states that the figures also keep added up in one row."""

    COUNTED = "counted", _("ส่งแล้วขึ้นไป")
    PASSED = "passed", _("อนุมัติแล้วขึ้นไป")

    @property
    def states(self) -> tuple[State, ...]:
        return COUNTED_STATES if self == StatesTogether.COUNTED else APPROVED_STATES


class DistrictRoundState(models.TextChoices):
    """What the Department last decided about a district's part of a round."""

    ACCEPTED = "accepted", _("รับแล้วทั้งเขต")
    PARTLY = "partly", _("รับเฉพาะที่อนุมัติแล้ว")
    SENT_BACK = "sent_back", _("ส่งคืนเขต")


class Severity(models.TextChoices):
    """A hard problem forbids submitting; a soft one asks for a reason."""

    HARD = "hard", _("ต้องแก้ก่อนส่ง")
    SOFT = "soft", _("ยืนยันพร้อมเหตุผล")


class NonAnswer(models.TextChoices):
    """Answers that are not an answer, and are not blank either."""

    REFUSED = "refused", _("ไม่ประสงค์ตอบ")
    UNKNOWN = "unknown", _("ไม่ทราบ")


class YesNo(models.TextChoices):
    """Plain yes or no."""

    YES = "yes", _("ใช่")
    NO = "no", _("ไม่ใช่")
