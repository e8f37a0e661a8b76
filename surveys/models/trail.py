"""What happened to a survey: its moves, its changes, the reviewer's comments, its deletion."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.sealed_fields import SealedJSONField
from surveys.choices import State
from surveys.models.survey import Survey
from surveys.querysets import CommentQuerySet, SurveyPartQuerySet


class Move(models.Model):
    """A survey went from one state to another: who, when, why."""

    personal_fields = ("by", "reason")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="moves")
    at = models.DateTimeField(_("เวลา"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ทำ"), related_name="+")
    from_state = models.CharField(_("จากสถานะ"), max_length=10, choices=State.choices)
    to_state = models.CharField(_("เป็นสถานะ"), max_length=10, choices=State.choices)
    reason = models.CharField(_("เหตุผล"), max_length=500, blank=True)
    revision = models.PositiveIntegerField(
        _("ฉบับแก้ไข"), null=True, blank=True, help_text=_("ฉบับของคำตอบในตอนนั้น ว่างเมื่อไม่ได้จดไว้")
    )

    objects = SurveyPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("การเปลี่ยนสถานะ")
        verbose_name_plural = _("การเปลี่ยนสถานะ")
        ordering = ["survey", "at", "id"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"


class Change(models.Model):
    """What one save changed: `{"field": [old, new]}`; roster fields as `members-0-first_name`."""

    personal_fields = ("by", "fields")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="changes", db_index=False)
    revision = models.PositiveIntegerField(_("ฉบับแก้ไข"))
    at = models.DateTimeField(_("เวลา"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้แก้ไข"), related_name="+"
    )
    fields = SealedJSONField(_("สิ่งที่เปลี่ยน"), default=dict)

    objects = SurveyPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("การแก้ไข")
        verbose_name_plural = _("การแก้ไข")
        ordering = ["survey", "revision"]
        constraints = [models.UniqueConstraint(fields=["survey", "revision"], name="one_change_per_revision")]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.revision}"


class Comment(models.Model):
    """A remark on one field; those below it in the thread name it as their parent.

    A thread is open until the officer sends the form in again (`answered_at`: said to be mended, to be
    looked at), and closed only by the head (`settled_at`).
    """

    personal_fields = ("by", "text", "settled_by")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="comments")
    parent = models.ForeignKey(
        "self", models.CASCADE, verbose_name=_("ตอบความเห็น"), null=True, blank=True, related_name="replies"
    )
    field = models.CharField(_("ข้อ"), max_length=60, blank=True)
    text = models.CharField(_("ความเห็น"), max_length=500)
    at = models.DateTimeField(_("เวลา"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ให้ความเห็น"), related_name="+"
    )
    revision = models.PositiveIntegerField(
        _("ฉบับแก้ไข"), null=True, blank=True, help_text=_("ฉบับของคำตอบในตอนนั้น ว่างเมื่อไม่ได้จดไว้")
    )
    answered_at = models.DateTimeField(_("ส่งกลับมาให้ตรวจเมื่อ"), null=True, blank=True)
    settled_at = models.DateTimeField(_("ปิดเรื่องเมื่อ"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("ผู้ปิดเรื่อง"),
        null=True,
        blank=True,
        related_name="+",
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("ความเห็นผู้ตรวจ")
        verbose_name_plural = _("ความเห็นผู้ตรวจ")
        ordering = ["survey", "at", "id"]

    def __str__(self) -> str:
        return self.text[:40]


class DeletedSurvey(models.Model):
    """The mark a deleted draft leaves, so that a late re-send does not bring it back."""

    personal_fields = ("by", "reason")

    id = models.UUIDField(primary_key=True)
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="+"
    )
    at = models.DateTimeField(_("ลบเมื่อ"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ลบ"), related_name="+")
    reason = models.CharField(_("เหตุผล"), max_length=300)

    class Meta:
        verbose_name = _("แบบที่ลบแล้ว")
        verbose_name_plural = _("แบบที่ลบแล้ว")

    def __str__(self) -> str:
        return str(self.id)
