"""Jobs, the files they make, the workers that do them and the nights that were seen to."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.choices import STOPPED, UNFINISHED, State
from jobs.kinds import Kind, kind_of
from jobs.querysets import JobFileQuerySet, JobQuerySet


class Job(models.Model):
    """One piece of work for the workers; `attempt` is raised with every taking, so an older attempt is known as such."""

    personal_fields = ("owner", "subject", "parameters", "checkpoint", "result", "problem")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("ชนิดงาน"), max_length=40)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้สั่ง"), null=True, related_name="jobs"
    )
    owner_role = models.CharField(_("บทบาทเมื่อสั่ง"), max_length=12, blank=True)
    owner_district = models.CharField(_("เขตเมื่อสั่ง"), max_length=4, blank=True)
    subject = models.CharField(_("เรื่อง"), max_length=200, blank=True)
    parameters = models.JSONField(_("สิ่งที่สั่ง"), default=dict, blank=True)
    state = models.CharField(_("สถานะ"), max_length=10, choices=State.choices, default=State.WAITING)
    cancel_wanted = models.BooleanField(_("ขอยกเลิก"), default=False)
    checkpoint = models.JSONField(_("ทำถึงไหน"), default=dict, blank=True)
    stage = models.CharField(_("ขั้น"), max_length=120, blank=True)
    stage_at = models.DateTimeField(_("เริ่มขั้นเมื่อ"), null=True, blank=True)
    stage_from = models.PositiveBigIntegerField(_("เริ่มขั้นที่แถว"), default=0)
    done = models.PositiveBigIntegerField(_("ทำแล้ว"), default=0)
    total = models.PositiveBigIntegerField(_("ทั้งหมด"), null=True, blank=True)
    attempt = models.PositiveIntegerField(_("ครั้งที่"), default=0)
    losses = models.PositiveSmallIntegerField(_("จำนวนครั้งที่ขาดหาย"), default=0)
    worker = models.CharField(_("ผู้ทำ"), max_length=120, blank=True)
    heartbeat_at = models.DateTimeField(_("สัญญาณล่าสุด"), null=True, blank=True)
    created_at = models.DateTimeField(_("สั่งเมื่อ"))
    started_at = models.DateTimeField(_("เริ่มเมื่อ"), null=True, blank=True)
    finished_at = models.DateTimeField(_("จบเมื่อ"), null=True, blank=True)
    problem = models.TextField(_("เหตุที่ไม่สำเร็จ"), blank=True)
    result = models.JSONField(_("ผล"), default=dict, blank=True)
    peak_mib = models.PositiveIntegerField(_("หน่วยความจำสูงสุด (MiB)"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("งาน")
        verbose_name_plural = _("งาน")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["state", "created_at"]),
            models.Index(fields=["owner", "created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("job_detail", args=[self.pk])

    @property
    def its_kind(self) -> Kind | None:
        return kind_of(self.kind)

    @property
    def title(self) -> str:
        return str(self.its_kind.title) if self.its_kind else self.kind

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def may_be_retried(self) -> bool:
        return self.state in STOPPED and self.its_kind is not None and bool(self.its_kind.may_retry(self))

    def is_still_allowed(self, user) -> bool:
        """Whether the owner is whom they were when they asked: active, in the same role and district."""
        same = (user.role, user.district_id or "") == (self.owner_role, self.owner_district)
        return user.is_active and user.pk == self.owner_id and same

    def gives_files_to(self, user) -> bool:
        """Rights are asked for again at every fetching; a kind that is not known any more gives nothing."""
        return (
            self.its_kind is not None
            and self.is_still_allowed(user)
            and bool(self.its_kind.may_take(self, user))
        )

    def taken(self) -> dict:
        """What the access record says when a file is fetched."""
        own = self.its_kind.taken(self) if self.its_kind.taken else {}
        return {"subject": f"job {self.kind}"[:40], **own}


class JobFile(models.Model):
    """A file that a finished job offers its owner for some days."""

    personal_fields = ("name", "key")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(Job, models.CASCADE, verbose_name=_("งาน"), related_name="files")
    name = models.CharField(_("ชื่อไฟล์"), max_length=255)
    key = models.CharField(_("ที่เก็บ"), max_length=200, unique=True)
    size = models.PositiveBigIntegerField(_("ขนาด (ไบต์)"))
    sha256 = models.CharField(_("ลายนิ้วมือของไฟล์"), max_length=64)
    media_type = models.CharField(_("ชนิดไฟล์"), max_length=120)
    created_at = models.DateTimeField(_("สร้างเมื่อ"))
    expires_at = models.DateTimeField(_("เก็บถึง"))

    objects = JobFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("ไฟล์ของงาน")
        verbose_name_plural = _("ไฟล์ของงาน")
        ordering = ["created_at", "name"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("job_file", args=[self.job_id, self.pk])

    def has_expired(self, at: datetime) -> bool:
        return self.expires_at <= at


class Worker(models.Model):
    """A worker that gave a sign of life; gone ones are forgotten after a day."""

    personal_fields = ()

    name = models.CharField(_("ชื่อ"), max_length=120, primary_key=True)
    started_at = models.DateTimeField(_("เริ่มเมื่อ"))
    beat_at = models.DateTimeField(_("สัญญาณล่าสุด"))
    job = models.ForeignKey(
        Job, models.SET_NULL, verbose_name=_("กำลังทำ"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ผู้ทำงาน")
        verbose_name_plural = _("ผู้ทำงาน")

    def __str__(self) -> str:
        return self.name


class Night(models.Model):
    """A night on which a nightly kind was seen to, so that two workers never both start it."""

    personal_fields = ()

    kind = models.CharField(_("ชนิดงาน"), max_length=40)
    night = models.DateField(_("คืนวันที่"))
    job = models.ForeignKey(
        Job, models.SET_NULL, verbose_name=_("งาน"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("งานกลางคืน")
        verbose_name_plural = _("งานกลางคืน")
        constraints = [models.UniqueConstraint(fields=["kind", "night"], name="night_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.night}"
