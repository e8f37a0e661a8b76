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
