"""Columns that the system computes from the answers (see surveys/computing.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import IncomeBand
from surveys.models.fields import MultiChoiceField


class ComputedAnswers(models.Model):
    """Results kept beside the answers they follow from; never typed by a person."""

    target_groups = MultiChoiceField(_("กลุ่มเป้าหมาย"), max_length=80, blank=True, default="")
    household_income = models.IntegerField(_("รายได้ครัวเรือนที่ใช้คำนวณ"), null=True, blank=True)
    income_bracket = models.CharField(
        _("ช่วงรายได้ที่ใช้คำนวณ"), max_length=24, choices=IncomeBand.choices, blank=True, default=""
    )
    debt_payment = models.IntegerField(_("ภาระผ่อนหนี้ต่อเดือน"), null=True, blank=True)
    overcrowded = models.BooleanField(_("อยู่แออัด"), default=False)
    debt_stressed = models.BooleanField(_("หนี้เกินตัว"), default=False)
    rent_burdened = models.BooleanField(_("ค่าเช่าเกินกำลัง"), default=False)
    fire_access_blocked = models.BooleanField(_("รถดับเพลิงเข้าไม่ถึง"), default=False)
    affordability_gap = models.IntegerField(_("ส่วนต่างกำลังจ่าย (บาท/เดือน)"), null=True, blank=True)
    vulnerability = models.PositiveSmallIntegerField(_("คะแนนความเปราะบาง"), default=0)
    vulnerability_parts = models.JSONField(_("ที่มาของคะแนน"), default=list, blank=True)
    computing_version = models.PositiveSmallIntegerField(_("รุ่นของสูตร"), default=1)

    class Meta:
        abstract = True
