"""Versions of the open data and their files."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from open_data.choices import PublicationState
from open_data.querysets import PublicationQuerySet


class Publication(models.Model):
    """One version of a round's open data: prepared, published by a person, perhaps withdrawn."""

    personal_fields = ("prepared_by", "published_by", "withdrawn_by", "note", "withdrawn_why")

    code = models.CharField(_("ฉบับ"), max_length=30, unique=True, help_text=_("รอบและลำดับ เช่น 2570-1"))
    round = models.ForeignKey(
        "surveys.Round", models.PROTECT, verbose_name=_("รอบสำรวจ"), related_name="publications"
    )
    number = models.PositiveSmallIntegerField(_("ลำดับ"))
    state = models.CharField(
        _("สถานะ"), max_length=10, choices=PublicationState.choices, default=PublicationState.PREPARED
    )
    as_of = models.DateTimeField(_("ตัวเลข ณ เวลา"))
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้เตรียม"), related_name="+"
    )
    published_at = models.DateTimeField(_("เผยแพร่เมื่อ"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้เผยแพร่"), null=True, related_name="+"
    )
    note = models.CharField(_("หมายเหตุการเผยแพร่"), max_length=500, blank=True)
    licence_name = models.CharField(_("สัญญาอนุญาต"), max_length=120)
    licence_title = models.CharField(_("ชื่อเต็มของสัญญาอนุญาต"), max_length=200)
    licence_url = models.URLField(_("ที่อยู่ของสัญญาอนุญาต"))
    digest = models.CharField(_("ลายนิ้วมือของข้อมูล"), max_length=64)
    households = models.PositiveIntegerField(_("ครัวเรือน"), null=True, help_text=_("ว่างเมื่อปกปิด"))
    cells = models.PositiveIntegerField(_("จำนวนตัวเลข"))
    withheld = models.PositiveIntegerField(_("ตัวเลขที่ปกปิด"))
    withdrawn_at = models.DateTimeField(_("ถอนเมื่อ"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ถอน"), null=True, related_name="+"
    )
    withdrawn_why = models.CharField(_("เหตุที่ถอน"), max_length=500, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("ฉบับของข้อมูลเปิด")
        verbose_name_plural = _("ฉบับของข้อมูลเปิด")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="publication_number_once_per_round")
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("open_data_version", args=[self.code])

    @property
    def is_published(self) -> bool:
        return self.state == PublicationState.PUBLISHED

    @property
    def is_prepared(self) -> bool:
        return self.state == PublicationState.PREPARED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == PublicationState.WITHDRAWN


class PublicationFile(models.Model):
    """A file of a version in the storage; one that is not public is kept to compare the next version with."""

    personal_fields = ()

    publication = models.ForeignKey(Publication, models.CASCADE, verbose_name=_("ฉบับ"), related_name="files")
    name = models.CharField(_("ชื่อไฟล์"), max_length=60)
    key = models.CharField(_("ที่เก็บ"), max_length=200, unique=True)
    size = models.PositiveBigIntegerField(_("ขนาด (ไบต์)"))
    sha256 = models.CharField(_("ลายนิ้วมือของไฟล์"), max_length=64)
    media_type = models.CharField(_("ชนิดไฟล์"), max_length=60)
    is_public = models.BooleanField(_("เผยแพร่"), default=True)

    class Meta:
        verbose_name = _("ไฟล์ของข้อมูลเปิด")
        verbose_name_plural = _("ไฟล์ของข้อมูลเปิด")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "name"], name="publication_file_name_once")
        ]

    def __str__(self) -> str:
        return self.name
