"""Saying why ids and phones of a household are wanted; without a reason nothing is shown, and each showing is recorded."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from audit.choices import Deed
from audit.models import record
from surveys.models import Survey
from surveys.refusals import ReasonRequired, TooLong

SHORTEST_REASON, LONGEST_REASON = 4, 200


class NoReasonToReveal(ReasonRequired):
    """Nobody sees whom a form is about without saying why."""

    sentence = _("บอกเหตุผลอย่างน้อย 4 ตัวอักษรก่อนเปิดดู — เหตุผลถูกบันทึกไว้พร้อมชื่อของคุณ")


class LongReasonToReveal(TooLong):
    """The reason is longer than the record keeps."""

    sentence = _("เหตุผลยาวเกิน 200 ตัวอักษร — ย่อให้สั้นลง")


def reveal(*, survey: Survey, by, at: datetime, reason: str) -> None:
    """Write down who asked to see the ids and phones of a household, and why; raises Refused."""
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON:
        raise NoReasonToReveal
    if len(said) > LONGEST_REASON:
        raise LongReasonToReveal
    record(by=by, at=at, deed=Deed.REVEAL, subject="survey", subject_id=survey.pk, reason=said)
