"""What is written down: what was done with personal data, and what happened to accounts and to the system."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """The kind of access that is recorded."""

    VIEW = "view", _("เปิดดู")
    EXPORT = "export", _("ส่งออก")
    REVEAL = "reveal", _("เปิดข้อมูลที่ปิดบัง")
    REMIND = "remind", _("ส่งการเตือน")


class Kind(models.TextChoices):
    """The kind of event that is noted."""

    SIGNED_IN = "signed_in", _("เข้าสู่ระบบ")
    SIGN_IN_FAILED = "sign_in_failed", _("เข้าสู่ระบบไม่สำเร็จ")
    LOCKED = "locked", _("ระงับการเข้าสู่ระบบชั่วคราว")
    SIGNED_OUT = "signed_out", _("ออกจากระบบ")
    FACTOR_ADDED = "factor_added", _("เพิ่มวิธียืนยันตัวตน")
    FACTOR_REMOVED = "factor_removed", _("ลบวิธียืนยันตัวตน")
    SESSIONS_ENDED = "sessions_ended", _("ปิดการใช้งานบนอุปกรณ์อื่น")
    TOKEN_MADE = "token_made", _("สร้างกุญแจ API")
    TOKEN_ENDED = "token_ended", _("ยกเลิกกุญแจ API")
    REFUSED = "refused", _("ไม่อนุญาต")
    ACCOUNT_CHANGED = "account_changed", _("แก้ไขบัญชีผู้ใช้")
    REVEALED = "revealed", _("เปิดดูค่าที่ปิดบัง")
    ERASED = "erased", _("ลบข้อมูลบุคคล")
    EXPORTED = "exported", _("นำข้อมูลออกจากระบบ")
    BACKED_UP = "backed_up", _("สำรองข้อมูล")
    RESTORED = "restored", _("กู้คืนข้อมูล")
    SETTING_CHANGED = "setting_changed", _("แก้ไขการตั้งค่า")
    TRAIL_DROPPED = "trail_dropped", _("ลบบันทึกที่พ้นกำหนด")


ALL = [*Deed.choices, *Kind.choices]
