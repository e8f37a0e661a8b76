"""The six roles of the people who use the system."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Who a person is; decides what they may read, write, review and export."""

    OFFICER = "officer", _("เจ้าหน้าที่เขต")
    HEAD = "head", _("หัวหน้าฝ่ายเขต")
    DEPARTMENT = "department", _("สำนักพัฒนาสังคม")
    ANALYST = "analyst", _("นักวิเคราะห์")
    ADMIN = "admin", _("ผู้ดูแลระบบ")
    PARTNER = "partner", _("หน่วยงานภาคี")


DISTRICT_ROLES = (Role.OFFICER, Role.HEAD)
CITY_ROLES = (Role.DEPARTMENT, Role.ANALYST, Role.ADMIN)
GUARDED_ROLES = (Role.HEAD, *CITY_ROLES)
"""Heads and above: they need a second factor where one is required."""


class FactorKind(models.TextChoices):
    """What a person proves themselves with beside the password."""

    APP = "app", _("แอปรหัส 6 หลัก")
    PASSKEY = "passkey", _("พาสคีย์")


class Outcome(models.TextChoices):
    """What became of a try to sign in; an open one is being looked at."""

    OPEN = "open", _("กำลังตรวจ")
    RIGHT = "right", _("ถูก")
    WRONG = "wrong", _("ผิด")
    LOCKED = "locked", _("ผิดจนถูกพัก")
    STOPPED = "stopped", _("ไม่ได้ตรวจ")
