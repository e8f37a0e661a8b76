"""Section B: the place."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from surveys.choices import Canal, PointSource, Registration, YesNo
from surveys.models import fields


class LocationAnswers(models.Model):
    """Address, house registration and point of the dwelling."""

    house_no = fields.text(_("บ้านเลขที่"), _("เช่น 12/3"), length=40)
    no_house_number = fields.choice(_("ไม่มีบ้านเลขที่"), YesNo, non_answers=False)
    registration = fields.choice(_("ทะเบียนบ้าน"), Registration)
    house_code = fields.text(
        _("เลขรหัสประจำบ้าน"), _("11 หลัก ดูจากหน้าแรกของทะเบียนบ้าน"), length=20, kind="house_code"
    )
    moo = fields.text(_("หมู่ที่"), length=20)
    soi = fields.text(_("ซอย"))
    road = fields.text(_("ถนน"))
    building = fields.text(_("อาคาร"))
    floor = fields.text(_("ชั้น"), length=20)
    room = fields.text(_("ห้อง"), length=20)
    subdistrict = fields.described(
        models.ForeignKey(
            "districts.Subdistrict",
            models.PROTECT,
            verbose_name=_("แขวง"),
            null=True,
            blank=True,
            related_name="+",
            db_index=False,
        ),
        "subdistrict",
    )
    postcode = fields.text(_("รหัสไปรษณีย์"), length=10, kind="digits")
    lat = fields.coordinate(_("ละติจูด"), _("เช่น 13.7563"))
    lng = fields.coordinate(_("ลองจิจูด"), _("เช่น 100.5018"))
    accuracy = fields.coordinate(_("ความคลาดเคลื่อน (เมตร)"))
    point_source = fields.choice(_("ที่มาของพิกัด"), PointSource, non_answers=False)
    canal = fields.choice(_("ติดคลอง"), Canal)
    canal_name = fields.text(_("ชื่อคลอง"))
    households_in_house = fields.integer(_("จำนวนครัวเรือนในบ้านหลังนี้"), unit=pgettext_lazy("unit", "ครัวเรือน"))
    phone = fields.sealed_text(_("เบอร์โทรศัพท์"), _("เช่น 081-234-5678"), length=20, kind="phone")

    class Meta:
        abstract = True
