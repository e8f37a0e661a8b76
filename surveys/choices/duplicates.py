"""What two forms can share, and what people decide about two households that look alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TraitKind(models.TextChoices):
    """The ways in which two forms of one household find each other."""

    ID = "id", _("เลขบัตร")
    HOUSE_CODE = "house_code", _("เลขรหัสประจำบ้าน")
    NAME_BIRTH = "name_birth", _("ชื่อและปีเกิด")
    NAME_PLACE = "name_place", _("ชื่อหัวหน้าและชุมชน")
    BIRTH_PLACE = "birth_place", _("วันเกิดและชุมชน")
    PHONE = "phone", _("เบอร์โทรศัพท์")
    ADDRESS = "address", _("ที่อยู่")
    POINT = "point", _("จุดบนแผนที่และปีเกิดหัวหน้า")


class Verdict(models.TextChoices):
    """What a person said about two households."""

    APART = "apart", _("คนละครัวเรือน")
    SAME = "same", _("ครัวเรือนเดียวกัน รอหัวหน้ารวม")
