"""Section E: land and security of tenure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import HouseTenure, HousingProblem, LandOwner, LandTenure
from surveys.models import fields


class TenureAnswers(models.Model):
    """By what right the household lives here, and what threatens it."""

    house_tenure = fields.choice(_("สถานะการอยู่อาศัย"), HouseTenure)
    land_tenure = fields.choice(_("สิทธิในที่ดิน"), LandTenure)
    lease_end = fields.date(_("สัญญาเช่าสิ้นสุด"))
    land_owner = fields.choice(_("เจ้าของที่ดิน"), LandOwner)
    rent_house = fields.money(_("ค่าเช่าบ้าน"), unit=_("บาท/เดือน"))
    rent_land = fields.money(_("ค่าเช่าที่ดิน"), unit=_("บาท/เดือน"))
    problems = fields.multi(_("ปัญหาที่อยู่อาศัย"), HousingProblem, _("เลือกได้หลายข้อ"))
    eviction_by = fields.text(_("ผู้แจ้งให้ย้ายหรือผู้ฟ้อง"))
    eviction_deadline = fields.date(_("ต้องย้ายภายใน"))

    class Meta:
        abstract = True
