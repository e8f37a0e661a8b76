"""Who may use what was kept for exports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sharing(models.TextChoices):
    """Who may use the choices that somebody kept for an export."""

    OWN = "own", _("เฉพาะฉัน")
    DISTRICT = "district", _("ทุกคนในเขตของฉัน")
    EVERYONE = "everyone", _("ทุกคนที่ส่งออกได้")


class Words(models.TextChoices):
    """How an answer that is chosen from a list is written."""

    BOTH = "both", _("ทั้งคำตอบและรหัส")
    LABELS = "labels", _("คำตอบ")
    CODES = "codes", _("รหัส")


class Era(models.TextChoices):
    """How days and years are written."""

    BOTH = "both", _("ทั้ง พ.ศ. และ ค.ศ.")
    BUDDHIST = "be", _("พ.ศ.")
    COMMON = "ce", _("ค.ศ.")


class Shape(models.TextChoices):
    """What one row of the file is."""

    WIDE = "wide", _("หนึ่งแบบต่อแถว")
    LONG = "long", _("หนึ่งคำตอบต่อแถว (แบบยาว)")


class FileFormat(models.TextChoices):
    """What kind of file is made."""

    XLSX = "xlsx", _("Excel (.xlsx)")
    CSV = "zip", _("CSV ในไฟล์ .zip")


class Rows(models.TextChoices):
    """Sheets beside that of the surveys."""

    MEMBERS = "members", _("สมาชิก")
    DEBTS = "debts", _("หนี้สิน")
