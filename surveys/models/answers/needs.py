"""Section G: what the household needs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import FormWanted, JoinBaanMankong, Programme, Timeframe, Want
from surveys.models import fields


class NeedsAnswers(models.Model):
    """What home the household wants, can pay, and would join."""

    want = fields.choice(_("ความต้องการ"), Want)
    form = fields.choice(_("รูปแบบที่อยู่ที่ต้องการ"), FormWanted)
    max_distance = fields.decimal(_("ไกลจากที่เดิมได้ไม่เกิน"), unit=_("กม."))
    afford_month = fields.money(_("จ่ายค่าที่อยู่อาศัยได้"), unit=_("บาท/เดือน"))
    down_payment = fields.money(_("เงินดาวน์ที่มี"), unit=_("บาท"))
    timeframe = fields.choice(_("ต้องการภายใน"), Timeframe)
    programmes = fields.multi(_("โครงการที่สนใจ"), Programme, _("เลือกได้หลายข้อ"))
    join_baan_mankong = fields.choice(_("เข้าร่วมบ้านมั่นคง"), JoinBaanMankong)
    received_before = fields.choice(_("โครงการที่เคยได้รับ"), Programme)
    received_year = fields.year(_("ปีที่ได้รับ (พ.ศ.)"))

    class Meta:
        abstract = True
