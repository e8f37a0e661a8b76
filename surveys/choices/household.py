"""Codes of section C: the household and its roster."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MovedFrom(models.TextChoices):
    """Where the household lived before."""

    SAME_DISTRICT = "same_district", _("ในเขตเดียวกัน")
    BANGKOK = "bangkok", _("เขตอื่นในกรุงเทพฯ")
    PROVINCE = "province", _("ต่างจังหวัด")
    ABROAD = "abroad", _("ต่างประเทศ")


class Title(models.TextChoices):
    """Title before the name."""

    MR = "mr", _("นาย")
    MRS = "mrs", _("นาง")
    MISS = "miss", _("นางสาว")
    BOY = "boy", _("ด.ช.")
    GIRL = "girl", _("ด.ญ.")
    MONK = "monk", _("พระภิกษุ/สามเณร")
    RANK = "rank", _("ยศ")
    OTHER = "other", _("อื่น ๆ")


class IdKind(models.TextChoices):
    """Which identity document a person holds."""

    THAI13 = "thai13", _("บัตรประชาชน 13 หลัก")
    PINK13 = "pink13", _("บัตรสีชมพู 13 หลัก")
    PASSPORT = "passport", _("หนังสือเดินทาง")
    NONE = "none", _("ไม่มีเอกสาร")
    REFUSED = "refused", _("ไม่ประสงค์ตอบ")


class Sex(models.TextChoices):
    """Sex as on the document."""

    MALE = "male", _("ชาย")
    FEMALE = "female", _("หญิง")
    OTHER = "other", _("อื่น ๆ")


class Relation(models.TextChoices):
    """Relation to the head of household."""

    HEAD = "head", _("หัวหน้าครัวเรือน")
    SPOUSE = "spouse", _("คู่สมรส")
    CHILD = "child", _("บุตร")
    CHILD_IN_LAW = "child_in_law", _("เขย/สะใภ้")
    PARENT = "parent", _("บิดา/มารดา")
    PARENT_IN_LAW = "parent_in_law", _("บิดา/มารดาของคู่สมรส")
    GRANDCHILD = "grandchild", _("หลาน")
    SIBLING = "sibling", _("พี่/น้อง")
    RELATIVE = "relative", _("ญาติอื่น")
    LODGER = "lodger", _("ผู้อาศัย")
    TENANT = "tenant", _("ผู้เช่าช่วง")
    EMPLOYEE = "employee", _("ลูกจ้าง")


class Nationality(models.TextChoices):
    """Nationality, grouped as the service needs it."""

    THAI = "thai", _("ไทย")
    MYANMAR = "myanmar", _("เมียนมา")
    CAMBODIAN = "cambodian", _("กัมพูชา")
    LAO = "lao", _("ลาว")
    STATELESS = "stateless", _("ไม่มีสัญชาติ")
    OTHER = "other", _("อื่น ๆ")


class Education(models.TextChoices):
    """Highest education finished or under way."""

    NONE = "none", _("ไม่ได้เรียน")
    PRIMARY = "primary", _("ประถมศึกษา")
    LOWER_SECONDARY = "lower_secondary", _("มัธยมต้น")
    UPPER_SECONDARY = "upper_secondary", _("มัธยมปลาย/ปวช.")
    DIPLOMA = "diploma", _("ปวส./อนุปริญญา")
    BACHELOR = "bachelor", _("ปริญญาตรี")
    HIGHER = "higher", _("สูงกว่าปริญญาตรี")


class Work(models.TextChoices):
    """Main work."""

    GOVERNMENT = "government", _("ข้าราชการ/ลูกจ้างรัฐ")
    BMA_STAFF = "bma_staff", _("บุคลากร กทม.")
    STATE_ENTERPRISE = "state_enterprise", _("รัฐวิสาหกิจ")
    PRIVATE = "private", _("ลูกจ้างเอกชน")
    DAILY = "daily", _("รับจ้างรายวัน")
    OWN_ACCOUNT = "own_account", _("ธุรกิจส่วนตัว")
    VENDOR = "vendor", _("ค้าขาย/หาบเร่")
    RIDER = "rider", _("ขับรถรับจ้าง/ไรเดอร์")
    HOUSEWORK = "housework", _("ทำงานบ้าน")
    STUDENT = "student", _("เรียนหนังสือ")
    UNEMPLOYED = "unemployed", _("ว่างงาน")
    RETIRED = "retired", _("เกษียณ/ชรา")
    UNABLE = "unable", _("ทำงานไม่ได้")


EARNING_WORK = (
    Work.GOVERNMENT,
    Work.BMA_STAFF,
    Work.STATE_ENTERPRISE,
    Work.PRIVATE,
    Work.DAILY,
    Work.OWN_ACCOUNT,
    Work.VENDOR,
    Work.RIDER,
)


class Welfare(models.TextChoices):
    """Welfare a person receives."""

    STATE_CARD = "state_card", _("บัตรสวัสดิการแห่งรัฐ")
    OLD_AGE = "old_age", _("เบี้ยผู้สูงอายุ")
    DISABILITY = "disability", _("เบี้ยความพิการ")
    CHILD_GRANT = "child_grant", _("เงินอุดหนุนเด็กแรกเกิด")
    SOCIAL_SECURITY = "social_security", _("ประกันสังคม")
    GOLD_CARD = "gold_card", _("บัตรทอง")
    EMERGENCY = "emergency", _("เงินสงเคราะห์ฉุกเฉิน")
    NONE = "none", _("ไม่ได้รับ")


class Disability(models.TextChoices):
    """Kind of disability, asked only with consent."""

    SEEING = "seeing", _("การเห็น")
    HEARING = "hearing", _("การได้ยิน")
    MOVING = "moving", _("การเคลื่อนไหว")
    MIND = "mind", _("จิตใจ")
    INTELLECT = "intellect", _("สติปัญญา")
    LEARNING = "learning", _("การเรียนรู้")
    AUTISM = "autism", _("ออทิสติก")
    NONE = "none", _("ไม่มี")
