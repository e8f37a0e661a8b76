"""Files on their way in: the upload, what it came to row by row, and the mappings people keep."""

import uuid
from pathlib import Path
from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.sealed_fields import SealedJSONField
from surveys.choices.files import Deed, FileKind, FileSource, ImportState
from surveys.querysets import FileImportQuerySet, SavedMappingQuerySet


def unguessable_key() -> str:
    """Where an upload is kept: a name that says nothing of the file and that nobody finds by trying."""
    token = token_urlsafe(24)
    return str(Path("imports", token[:2].lower(), token))


class FileImport(models.Model):
    """One uploaded file, from its arrival to the day it is undone."""

    personal_fields = ("by", "name", "key", "names", "sketch")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ส่งไฟล์"), related_name="+"
    )
    district = models.ForeignKey(
        "districts.District",
        models.PROTECT,
        verbose_name=_("เขต"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("เขตของผู้ส่ง ว่างเมื่อผู้ส่งเป็นของสำนัก"),
    )
    created_at = models.DateTimeField(_("ส่งเมื่อ"))
    name = models.CharField(_("ชื่อไฟล์"), max_length=255)
    sha256 = models.CharField(_("ลายนิ้วมือของไฟล์"), max_length=64)
    size = models.PositiveBigIntegerField(_("ขนาด (ไบต์)"))
    key = models.CharField(_("ที่เก็บ"), max_length=200, default=unguessable_key, editable=False)
    sketch = SealedJSONField(
        _("ภาพร่างของไฟล์"), default=dict, blank=True, help_text=_("หัวตารางและแถวแรก ๆ ของแต่ละแผ่นงาน")
    )
    recognised = models.JSONField(
        _("ระบบเห็นว่าเป็น"), default=dict, blank=True, help_text="kind, source, round, confidence, sentence"
    )
    kind = models.CharField(_("ชนิด"), max_length=12, choices=FileKind.choices, blank=True, default="")
    source = models.CharField(_("ที่มา"), max_length=10, choices=FileSource.choices, blank=True, default="")
    round = models.ForeignKey(
        "surveys.Round", models.PROTECT, verbose_name=_("รอบสำรวจ"), null=True, blank=True, related_name="+"
    )
    sheet = models.CharField(_("แผ่นงาน"), max_length=100, blank=True, default="")
    header_row = models.PositiveIntegerField(_("แถวของหัวตาราง"), null=True, blank=True)
    encoding = models.CharField(_("รหัสอักขระ"), max_length=20, blank=True, default="")
    headers_key = models.CharField(_("ลายนิ้วมือของหัวตาราง"), max_length=64, blank=True, default="")
    mapping = models.JSONField(_("การจับคู่คอลัมน์"), default=dict, blank=True)
    decisions = models.JSONField(
        _("การตัดสินชื่อชุมชน"),
        default=dict,
        blank=True,
        help_text=_("“รหัสเขต|ชื่อ” → รหัสชุมชน หรือ outside หรือ skip"),
    )
    names = models.JSONField(
        _("ชื่อชุมชนที่ไม่พบ"),
        default=list,
        blank=True,
        help_text=_("รายการ district, name, rows, nearest [[รหัสชุมชน, ชื่อ, คะแนน]]"),
    )
    questions = models.JSONField(
        _("ข้อที่ต้องยืนยัน"), default=list, blank=True, help_text=_("รายการ code, sentence")
    )
    state = models.CharField(
        _("สถานะ"), max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    refusal = models.JSONField(_("เหตุที่รับไม่ได้"), default=dict, blank=True, help_text="code, sentence")
    counts = models.JSONField(_("จำนวน"), default=dict, blank=True)
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, verbose_name=_("งานล่าสุด"), null=True, blank=True, related_name="+"
    )
    answered = models.JSONField(_("ข้อที่ยืนยันแล้ว"), default=list, blank=True, help_text=_("รหัสของข้อที่ผู้ส่งยืนยัน"))
    tried_at = models.DateTimeField(_("ทดลองเมื่อ"), null=True, blank=True)
    written_at = models.DateTimeField(_("บันทึกเมื่อ"), null=True, blank=True)
    undone_at = models.DateTimeField(_("ย้อนคืนเมื่อ"), null=True, blank=True)

    objects = FileImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("การนำเข้าไฟล์")
        verbose_name_plural = _("การนำเข้าไฟล์")
        indexes = [
            models.Index(fields=["district", "created_at", "id"]),
            models.Index(fields=["created_at", "id"]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("import_detail", args=[self.pk])


class ImportedRow(models.Model):
    """What became of one row of a file, and what it takes to put things back."""

    personal_fields = ("before",)

    file_import = models.ForeignKey(
        FileImport, models.CASCADE, related_name="rows", verbose_name=_("การนำเข้า"), db_index=False
    )
    number = models.PositiveIntegerField(_("แถวที่"))
    deed = models.CharField(_("ผล"), max_length=10, choices=Deed.choices)
    subject = models.CharField(
        _("รหัสของแถวในระบบ"), max_length=40, blank=True, default="", help_text=_("แบบสำรวจ ครัวเรือน หรือชุมชน")
    )
    revision_before = models.PositiveIntegerField(_("ฉบับก่อนนำเข้า"), null=True, blank=True)
    revision_after = models.PositiveIntegerField(_("ฉบับหลังนำเข้า"), null=True, blank=True)
    before = SealedJSONField(
        _("ค่าเดิม"), default=dict, blank=True, help_text=_("เฉพาะค่าที่การนำเข้าเปลี่ยน ใช้เมื่อย้อนคืน")
    )
    problems = SealedJSONField(
        _("ข้อที่ต้องดู"),
        default=list,
        blank=True,
        help_text=_("รายการ sheet, row, column, header, code, sentence, refuses"),
    )
    is_told = models.BooleanField(_("มีข้อที่ต้องดู"), default=False)
    is_written = models.BooleanField(_("อยู่ในระบบ"), default=False, help_text=_("บันทึกแล้วและยังไม่ได้ย้อนคืน"))

    class Meta:
        verbose_name = _("แถวที่นำเข้า")
        verbose_name_plural = _("แถวที่นำเข้า")
        constraints = [
            models.UniqueConstraint(fields=["file_import", "number"], name="one_result_per_row_of_file")
        ]
        indexes = [
            models.Index(fields=["file_import", "deed", "number"], name="row_of_file_by_deed"),
            models.Index(fields=["subject"], condition=~models.Q(subject=""), name="row_of_file_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.file_import_id} {self.number}"


class SavedMapping(models.Model):
    """A mapping of columns kept under a name for the next file with the same headers."""

    personal_fields = ("by", "name")

    name = models.CharField(_("ชื่อการจับคู่"), max_length=100)
    kind = models.CharField(_("ชนิด"), max_length=12, choices=FileKind.choices)
    district = models.ForeignKey(
        "districts.District",
        models.PROTECT,
        verbose_name=_("เขต"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("ว่างคือใช้ได้ทุกเขต"),
    )
    headers_key = models.CharField(_("ลายนิ้วมือของหัวตาราง"), max_length=64)
    mapping = models.JSONField(_("การจับคู่คอลัมน์"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้บันทึก"), related_name="+"
    )
    at = models.DateTimeField(_("บันทึกเมื่อ"))

    objects = SavedMappingQuerySet.as_manager()

    class Meta:
        verbose_name = _("การจับคู่ที่เก็บไว้")
        verbose_name_plural = _("การจับคู่ที่เก็บไว้")
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_mapping_per_name_and_district"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(district=None), name="one_mapping_per_name_for_all"
            ),
        ]
        indexes = [models.Index(fields=["headers_key"], name="mapping_of_headers")]

    def __str__(self) -> str:
        return self.name
