"""Who viewed or took whose data, and when."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.choices import Deed
from bkkhousing.lib.inserting import insert


class AccessRecord(models.Model):
    """One access to personal data; rows are only ever added."""

    personal_fields = ("by", "reason")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ใช้งาน"))
    at = models.DateTimeField(_("เวลา"))
    deed = models.CharField(_("การกระทำ"), max_length=10, choices=Deed.choices)
    subject = models.CharField(_("สิ่งที่เข้าถึง"), max_length=40)
    subject_id = models.CharField(_("รหัส"), max_length=40, blank=True)
    reason = models.CharField(_("เหตุผล"), max_length=300, blank=True)
    scope = models.JSONField(_("ขอบเขต"), default=dict, blank=True)
    rows = models.PositiveIntegerField(_("จำนวนแถว"), default=1)

    class Meta:
        verbose_name = _("บันทึกการเข้าถึง")
        verbose_name_plural = _("บันทึกการเข้าถึง")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["by", "at"]), models.Index(fields=["subject", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.subject} {self.at:%Y-%m-%d}"


def record(
    *, by, at: datetime, deed: Deed, subject: str, subject_id="", reason: str = "", rows: int = 1, scope=None
) -> AccessRecord:
    """Write down one access; `scope` says the filters of an export, never personal data.  The key is not read back."""
    access = AccessRecord(
        by=by,
        at=at,
        deed=deed,
        subject=subject,
        subject_id=str(subject_id),
        reason=reason,
        rows=rows,
        scope=scope or {},
    )
    insert([access])
    return access


def record_export(*, by, at: datetime, subject: str, rows: int, scope: dict) -> None:
    """Write down that somebody took rows of a register out."""
    record(by=by, at=at, deed=Deed.EXPORT, subject=subject, rows=rows, scope=scope)
