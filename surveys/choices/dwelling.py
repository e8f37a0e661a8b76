"""Codes of section D: the dwelling."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dwelling(models.TextChoices):
    """Kind of dwelling."""

    DETACHED = "detached", _("บ้านเดี่ยว")
    ROWHOUSE = "rowhouse", _("ห้องแถว/เรือนแถว")
    TOWNHOUSE = "townhouse", _("ทาวน์เฮาส์/ตึกแถว")
    CONDO = "condo", _("ห้องชุด/แฟลต")
    ROOM_IN_HOUSE = "room_in_house", _("ห้องในบ้าน")
    RENTED_ROOM = "rented_room", _("ห้องเช่า")
    TEMPORARY = "temporary", _("เพิงพัก/ที่อยู่ชั่วคราว")
    BOAT = "boat", _("เรือ")
    OTHER = "other", _("อื่น ๆ")


class Material(models.TextChoices):
    """Main building material."""

    CONCRETE = "concrete", _("ตึก/คอนกรีต")
    MIXED = "mixed", _("ครึ่งตึกครึ่งไม้")
    WOOD = "wood", _("ไม้")
    LIGHT = "light", _("วัสดุเบา")
    REUSED = "reused", _("วัสดุเหลือใช้")


class Condition(models.TextChoices):
    """Condition of the building."""

    GOOD = "good", _("ดี")
    MINOR = "minor", _("ชำรุดเล็กน้อย")
    MAJOR = "major", _("ชำรุดมาก")
    DILAPIDATED = "dilapidated", _("ทรุดโทรมทั้งหลัง")
    UNSAFE = "unsafe", _("ไม่ปลอดภัย")


class Water(models.TextChoices):
    """Water supply."""

    OWN_METER = "own_meter", _("มิเตอร์ของตนเอง")
    SHARED = "shared", _("พ่วงจากผู้อื่น")
    BOUGHT = "bought", _("ซื้อน้ำ")
    NONE = "none", _("ไม่มี")


class Electricity(models.TextChoices):
    """Electricity supply."""

    OWN_METER = "own_meter", _("มิเตอร์ของตนเอง")
    TEMPORARY = "temporary", _("มิเตอร์ชั่วคราว")
    SHARED = "shared", _("พ่วงจากผู้อื่น")
    NONE = "none", _("ไม่มี")


class Toilet(models.TextChoices):
    """Toilet."""

    PRIVATE = "private", _("ในบ้าน ใช้เอง")
    SHARED = "shared", _("ใช้ร่วมกับผู้อื่น")
    NONE = "none", _("ไม่มี")


class Sewage(models.TextChoices):
    """Where waste water goes."""

    TREATED = "treated", _("เข้าระบบบำบัด")
    SEPTIC = "septic", _("บ่อเกรอะ/บ่อซึม")
    CANAL = "canal", _("ลงคลองหรือที่สาธารณะ")


class FireRisk(models.TextChoices):
    """Risk of fire as the officer sees it."""

    LOW = "low", _("น้อย")
    MEDIUM = "medium", _("ปานกลาง")
    HIGH = "high", _("มาก")
