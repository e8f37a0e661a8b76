"""Codes of section E: land and security of tenure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HouseTenure(models.TextChoices):
    """By what right the household lives in the house."""

    OWNER = "owner", _("เป็นเจ้าของ")
    INSTALMENT = "instalment", _("กำลังผ่อน")
    RENT = "rent", _("เช่า")
    FREE_WORK = "free_work", _("อยู่ฟรี บ้านพักสวัสดิการ/นายจ้าง")
    FREE_RELATIVE = "free_relative", _("อยู่ฟรีกับญาติหรือเพื่อน")
    OCCUPY = "occupy", _("บุกรุก")


class LandTenure(models.TextChoices):
    """By what right the house stands on the land."""

    TITLE = "title", _("มีเอกสารสิทธิ์")
    COOPERATIVE = "cooperative", _("ที่ดินสหกรณ์")
    LEASE = "lease", _("เช่า มีสัญญา")
    VERBAL = "verbal", _("เช่าปากเปล่า")
    PERMITTED = "permitted", _("เจ้าของให้อยู่")
    ENCROACH = "encroach", _("บุกรุก")
    DISPUTE = "dispute", _("มีข้อพิพาท")
    UNKNOWN = "unknown", _("ไม่ทราบ")


class Sector(models.TextChoices):
    """Sector of a land owner."""

    PRIVATE = "private", _("เอกชน")
    STATE = "state", _("รัฐ")
    CROWN = "crown", _("ทรัพย์สินพระมหากษัตริย์")
    RELIGIOUS = "religious", _("ศาสนสถาน")
    LOCAL = "local", _("ท้องถิ่น")
    UNKNOWN = "unknown", _("ไม่ทราบ")


class LandOwner(models.TextChoices):
    """Who owns the land."""

    PRIVATE = "private", _("เอกชน")
    FAMILY = "family", _("ตนเอง/ครอบครัว")
    TREASURY = "treasury", _("กรมธนารักษ์")
    RAILWAY = "railway", _("การรถไฟฯ")
    PORT = "port", _("การท่าเรือฯ")
    CROWN = "crown", _("สำนักงานทรัพย์สินพระมหากษัตริย์")
    TEMPLE = "temple", _("วัด")
    MOSQUE = "mosque", _("มัสยิด")
    BMA = "bma", _("กรุงเทพมหานคร")
    NHA = "nha", _("การเคหะแห่งชาติ")
    IRRIGATION = "irrigation", _("กรมชลประทาน")
    HIGHWAYS = "highways", _("กรมทางหลวง")
    CANAL_PUBLIC = "canal_public", _("ที่สาธารณะริมคลอง")
    MILITARY = "military", _("ทหาร")
    COOPERATIVE = "cooperative", _("สหกรณ์")
    OTHER_STATE = "other_state", _("หน่วยงานรัฐอื่น")
    UNKNOWN = "unknown", _("ไม่ทราบ")

    @property
    def sector(self) -> Sector:
        return OWNER_SECTOR.get(self, Sector.STATE)


OWNER_SECTOR = {
    LandOwner.PRIVATE: Sector.PRIVATE,
    LandOwner.FAMILY: Sector.PRIVATE,
    LandOwner.COOPERATIVE: Sector.PRIVATE,
    LandOwner.CROWN: Sector.CROWN,
    LandOwner.TEMPLE: Sector.RELIGIOUS,
    LandOwner.MOSQUE: Sector.RELIGIOUS,
    LandOwner.BMA: Sector.LOCAL,
    LandOwner.CANAL_PUBLIC: Sector.LOCAL,
    LandOwner.UNKNOWN: Sector.UNKNOWN,
}


class HousingProblem(models.TextChoices):
    """Problems with the home."""

    EVICTION_NOTICE = "eviction_notice", _("ได้รับหนังสือให้ย้ายออก")
    LAWSUIT = "lawsuit", _("ถูกฟ้องขับไล่")
    LEASE_ENDING = "lease_ending", _("สัญญาเช่าใกล้หมด")
    CANAL_ENCROACHMENT = "canal_encroachment", _("รุกล้ำคลอง")
    STATE_PROJECT = "state_project", _("อยู่ในแนวโครงการรัฐ")
    DILAPIDATED = "dilapidated", _("บ้านทรุดโทรม")
    CROWDED = "crowded", _("อยู่กันแออัด")
    UNAFFORDABLE = "unaffordable", _("จ่ายค่าที่อยู่อาศัยไม่ไหว")
    NO_UTILITY = "no_utility", _("ไม่มีน้ำหรือไฟ")
    FLOOD = "flood", _("น้ำท่วม")
    FIRE = "fire", _("เสี่ยงไฟไหม้")
    SAFETY = "safety", _("ไม่ปลอดภัย")
    WASTE = "waste", _("ขยะและน้ำเสีย")
    NO_HOUSE_REGISTRATION = "no_house_registration", _("ไม่มีทะเบียนบ้าน")
    NONE = "none", _("ไม่มีปัญหา")
