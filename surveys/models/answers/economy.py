"""Section F: the household's economy, and one row of its debts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import DebtSource, IncomeBand, Savings, YesNo
from surveys.models import fields

PER_MONTH = _("บาท/เดือน")


class EconomyAnswers(models.Model):
    """What comes in, what goes out, what is put aside."""

    income_total = fields.money(_("รายได้รวมของครัวเรือน"), _("ระบบรวมจากตารางสมาชิกให้ดูเทียบ"), unit=PER_MONTH)
    income_band = fields.choice(_("ช่วงรายได้"), IncomeBand, _("ใช้เมื่อไม่ประสงค์บอกจำนวน"))
    income_regular = fields.choice(_("รายได้สม่ำเสมอ"), YesNo)
    expense_food = fields.money(_("ค่าอาหาร"), unit=PER_MONTH)
    expense_housing = fields.money(_("ค่าที่อยู่อาศัย"), unit=PER_MONTH)
    expense_utility = fields.money(_("ค่าน้ำค่าไฟ"), unit=PER_MONTH)
    expense_transport = fields.money(_("ค่าเดินทาง"), unit=PER_MONTH)
    expense_school = fields.money(_("ค่าเล่าเรียน"), unit=PER_MONTH)
    expense_health = fields.money(_("ค่ารักษาพยาบาล"), unit=PER_MONTH)
    expense_other = fields.money(_("ค่าใช้จ่ายอื่น"), unit=PER_MONTH)
    savings = fields.multi(_("การออม"), Savings)
    savings_amount = fields.money(_("เงินออมที่มี"), unit=_("บาท"))
    saving_month = fields.money(_("ออมได้"), unit=PER_MONTH)
    savings_group_member = fields.choice(_("เป็นสมาชิกกลุ่มออมทรัพย์"), YesNo)

    class Meta:
        abstract = True


class DebtAnswers(models.Model):
    """One debt of the household."""

    source = fields.choice(_("แหล่งหนี้"), DebtSource)
    balance = fields.money(_("ยอดคงค้าง"), unit=_("บาท"))
    pay_month = fields.money(_("ผ่อน"), unit=PER_MONTH)
    rate = fields.decimal(_("ดอกเบี้ย"), unit=_("% ต่อเดือน"))

    class Meta:
        abstract = True
