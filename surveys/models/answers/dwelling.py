"""Section D: the dwelling."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import Condition, Dwelling, Electricity, FireRisk, Material, Sewage, Toilet, Water
from surveys.models import fields


class DwellingAnswers(models.Model):
    """The building, its condition and its services."""

    dwelling = fields.choice(_("ลักษณะที่อยู่อาศัย"), Dwelling)
    storeys = fields.integer(_("จำนวนชั้น"), unit=_("ชั้น"))
    material = fields.choice(_("วัสดุหลัก"), Material)
    condition = fields.choice(_("สภาพบ้าน"), Condition)
    floor_area = fields.decimal(_("พื้นที่ใช้สอย"), unit=_("ตร.ม."))
    bedrooms = fields.integer(_("ห้องนอน"), _("ห้องเดียวรวมทุกอย่างให้ใส่ 1"), unit=_("ห้อง"))
    water = fields.choice(_("น้ำประปา"), Water)
    electricity = fields.choice(_("ไฟฟ้า"), Electricity)
    toilet = fields.choice(_("ห้องส้วม"), Toilet)
    sewage = fields.choice(_("น้ำทิ้ง"), Sewage)
    access_width = fields.decimal(
        _("ความกว้างทางเข้า"), _("จุดที่แคบที่สุด ต่ำกว่า 1 เมตรรถดับเพลิงเข้าไม่ได้"), unit=_("เมตร")
    )
    floods_per_year = fields.integer(_("น้ำท่วม"), unit=_("ครั้ง/ปี"))
    flood_depth = fields.integer(_("ระดับน้ำท่วมสูงสุด"), unit=_("ซม."))
    fire_risk = fields.choice(_("ความเสี่ยงไฟไหม้"), FireRisk)

    class Meta:
        abstract = True
