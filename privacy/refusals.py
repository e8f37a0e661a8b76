"""Why a request or a disposal cannot be acted upon; each says what to do next."""

from django.utils.translation import gettext_lazy as _

from surveys.refusals import Refused


class AnsweredAlready(Refused):
    """Somebody answered the request meanwhile."""

    code = "answered_already"
    sentence = _("คำขอนี้มีผู้ตอบแล้ว — เปิดหน้าใหม่เพื่อดูผล")


class ResultRequired(Refused):
    """The result is told to the person who asked."""

    code, status = "result_required", 422
    sentence = _("เขียนผลหรือเหตุผลก่อน — ผู้ยื่นคำขอต้องได้รับแจ้ง")


class AnotherMustApprove(Refused):
    """Two people are needed to take away what is due."""

    code = "another_must_approve"
    sentence = _("ผู้เสนออนุมัติเองไม่ได้ — ให้อีกคนของสำนักเป็นผู้อนุมัติ")


class OtherStage(Refused):
    """The disposal is not where this can be done."""

    code = "other_stage"
    sentence = _("รายการนี้อยู่ขั้นอื่นแล้ว — เปิดหน้าใหม่เพื่อดูขั้นล่าสุด")
