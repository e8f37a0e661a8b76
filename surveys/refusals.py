"""Why a write is refused; each refusal says in Thai what happened and what to do next."""

from django.utils.translation import gettext_lazy as _

from surveys.problems import Problem


class Refused(Exception):
    """A write that cannot be done now; nothing was changed."""

    code = "refused"
    status = 409
    sentence = _("ทำรายการนี้ไม่ได้")

    def __init__(self, sentence: str = ""):
        super().__init__(self.code)
        if sentence:
            self.sentence = sentence


class WrongState(Refused):
    """The survey is not in a state that allows the move."""

    code = "wrong_state"
    sentence = _("แบบนี้เปลี่ยนสถานะไปแล้ว — เปิดใหม่เพื่อดูสถานะล่าสุด")


class Locked(Refused):
    """The survey was submitted or approved and may not be edited."""

    code = "locked"
    sentence = _("แบบนี้ส่งแล้ว แก้ไม่ได้ — ถ้าต้องแก้ ให้หัวหน้าส่งกลับก่อน")


class RoundClosed(Refused):
    """The round does not take entries in this district today."""

    code = "round_closed"
    sentence = _("รอบสำรวจนี้ยังไม่เปิดหรือปิดแล้วสำหรับเขตของคุณ — ติดต่อสำนักพัฒนาสังคมหากต้องขยายเวลา")


class RoundUnknown(Refused):
    """No such round."""

    code = "round_unknown"
    status = 422
    sentence = _("ไม่มีรอบสำรวจนี้ — เลือกรอบสำรวจใหม่")


class HouseholdUnknown(Refused):
    """No such household in the officer's district."""

    code = "household_unknown"
    status = 422
    sentence = _("ไม่มีครัวเรือนนี้ในเขตของคุณ — เลือกครัวเรือนใหม่")


class HouseholdSurveyed(Refused):
    """The household has a survey in this round already."""

    code = "household_surveyed"
    sentence = _("ครัวเรือนนี้มีแบบสำรวจในรอบนี้แล้ว — เปิดแบบเดิมแทน")


class Deleted(Refused):
    """The survey was deleted; a late re-send does not bring it back."""

    code = "deleted"
    status = 410
    sentence = _("แบบนี้ถูกลบแล้ว — ถ้าต้องสำรวจใหม่ ให้เริ่มแบบใหม่")


class PersonErased(Refused):
    """The form brings somebody back who was erased from it on request."""

    code = "person_erased"
    sentence = _("มีคนในแบบนี้ที่ขอลบข้อมูลไปแล้ว จึงไม่รับกลับมา — เปิดแบบใหม่แล้วแก้เฉพาะข้อที่ต้องการ")


class OtherPerson(Refused):
    """The form was written under another account than the one that sends it."""

    code = "other_person"
    sentence = _("แบบนี้กรอกด้วยบัญชีอื่น จึงไม่ได้ส่งในชื่อคุณ — ให้ผู้กรอกเข้าสู่ระบบในเครื่องนี้แล้วส่งเอง")


class OtherDistrict(Refused):
    """A form of a community in another district, or begun while its officer was in another (`begun_there`)."""

    code = "other_district"
    sentence = _("ชุมชนในแบบนี้อยู่อีกเขตหนึ่ง จึงไม่ได้ส่งเข้าเขตของคุณ — ให้เจ้าหน้าที่เขตนั้นกรอก หรือเลือกชุมชนใหม่")
    begun_there = _("แบบนี้เริ่มกรอกเมื่อคุณอยู่อีกเขตหนึ่ง จึงไม่ได้ส่งเข้าเขตของคุณตอนนี้ — แจ้งหัวหน้าของเขตเดิม")


class Conflict(Refused):
    """Somebody else saved a newer revision; both versions go back to the person."""

    code = "conflict"
    sentence = _("มีผู้แก้แบบนี้ไปแล้วหลังจากคุณเปิด — เทียบสองฉบับแล้วเลือก")

    def __init__(self, *, stored, yours: dict):
        super().__init__()
        self.stored, self.yours = stored, yours


class HasProblems(Refused):
    """The survey still has problems that keep it from being submitted."""

    code = "has_problems"
    status = 422
    sentence = _("ยังส่งไม่ได้ — แก้ข้อที่ผิดและบอกเหตุผลข้อที่ต้องยืนยันก่อน")

    def __init__(self, problems: list[Problem]):
        super().__init__()
        self.problems = problems


class ReasonRequired(Refused):
    """A decision that undoes another needs a reason."""

    code = "reason_required"
    status = 422
    sentence = _("บอกเหตุผลก่อน — ผู้ที่ต้องทำต่อจะเห็นเหตุผลนี้")


class TooLong(Refused):
    """A remark or reason is longer than is kept; it is not cut off unseen."""

    code = "too_long"
    status = 422
    sentence = _("ข้อความยาวเกิน 500 ตัวอักษร — ย่อให้สั้นลง")


class ThreadSettled(Refused):
    """The head has closed the thread, or it is not there any more."""

    code = "thread_settled"
    sentence = _("หัวหน้าปิดเรื่องนี้แล้ว — เปิดหน้าใหม่เพื่อดูความเห็นล่าสุด")


class DistrictChanged(Refused):
    """The numbers of the district are not those that the person read."""

    code = "district_changed"
    sentence = _("จำนวนแบบของเขตนี้เปลี่ยนไปหลังจากคุณเปิดหน้า — ดูจำนวนใหม่แล้วกดอีกครั้ง")


class StillWaiting(Refused):
    """Forms of the district are still with the head or with an officer."""

    code = "still_waiting"

    def __init__(self, number: int):
        said = _("ยังมีแบบรอตรวจหรือส่งกลับแก้ไข %(n)s แบบ — รอให้ครบ หรือเลือกรับเฉพาะที่อนุมัติแล้ว")
        super().__init__(str(said % {"n": number}))


class BadBody(Refused):
    """What was sent is not shaped as the interface says."""

    code = "bad_body"
    status = 400
    sentence = _("ข้อมูลที่ส่งมาไม่เป็นไปตามรูปแบบ — ดูรูปแบบในคู่มือ API")


class TooManyRows(Refused):
    """More members or debts than one household can have."""

    code = "too_many_rows"
    status = 422
    sentence = _("มีสมาชิกหรือหนี้มากกว่า 500 แถว — ตรวจข้อมูลที่ส่งมา")


class PhotoUnfit(Refused):
    """What was sent is no photograph that can be kept."""

    code = "photo_unfit"
    status = 422
    sentence = _("ไฟล์นี้ไม่ใช่รูป JPEG หรือมาไม่ครบ — เลือกรูปใหม่หรือถ่ายใหม่")


class PhotoTooLarge(Refused):
    """More bytes than a photograph may have."""

    code = "photo_too_large"
    status = 413
    sentence = _("รูปใหญ่เกิน 4 MB — ย่อรูปแล้วส่งใหม่")


class TooManyPhotos(Refused):
    """The form has as many photographs as it may have."""

    code = "too_many_photos"
    sentence = _("แบบหนึ่งเก็บได้ 6 รูป — ลบรูปที่ไม่ใช้ก่อนเพิ่มรูปใหม่")


class PhotoDiffers(Refused):
    """Another photograph is kept under this uuid."""

    code = "photo_differs"
    sentence = _("มีรูปอื่นใช้รหัสนี้อยู่แล้ว — เลือกรูปนี้เพิ่มใหม่อีกครั้ง")


class PhotoRemoved(Refused):
    """The photograph was removed; a late re-send does not bring it back."""

    code = "photo_removed"
    status = 410
    sentence = _("รูปนี้ถูกลบแล้ว — ถ้าต้องใช้ ให้เพิ่มใหม่อีกครั้ง")


class WrongStep(Refused):
    """The import of a file does not stand where this can be done, or a worker has it."""

    code = "wrong_step"
    sentence = _("การนำเข้านี้อยู่ขั้นอื่นแล้ว หรือกำลังทำงานอยู่ — เปิดหน้าใหม่เพื่อดูขั้นล่าสุด")
