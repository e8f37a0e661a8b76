"""What people may ask for, and what is kept for how long."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    """What a person asks of what is kept about them."""

    COPY = "copy", _("ขอสำเนาข้อมูล")
    CORRECTION = "correction", _("ขอแก้ไขข้อมูล")
    WITHDRAWAL = "withdrawal", _("ถอนความยินยอมเรื่องสุขภาพ")
    ERASURE = "erasure", _("ขอลบข้อมูล")


DAYS = {
    Right.COPY: timedelta(days=30),
    Right.CORRECTION: timedelta(days=30),
    Right.WITHDRAWAL: timedelta(days=30),
    Right.ERASURE: timedelta(days=90),
}
"""Within how long a request is answered: section 30 of the law for copies, 90 days for erasure with its backups."""


class Answered(models.TextChoices):
    """How a request stands."""

    OPEN = "open", _("รอดำเนินการ")
    DONE = "done", _("ทำแล้ว")
    REFUSED = "refused", _("ปฏิเสธ")


class Kind(models.TextChoices):
    """What is kept for a time."""

    IDENTITY = "identity", _("สิ่งที่บอกว่าเป็นใครในแบบสำรวจ")
    DRAFTS = "drafts", _("ร่างที่ไม่มีใครแตะ")
    PHOTOS = "photos", _("รูปถ่ายที่อยู่อาศัย")
    UPLOADS = "uploads", _("ไฟล์ที่ส่งเข้ามา")
    JOB_FILES = "job_files", _("ไฟล์ที่ส่งออกและสมุดผล")
    REQUESTS = "requests", _("ชื่อผู้ยื่นคำขอใช้สิทธิ")
    ACCESS = "access", _("บันทึกการเข้าถึง")


BY_TWO_PEOPLE = (Kind.IDENTITY, Kind.DRAFTS, Kind.PHOTOS)
"""Taken away once one person of the Department has proposed it and another approved; the rest goes by itself."""


class Stage(models.TextChoices):
    """How far taking away has come."""

    DUE = "due", _("ครบกำหนด")
    PROPOSED = "proposed", _("เสนอแล้ว รออีกคนอนุมัติ")
    APPROVED = "approved", _("อนุมัติแล้ว กำลังทำ")
    DONE = "done", _("ทำแล้ว")
