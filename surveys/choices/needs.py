"""Codes of section G: what the household needs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Want(models.TextChoices):
    """What the household wants."""

    STAY_REPAIR = "stay_repair", _("อยู่ที่เดิม ซ่อมบ้าน")
    STAY_REBUILD = "stay_rebuild", _("อยู่ที่เดิม สร้างใหม่")
    STAY_REGULARISE = "stay_regularise", _("อยู่ที่เดิม ทำสัญญาให้ถูกต้อง")
    REBLOCK = "reblock", _("ปรับผังชุมชน")
    LAND_SHARE = "land_share", _("แบ่งปันที่ดิน")
    NEARBY = "nearby", _("ย้ายไปใกล้ที่เดิม")
    RELOCATE = "relocate", _("ย้ายไปที่ใหม่")
    RENT_PUBLIC = "rent_public", _("เช่าที่อยู่ของรัฐ")
    BUY = "buy", _("ซื้อบ้าน")
    RETURN_HOME = "return_home", _("กลับภูมิลำเนา")
    NONE = "none", _("ไม่ต้องการเปลี่ยนแปลง")
    UNDECIDED = "undecided", _("ยังไม่ตัดสินใจ")


class FormWanted(models.TextChoices):
    """Form of home wanted."""

    DETACHED = "detached", _("บ้านเดี่ยว")
    ROW = "row", _("บ้านแถว")
    FLAT = "flat", _("แฟลต/ห้องชุด")
    DORMITORY = "dormitory", _("หอพัก")


class Timeframe(models.TextChoices):
    """How soon the household needs it."""

    NOW = "now", _("ทันที")
    ONE_YEAR = "one_year", _("ภายใน 1 ปี")
    THREE_YEARS = "three_years", _("ภายใน 3 ปี")
    LATER = "later", _("หลัง 3 ปี")


class Programme(models.TextChoices):
    """Housing programmes the household is interested in."""

    BAAN_MANKONG = "baan_mankong", _("บ้านมั่นคง")
    BAAN_MANKONG_CANAL = "baan_mankong_canal", _("บ้านมั่นคงริมคลอง")
    NHA_RENT = "nha_rent", _("บ้านเช่าการเคหะฯ")
    NHA_BUY = "nha_buy", _("บ้านเช่าซื้อการเคหะฯ")
    PUBLIC_HOUSING = "public_housing", _("อาคารสงเคราะห์")
    BMA_STAFF_HOUSING = "bma_staff_housing", _("บ้านพักบุคลากร กทม.")
    STARTER_RENT = "starter_rent", _("บ้านเช่าคนเริ่มทำงาน")
    REPAIR_GRANT = "repair_grant", _("เงินซ่อมแซมบ้าน")
    NONE = "none", _("ไม่สนใจ")
    UNKNOWN = "unknown", _("ไม่รู้จักโครงการ")


class JoinBaanMankong(models.TextChoices):
    """Would the household join Baan Mankong."""

    YES = "yes", _("เข้าร่วม")
    NO = "no", _("ไม่เข้าร่วม")
    MORE_INFORMATION = "more_information", _("ขอข้อมูลเพิ่ม")


class TargetGroup(models.TextChoices):
    """Target groups of the ten-year housing plan; a household may be in several."""

    LOW_INCOME = "low_income", _("ผู้มีรายได้น้อย")
    BMA_STAFF = "bma_staff", _("บุคลากร กทม.")
    NEW_GRADUATE = "new_graduate", _("ผู้จบการศึกษาใหม่")
    GENERAL = "general", _("ประชาชนทั่วไป")
