"""Requests of the people in the forms, how long things are kept, and what was taken away in time."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from privacy.choices import Answered, Kind, Right, Stage
from privacy.querysets import DisposalQuerySet, RequestQuerySet, RuleQuerySet


def _person(label: str, **given) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, related_name="+", **given
    )


class SubjectRequest(models.Model):
    """What a person asked of what is kept about them, by when, and what came of it.

    The household and the person in it are named by keys alone, so that the request outlives an erasure.
    """

    personal_fields = ("applicant", "proof", "wish", "result", "by", "answered_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    right = models.CharField(_("สิทธิที่ใช้"), max_length=10, choices=Right.choices)
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="+", db_index=False
    )
    household = models.UUIDField(_("รหัสครัวเรือน"))
    survey = models.UUIDField(_("แบบที่มีคนนี้"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(
        _("ลำดับในแบบ"), null=True, blank=True, help_text=_("ว่างคือทั้งครัวเรือน")
    )
    applicant = models.CharField(_("ผู้ยื่นคำขอ"), max_length=200, blank=True)
    proof = models.CharField(_("ตรวจตัวตนอย่างไร"), max_length=300, blank=True)
    wish = models.CharField(_("สิ่งที่ขอ"), max_length=1000, blank=True)
    received_on = models.DateField(_("รับคำขอวันที่"))
    due_on = models.DateField(_("ต้องตอบภายใน"))
    by = _person(_("ผู้รับคำขอ"))
    at = models.DateTimeField(_("ลงทะเบียนเมื่อ"))
    state = models.CharField(_("สถานะ"), max_length=8, choices=Answered.choices, default=Answered.OPEN)
    result = models.CharField(_("ผล"), max_length=1000, blank=True)
    answered_by = _person(_("ผู้ดำเนินการ"), null=True, blank=True)
    answered_at = models.DateTimeField(_("ตอบเมื่อ"), null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("คำขอใช้สิทธิ")
        verbose_name_plural = _("คำขอใช้สิทธิ")
        indexes = [models.Index(fields=["district", "state", "due_on"], name="request_of_district")]

    def __str__(self) -> str:
        return f"{self.get_right_display()} {self.received_on}"

    def get_absolute_url(self) -> str:
        return reverse("privacy_request", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == Answered.OPEN

    def days_left(self, today: date) -> int:
        return (self.due_on - today).days


class RetentionRule(models.Model):
    """How many days one kind of thing is kept, from a day on; the newest counts."""

    personal_fields = ()

    kind = models.CharField(_("สิ่งที่เก็บ"), max_length=10, choices=Kind.choices)
    since = models.DateField(_("ใช้ตั้งแต่"))
    days = models.PositiveIntegerField(_("เก็บกี่วัน"))
    counted_from = models.CharField(_("นับจาก"), max_length=120)
    source = models.CharField(_("ที่มา"), max_length=300)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("อายุการเก็บ")
        verbose_name_plural = _("อายุการเก็บ")
        ordering = ["kind", "-since"]
        constraints = [models.UniqueConstraint(fields=["kind", "since"], name="one_retention_per_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.days}"


class Disposal(models.Model):
    """What has been kept long enough in one round: found at night, proposed by one person, approved by another."""

    personal_fields = ("proposed_by", "approved_by")

    kind = models.CharField(_("สิ่งที่ครบกำหนด"), max_length=10, choices=Kind.choices)
    round = models.ForeignKey("surveys.Round", models.PROTECT, verbose_name=_("รอบสำรวจ"), related_name="+")
    until = models.DateField(_("ครบกำหนดเมื่อ"))
    rows = models.PositiveIntegerField(_("จำนวน"))
    stage = models.CharField(_("ขั้น"), max_length=8, choices=Stage.choices, default=Stage.DUE)
    found_at = models.DateTimeField(_("พบเมื่อ"))
    proposed_by = _person(_("ผู้เสนอ"), null=True, blank=True)
    proposed_at = models.DateTimeField(_("เสนอเมื่อ"), null=True, blank=True)
    approved_by = _person(_("ผู้อนุมัติ"), null=True, blank=True)
    approved_at = models.DateTimeField(_("อนุมัติเมื่อ"), null=True, blank=True)
    done_at = models.DateTimeField(_("ทำเสร็จเมื่อ"), null=True, blank=True)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("รายการครบกำหนดเก็บ")
        verbose_name_plural = _("รายการครบกำหนดเก็บ")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "round"],
                condition=~models.Q(stage=Stage.DONE),
                name="one_open_disposal_per_kind_and_round",
            ),
            models.CheckConstraint(
                name="disposal_approved_by_another",
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.round_id}"
