"""Where the Department stands with one district's part of a round, and how it came to that."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import DistrictRoundState
from surveys.querysets import DistrictRoundQuerySet


class Decision(models.Model):
    """What the Department decided about a district's part of a round: who, when, why."""

    round = models.ForeignKey("surveys.Round", models.PROTECT, verbose_name=_("รอบสำรวจ"), related_name="+")
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="+"
    )
    state = models.CharField(_("ผล"), max_length=10, choices=DistrictRoundState.choices)
    at = models.DateTimeField(_("เวลา"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ทำ"), related_name="+")
    reason = models.CharField(_("เหตุผล"), max_length=500, blank=True)
    surveys = models.PositiveIntegerField(_("จำนวนแบบ"), default=0, help_text=_("แบบที่เปลี่ยนสถานะในครั้งนั้น"))

    objects = DistrictRoundQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.round_id} {self.district_id} {self.get_state_display()}"


class DistrictRound(Decision):
    """The latest decision; `number` counts the decisions, so that nobody decides over a newer one unseen."""

    personal_fields = ("by", "reason")

    number = models.PositiveIntegerField(_("ครั้งที่"), default=0)

    class Meta:
        verbose_name = _("รอบสำรวจของเขต")
        verbose_name_plural = _("รอบสำรวจของเขต")
        constraints = [
            models.UniqueConstraint(fields=["round", "district"], name="one_row_per_district_round")
        ]


class DistrictDecision(Decision):
    """One decision of the Department, kept for good."""

    personal_fields = ("by", "reason")

    class Meta:
        verbose_name = _("การตรวจรับของสำนัก")
        verbose_name_plural = _("การตรวจรับของสำนัก")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["round", "district", "at"])]
