"""Section C: one row of the roster."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import (
    Disability,
    Education,
    IdKind,
    Nationality,
    Relation,
    Sex,
    Title,
    Welfare,
    Work,
    YesNo,
)
from surveys.models import fields


class MemberAnswers(models.Model):
    """A person who lives in the household."""

    title = fields.choice(_("คำนำหน้า"), Title, non_answers=False)
    first_name = fields.text(_("ชื่อ"))
    last_name = fields.text(_("นามสกุล"), _("ไม่มีให้เว้นว่าง"))
    id_kind = fields.choice(_("เอกสารประจำตัว"), IdKind, non_answers=False)
    citizen_id = fields.sealed_text(_("เลขประจำตัว 13 หลัก"), length=20, kind="citizen_id", blind=True)
    sex = fields.choice(_("เพศ"), Sex)
    birth_date = fields.date(_("วันเกิด"), _("เช่น 21/11/2530"))
    birth_year = fields.year(_("ปีเกิด (พ.ศ.)"), _("ถ้าจำวันเกิดไม่ได้ ใส่ปีอย่างเดียว"))
    relation = fields.choice(_("ความสัมพันธ์กับหัวหน้าครัวเรือน"), Relation, non_answers=False)
    nationality = fields.choice(_("สัญชาติ"), Nationality)
    registered_here = fields.choice(_("มีชื่อในทะเบียนบ้านนี้"), YesNo)
    education = fields.choice(_("การศึกษา"), Education)
    graduated_year = fields.year(_("ปีที่จบ (พ.ศ.)"))
    work = fields.choice(_("งานหลัก"), Work)
    income_month = fields.money(_("รายได้"), _("ต่อเดือน ถ้าได้เป็นรายวันให้คูณวันทำงาน"), unit=_("บาท/เดือน"))
    welfare = fields.multi(_("สวัสดิการที่ได้รับ"), Welfare)
    disability = fields.multi(_("ความพิการ"), Disability)
    disability_card = fields.choice(_("มีบัตรคนพิการ"), YesNo)
    bedridden = fields.choice(_("ติดเตียง"), YesNo)
    chronic = fields.choice(_("โรคเรื้อรัง"), YesNo)

    class Meta:
        abstract = True
