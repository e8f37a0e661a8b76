"""Photographs of a household's dwelling."""

import uuid
from pathlib import Path
from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.survey import Survey
from surveys.querysets import PhotoQuerySet

MOST_PHOTOS = 6


def unguessable_name(photo: "Photo", filename: str) -> str:
    """A name that says nothing of survey or household and that nobody finds by trying."""
    token = token_urlsafe(24)
    return str(Path("photos", token[:2].lower(), f"{token}.jpg"))


class Photo(models.Model):
    """One photograph, addressed by the uuid that the device made.

    A removed one stays as a mark without its file, so that a late re-send does not bring it back.
    """

    personal_fields = ("file", "by", "removed_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="photos")
    sha256 = models.CharField(_("ลายนิ้วมือของไฟล์ที่ส่งมา"), max_length=64)
    width = models.PositiveSmallIntegerField(_("กว้าง (พิกเซล)"))
    height = models.PositiveSmallIntegerField(_("สูง (พิกเซล)"))
    bytes = models.PositiveIntegerField(_("ขนาดที่เก็บ (ไบต์)"))
    file = models.FileField(_("ไฟล์"), upload_to=unguessable_name, blank=True)
    at = models.DateTimeField(_("ส่งเมื่อ"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ส่ง"), related_name="+")
    removed_at = models.DateTimeField(_("ลบเมื่อ"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("ผู้ลบ"),
        null=True,
        blank=True,
        related_name="+",
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("รูปถ่าย")
        verbose_name_plural = _("รูปถ่าย")
        ordering = ["survey", "at", "id"]

    def __str__(self) -> str:
        return str(self.pk)
