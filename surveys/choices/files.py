"""Files on their way in: what they hold, where they stand, and what became of each row."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """What one row of a file is."""

    SURVEYS = "surveys", _("แบบสำรวจ")
    COMMUNITIES = "communities", _("ทะเบียนชุมชน")
    HOUSEHOLDS = "households", _("ทะเบียนครัวเรือน")


class FileSource(models.TextChoices):
    """Who laid the file out."""

    TEMPLATE = "template", _("แบบฟอร์ม Excel ของระบบ")
    KOBO = "kobo", _("KoboToolbox / ODK")
    REGISTRY = "registry", _("ทะเบียน")
    OTHER = "other", _("ตารางอื่น")


class ImportState(models.TextChoices):
    """Where an import stands; those that end in -ing have a job at work."""

    UPLOADED = "uploaded", _("รับไฟล์แล้ว")
    READ = "read", _("รู้ชนิดไฟล์แล้ว")
    MAPPED = "mapped", _("จับคู่คอลัมน์แล้ว")
    TRYING = "trying", _("กำลังทดลอง")
    NAMING = "naming", _("รอจับคู่ชื่อชุมชน")
    ASKING = "asking", _("รอการยืนยัน")
    TRIED = "tried", _("ทดลองแล้ว รอบันทึก")
    WRITING = "writing", _("กำลังบันทึก")
    WRITTEN = "written", _("บันทึกแล้ว")
    UNDOING = "undoing", _("กำลังย้อนคืน")
    UNDONE = "undone", _("ย้อนคืนแล้ว")
    REFUSED = "refused", _("รับไม่ได้")
    DISCARDED = "discarded", _("ยกเลิก")


BEFORE_TRIAL = (ImportState.UPLOADED, ImportState.READ, ImportState.MAPPED)
AFTER_TRIAL = (ImportState.NAMING, ImportState.ASKING, ImportState.TRIED)
WITH_A_JOB = (ImportState.TRYING, ImportState.WRITING, ImportState.UNDOING)


class Deed(models.TextChoices):
    """What becomes of a row: at the trial what would, after writing what did."""

    CREATED = "created", _("สร้างใหม่")
    UPDATED = "updated", _("แก้ไข")
    UNCHANGED = "unchanged", _("เหมือนเดิม")
    REFUSED = "refused", _("ไม่รับ")
    SKIPPED = "skipped", _("ข้าม")
