"""What partners may get, and the ledger of what was erased."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import Share
from surveys.choices.privacy import Erased
from surveys.querysets import AgreementQuerySet, ErasureQuerySet


class SharingAgreement(models.Model):
    """Which answers a partner gets of the households that agreed, from a day on; the newest counts."""

    personal_fields = ()

    partner = models.CharField(_("หน่วยงาน"), max_length=10, choices=Share.choices)
    since = models.DateField(_("ใช้ตั้งแต่"))
    until = models.DateField(_("ใช้ถึง"), null=True, blank=True, help_text=_("เว้นว่างคือยังใช้อยู่"))
    questions = models.JSONField(
        _("ข้อที่ส่งได้"),
        default=list,
        help_text=_("รหัสข้อ เช่น house_tenure หรือ members.age ข้อสุขภาพและความพิการส่งไม่ได้"),
    )
    source = models.CharField(_("ที่มา"), max_length=300)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("ข้อตกลงส่งต่อข้อมูล")
        verbose_name_plural = _("ข้อตกลงส่งต่อข้อมูล")
        ordering = ["partner", "-since"]
        constraints = [models.UniqueConstraint(fields=["partner", "since"], name="one_agreement_per_day")]

    def __str__(self) -> str:
        return f"{self.get_partner_display()} {self.since}"

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Erasure(models.Model):
    """An entry of the ledger: what was taken away, named without saying whose it was; rows are only ever added.

    A person is named by keyed hashes (see `surveys.erased`), so that an older copy of the database can be made to
    forget them again.
    """

    personal_fields = ("by", "id_key", "name_key")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("เวลา"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ลบ"), null=True, related_name="+"
    )
    what = models.CharField(_("สิ่งที่ลบ"), max_length=10, choices=Erased.choices)
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="+", db_index=False
    )
    household = models.UUIDField(_("รหัสครัวเรือน"), null=True)
    survey = models.UUIDField(_("รหัสแบบสำรวจ"), null=True)
    position = models.PositiveSmallIntegerField(_("ลำดับในครัวเรือน"), null=True)
    id_key = models.UUIDField(_("ลายนิ้วมือของเลขประจำตัว"), null=True)
    name_key = models.UUIDField(_("ลายนิ้วมือของชื่อและวันเกิด"), null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("รายการที่ลบตามสิทธิ")
        verbose_name_plural = _("ทะเบียนการลบข้อมูล")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["survey"], name="erasure_survey"),
            models.Index(fields=["id_key"], condition=models.Q(id_key__isnull=False), name="erasure_id_key"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.at:%Y-%m-%d}"
