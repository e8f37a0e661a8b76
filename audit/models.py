"""The trail: who viewed or took whose data, who came in, who was refused, and the seals that show tampering."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit import marks
from audit.choices import ALL, Deed
from audit.keys import KEY_BYTES, packed, packed_of
from audit.querysets import AccessManager, AppendOnly, AppendOnlyQuerySet, EntryQuerySet
from bkkhousing.lib.inserting import insert


class KeptAsWritten(models.Model):
    """A row that is added once and neither changed nor removed afterwards."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise AppendOnly(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        raise AppendOnly(self._meta.label)


class Entry(KeptAsWritten):
    """One line of the trail; `mark` proves with a key of its own that nobody wrote or changed it from outside."""

    personal_fields = ("by", "reason", "address")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("ผู้ใช้งาน"),
        null=True,
        blank=True,
        db_index=False,
    )
    at = models.DateTimeField(_("เวลา"))
    deed = models.CharField(_("การกระทำ"), max_length=20, choices=ALL)
    subject = models.CharField(_("สิ่งที่เข้าถึง"), max_length=60)
    subject_id = models.CharField(_("รหัส"), max_length=60, blank=True)
    reason = models.CharField(_("เหตุผล"), max_length=300, blank=True)
    scope = models.JSONField(_("ขอบเขต"), default=dict, blank=True)
    rows = models.PositiveIntegerField(
        _("จำนวนแถว"), default=1, help_text=_("จำนวนแถวที่เห็น หรือจำนวนครั้งที่นับรวมไว้ในบรรทัดนี้")
    )
    address = models.CharField(_("ที่อยู่เครือข่าย"), max_length=45, blank=True, default="", db_default="")
    keys = models.BinaryField(
        _("รหัสของแถวที่เห็น"), null=True, blank=True, help_text=_("รหัส 16 ไบต์ต่อแถว เมื่อเห็นหลายแถวพร้อมกัน")
    )
    mark = models.BinaryField(_("เครื่องหมายยืนยัน"), null=True, blank=True, max_length=marks.MARK_BYTES)

    objects = EntryQuerySet.as_manager()

    class Meta:
        db_table = "audit_accessrecord"
        verbose_name = _("บันทึกการใช้งาน")
        verbose_name_plural = _("บันทึกการใช้งาน")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["by", "at"], name="audit_acces_by_id_cd4958_idx"),
            models.Index(fields=["subject", "subject_id"], name="audit_acces_subject_1e1d13_idx"),
            models.Index(fields=["at"], name="entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.subject} {self.at:%Y-%m-%d}"


class AccessRecord(Entry):
    """One access to personal data."""

    objects = AccessManager()

    class Meta:
        proxy = True
        verbose_name = _("บันทึกการเข้าถึง")
        verbose_name_plural = _("บันทึกการเข้าถึง")


class Seal(KeptAsWritten):
    """A link of the chain: which entries it holds with their marks, and the hash of the link before it."""

    personal_fields = ()

    number = models.PositiveBigIntegerField(_("ลำดับ"), primary_key=True)
    at = models.DateTimeField(_("เวลา"), db_index=True)
    first_id = models.BigIntegerField(_("รายการแรก"))
    last_id = models.BigIntegerField(_("รายการสุดท้าย"))
    newest_at = models.DateTimeField(_("เวลาของรายการล่าสุด"))
    entries = models.PositiveIntegerField(_("จำนวนรายการ"))
    held = models.BinaryField(_("รายการที่ผนึก"), help_text=_("รหัสรายการและเครื่องหมายของแต่ละรายการ"))
    digest = models.BinaryField(_("ค่าของห่วง"), max_length=32)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("ผนึกของบันทึก")
        verbose_name_plural = _("ผนึกของบันทึก")
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)


class Cut(KeptAsWritten):
    """Where the kept part of the trail begins, since what was older than the time it is kept has been dropped."""

    personal_fields = ("by",)

    number = models.PositiveBigIntegerField(_("ผนึกสุดท้ายที่ลบ"), primary_key=True)
    at = models.DateTimeField(_("เวลา"))
    before = models.DateTimeField(_("ลบรายการก่อน"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("ผู้ทำ"),
        null=True,
        blank=True,
        related_name="+",
    )
    last_id = models.BigIntegerField(_("รายการสุดท้ายที่ลบ"))
    entries = models.PositiveBigIntegerField(_("จำนวนรายการที่ลบ"))
    digest = models.BinaryField(_("ค่าของห่วงที่ลบสุดท้าย"), max_length=32)
    mark = models.BinaryField(_("เครื่องหมายยืนยัน"), max_length=marks.MARK_BYTES)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("การลบบันทึกที่พ้นกำหนด")
        verbose_name_plural = _("การลบบันทึกที่พ้นกำหนด")
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)


def record(
    *,
    by,
    at: datetime,
    deed: Deed,
    subject: str,
    subject_id="",
    reason: str = "",
    rows: int | None = None,
    scope=None,
    keys: Iterable[UUID] | bytes = b"",
) -> Entry:
    """Write down one access; `scope` says the filters of an export, never personal data.  The key is not read back.

    `keys` are those of the households or forms that were seen together, on one page or in one file.
    """
    held = packed(keys)
    entry = Entry(
        by=by,
        at=at,
        deed=deed,
        subject=subject,
        subject_id=str(subject_id),
        reason=reason,
        rows=rows if rows is not None else len(held) // KEY_BYTES or 1,
        scope=scope or {},
        keys=held or None,
    )
    write([entry])
    return entry


def record_list(*, by, at: datetime, subject: str, keys: Iterable[UUID]) -> None:
    """One line for a page that names several; none for an empty page, or for those who see no names on it."""
    held = packed(keys)
    if held and by.sees_personal_data:
        record(by=by, at=at, deed=Deed.VIEW, subject=subject, keys=held)


def write(entries: list[Entry]) -> None:
    """Add lines to the trail, each with its mark: one statement, no lock."""
    for entry in entries:
        entry.mark = marks.mark_of(entry)
    insert(entries)


def record_export(*, by, at: datetime, subject: str, rows: int, scope: dict, taken=None) -> None:
    """Write down that somebody took rows of a register out; `taken` are those rows, where they have keys to keep."""
    has_keys = taken is not None and isinstance(taken.model._meta.pk, models.UUIDField)
    keys = packed_of(taken) if has_keys else b""
    record(by=by, at=at, deed=Deed.EXPORT, subject=subject, rows=rows, scope=scope, keys=keys)
