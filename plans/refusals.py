"""Why a write to a plan or a working group is refused; each says what happened and what to do next."""

from django.utils.translation import gettext_lazy as _

from surveys.refusals import Refused


class Stale(Refused):
    """Somebody saved a newer revision after this page was opened; `stored` is the row as it stands now."""

    code = "stale"
    sentence = _("มีผู้แก้หน้านี้หลังจากคุณเปิด จึงยังไม่ได้บันทึก — ดูสิ่งที่บันทึกไว้ด้านล่าง แล้วบันทึกอีกครั้งหรือเปิดหน้าใหม่")

    def __init__(self, stored):
        super().__init__()
        self.stored = stored


class PlanLocked(Refused):
    """The plan is with the Department or approved."""

    code = "plan_locked"
    sentence = _("แผนนี้ส่งสำนักหรืออนุมัติแล้ว แก้ไม่ได้ — ดึงกลับมาแก้จากหน้าแผนก่อน")


class WrongPlanState(Refused):
    """The plan does not stand where this can be done."""

    code = "wrong_plan_state"
    sentence = _("แผนนี้เปลี่ยนสถานะไปแล้ว — เปิดหน้าใหม่เพื่อดูสถานะล่าสุด")


class NotOfDistrict(Refused):
    """A community or member of another district was named."""

    code, status = "not_of_district", 422
    sentence = _("มีรายการที่ไม่ได้อยู่ในเขตนี้ — เปิดหน้าใหม่แล้วเลือกอีกครั้ง")


class PlanGaps(Refused):
    """The plan lacks something that the Department needs; `gaps` say what and in which section."""

    code, status = "plan_gaps", 422
    sentence = _("ยังส่งแผนไม่ได้ — เติมข้อที่ขาดก่อน")

    def __init__(self, gaps):
        super().__init__()
        self.gaps = gaps


class NothingToCopy(Refused):
    """There is a plan already, or no earlier one to begin with."""

    code = "nothing_to_copy"
    sentence = _("คัดลอกไม่ได้ — รอบนี้มีแผนแล้ว หรือไม่มีแผนของรอบก่อน")


class AlreadySettled(Refused):
    """The decision was settled or opened again by somebody else."""

    code = "already_settled"
    sentence = _("มีผู้เปลี่ยนผลของมตินี้ไปแล้ว — ดูผลล่าสุดแล้วทำอีกครั้งถ้ายังต้องการ")
