"""Section A: the visit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import Consent, Informant, Share, VisitResult, YesNo
from surveys.models import fields


class VisitAnswers(models.Model):
    """When, by whom and with whose consent the household was surveyed."""

    survey_date = fields.date(_("วันที่สำรวจ"), _("เช่น 21/11/2569"))
    enumerator = fields.text(_("ผู้สำรวจ"), _("ชื่อเจ้าหน้าที่ที่ลงพื้นที่"))
    informant = fields.choice(_("ผู้ให้ข้อมูล"), Informant, _("ควรเป็นคนในครัวเรือน"), non_answers=False)
    visit_result = fields.choice(
        _("ผลการเข้าสำรวจ"), VisitResult, _("ถ้าไม่ได้สำรวจ แบบจะจบหลังส่วน ข"), non_answers=False
    )
    privacy_notice = fields.choice(
        _("แจ้งประกาศความเป็นส่วนตัวแล้ว"), YesNo, _("อ่านประกาศให้ผู้ให้ข้อมูลฟังก่อนเริ่ม"), non_answers=False
    )
    sensitive_consent = fields.choice(
        _("ยินยอมให้ข้อมูลสุขภาพและความพิการ"),
        Consent,
        _("ถ้าไม่ยินยอม ข้อสุขภาพและความพิการจะไม่ถูกถามและไม่ถูกเก็บ"),
        non_answers=False,
    )
    share_with = fields.multi(_("ยินยอมให้ส่งต่อข้อมูลแก่"), Share, _("เลือกได้หลายข้อ ไม่เลือกคือไม่ส่งต่อ"))

    class Meta:
        abstract = True
