"""Why a job stops before its end, and why a person's wish about one is refused."""

from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.outages import Outage


class JobProblem(Exception):
    """The job cannot be done, for a reason that its owner can read; it is not tried again by itself."""

    def __init__(self, sentence):
        super().__init__("job problem")
        self.sentence = str(sentence)


class Interrupted(Exception):
    """The run ends here; whatever its last step wrote stays."""


class Cancelled(Interrupted):
    """The owner does not want it any more."""


class LeaseLost(Interrupted):
    """Another attempt has the job now; this one may write nothing."""


class Stopped(Interrupted):
    """The worker is shutting down; the job goes back and is continued later."""


class Postponed(Exception):
    """The machine lacks something for the moment; the job is back in the queue, and its worker rests for a while."""


class NotNow(Exception):
    """A job cannot be cancelled or started again where it stands."""

    def __init__(self, sentence):
        super().__init__("not now")
        self.sentence = str(sentence)


TOO_MUCH_MEMORY = _("ไฟล์นี้ใช้หน่วยความจำมากกว่าที่ระบบให้ได้ — แบ่งเป็นไฟล์ย่อยแล้วลองใหม่")
UNEXPECTED = _("ระบบทำงานนี้ต่อไม่ได้เพราะข้อผิดพลาดภายใน — กดลองใหม่ ถ้ายังไม่ได้ ให้แจ้งผู้ดูแลพร้อมรหัสงาน")
LOST_TOO_OFTEN = _("งานนี้หยุดกลางคันหลายครั้ง ระบบจึงไม่ลองต่อเอง — กดลองใหม่ ถ้ายังไม่ได้ ให้แจ้งผู้ดูแลพร้อมรหัสงาน")
RIGHTS_CHANGED = _("สิทธิ์ของคุณเปลี่ยนไปหลังสั่งงานนี้ ระบบจึงไม่ทำต่อ — สั่งงานใหม่ด้วยสิทธิ์ปัจจุบัน")
WAITS_FOR = {
    Outage.FULL: _("พื้นที่เก็บข้อมูลของระบบเต็ม งานนี้จึงพักไว้ และจะทำต่อเองเมื่อมีพื้นที่ ปิดหน้านี้ได้"),
    Outage.AWAY: _("ระบบใช้ฐานข้อมูลหรือที่เก็บไฟล์ไม่ได้ชั่วคราว งานนี้จึงพักไว้ และจะทำต่อเอง ปิดหน้านี้ได้"),
}
WAITED_TOO_LONG = {
    Outage.FULL: _("พื้นที่เก็บข้อมูลของระบบเต็มอยู่นาน ระบบจึงหยุดลองเอง — แจ้งผู้ดูแลระบบให้เพิ่มพื้นที่ แล้วกดลองใหม่"),
    Outage.AWAY: _("ระบบใช้ฐานข้อมูลหรือที่เก็บไฟล์ไม่ได้อยู่นาน ระบบจึงหยุดลองเอง — แจ้งผู้ดูแลระบบ แล้วกดลองใหม่"),
}
KIND_UNKNOWN = _("ระบบรุ่นนี้ไม่รู้จักงานชนิดนี้แล้ว — สั่งงานใหม่จากหน้าเดิม")
