"""Where a plan stands, how a district surveys, and what a working group is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(models.TextChoices):
    """A plan's way from the head to the Department."""

    DRAFT = "draft", pgettext_lazy("plan", "ร่าง")
    SENT = "sent", pgettext_lazy("plan", "รอสำนักอนุมัติ")
    RETURNED = "returned", pgettext_lazy("plan", "สำนักส่งกลับ")
    APPROVED = "approved", pgettext_lazy("plan", "อนุมัติแล้ว")


EDITABLE_STATES = (PlanState.DRAFT, PlanState.RETURNED)


class Method(models.TextChoices):
    """How households are reached."""

    DOOR_TO_DOOR = "door_to_door", _("เดินสำรวจทุกหลัง")
    COMMUNITY_MEETING = "community_meeting", _("ประชุมชุมชน")
    APPOINTMENT = "appointment", _("นัดหมายล่วงหน้า")
    AFTER_HOURS = "after_hours", _("ลงพื้นที่เย็นและวันหยุด")
    SERVICE_POINT = "service_point", _("ตั้งจุดบริการในชุมชน")
    PHONE = "phone", _("สัมภาษณ์ทางโทรศัพท์")


class Tool(models.TextChoices):
    """What interviewers carry."""

    TABLET = "tablet", _("แท็บเล็ต")
    MOBILE = "mobile", _("โทรศัพท์มือถือ")
    COMPUTER = "computer", _("คอมพิวเตอร์ที่สำนักงาน")
    PAPER = "paper", _("แบบกระดาษ")
    MAP = "map", _("แผนที่ชุมชน")
    ANNOUNCEMENT = "announcement", _("เสียงตามสายและป้ายประกาศ")


class GroupStatus(models.TextChoices):
    """Whether the district has a housing working group, and on what footing."""

    ESTABLISHED = "established", _("แต่งตั้งเป็นคำสั่งแล้ว")
    INFORMAL = "informal", _("ทำงานร่วมกันโดยยังไม่มีคำสั่ง")
    NONE = "none", _("ยังไม่มีคณะทำงาน")


class GroupRole(models.TextChoices):
    """What a member does in the working group."""

    CHAIR = "chair", _("ประธาน")
    VICE_CHAIR = "vice_chair", _("รองประธาน")
    MEMBER = "member", _("กรรมการ")
    SECRETARY = "secretary", _("เลขานุการ")
    ADVISER = "adviser", _("ที่ปรึกษา")


class DecisionState(models.TextChoices):
    """What became of a decision of the working group."""

    OPEN = "open", _("กำลังทำ")
    DONE = "done", _("เสร็จแล้ว")
    DROPPED = "dropped", _("ยกเลิก")


class ReminderKind(models.TextChoices):
    """What a district is reminded of, the most pressing first."""

    CLOSING = "closing", _("รอบใกล้ปิด")
    BEHIND = "behind", _("ช้ากว่าแผน")
    RETURNED = "returned", _("แบบส่งกลับค้าง")
    DECISIONS = "decisions", _("มติเลยกำหนด")


class MailState(models.TextChoices):
    """What became of a reminder's e-mail to one person."""

    NONE = "none", _("ในระบบเท่านั้น")
    WAITING = "waiting", _("รอส่งอีเมล")
    SENT = "sent", _("ส่งอีเมลแล้ว")
    FAILED = "failed", _("อีเมลไม่สำเร็จ")


class MailProblem(models.TextChoices):
    """Why an e-mail did not leave, without the server's own words, which quote addresses."""

    NO_SERVER = "no_server", _("ติดต่อเซิร์ฟเวอร์อีเมลไม่ได้")
    REFUSED = "refused", _("เซิร์ฟเวอร์ไม่รับอีเมลถึงผู้รับนี้")
