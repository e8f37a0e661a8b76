"""Codes of section F: the household's economy."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IncomeBand(models.TextChoices):
    """Monthly household income in bands, for those who will not say an amount."""

    UP_TO_5000 = "up_to_5000", _("ไม่เกิน 5,000 บาท")
    UP_TO_10000 = "up_to_10000", _("5,001–10,000 บาท")
    UP_TO_15000 = "up_to_15000", _("10,001–15,000 บาท")
    UP_TO_20000 = "up_to_20000", _("15,001–20,000 บาท")
    UP_TO_30000 = "up_to_30000", _("20,001–30,000 บาท")
    UP_TO_50000 = "up_to_50000", _("30,001–50,000 บาท")
    OVER_50000 = "over_50000", _("มากกว่า 50,000 บาท")


BAND_CEILINGS = (
    (5_000, IncomeBand.UP_TO_5000),
    (10_000, IncomeBand.UP_TO_10000),
    (15_000, IncomeBand.UP_TO_15000),
    (20_000, IncomeBand.UP_TO_20000),
    (30_000, IncomeBand.UP_TO_30000),
    (50_000, IncomeBand.UP_TO_50000),
)


class DebtSource(models.TextChoices):
    """To whom the household owes."""

    BANK = "bank", _("ธนาคาร")
    COOPERATIVE = "cooperative", _("สหกรณ์")
    VILLAGE_FUND = "village_fund", _("กองทุนชุมชน")
    INFORMAL = "informal", _("นอกระบบ")
    HIRE_PURCHASE = "hire_purchase", _("เช่าซื้อ/ผ่อนของ")
    PAWN = "pawn", _("จำนำ")
    STUDENT_LOAN = "student_loan", _("กยศ.")


class Savings(models.TextChoices):
    """How the household saves."""

    BANK = "bank", _("ธนาคาร")
    SAVINGS_GROUP = "savings_group", _("กลุ่มออมทรัพย์")
    COOPERATIVE = "cooperative", _("สหกรณ์")
    SHARE = "share", _("เล่นแชร์")
    NONE = "none", _("ไม่ได้ออม")
