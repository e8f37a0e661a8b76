"""What districts were reminded of, and who got it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plans.choices import MailProblem, MailState, ReminderKind
from plans.querysets import ReminderQuerySet, ReminderRecipientQuerySet


class Reminder(models.Model):
    """One thing a district was told on a day; `facts` are the counts and days of that day, by which it is worded."""

    personal_fields = ("made_by",)

    round = models.ForeignKey(
        "surveys.Round", models.PROTECT, verbose_name=_("รอบสำรวจ"), related_name="reminders", db_index=False
    )
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="reminders"
    )
    kind = models.CharField(_("เรื่อง"), max_length=12, choices=ReminderKind.choices)
    day = models.DateField(_("วันที่เตือน"))
    facts = models.JSONField(_("ตัวเลขในวันนั้น"), default=dict)
    made_at = models.DateTimeField(_("เตือนเมื่อ"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("ผู้สั่งเตือน"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("ว่างคือระบบเตือนเองตอนกลางคืน"),
    )

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("การเตือน")
        verbose_name_plural = _("การเตือน")
        indexes = [models.Index(fields=["made_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "district", "kind", "day"], name="one_reminder_per_kind_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.kind} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("reminder_list")


class ReminderRecipient(models.Model):
    """One person who is to read a reminder: whether its e-mail left, and when they said that they know."""

    personal_fields = ("user",)

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="recipients", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("ผู้รับ"), related_name="reminders"
    )
    mail = models.CharField(_("อีเมล"), max_length=8, choices=MailState.choices, default=MailState.NONE)
    tried_at = models.DateTimeField(_("ลองส่งล่าสุด"), null=True, blank=True)
    sent_at = models.DateTimeField(_("ส่งอีเมลเมื่อ"), null=True, blank=True)
    problem = models.CharField(_("เหตุที่ส่งไม่ได้"), max_length=12, choices=MailProblem.choices, blank=True)
    seen_at = models.DateTimeField(_("รับทราบเมื่อ"), null=True, blank=True)

    objects = ReminderRecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("ผู้รับการเตือน")
        verbose_name_plural = _("ผู้รับการเตือน")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["user"], condition=models.Q(mail__in=("waiting", "failed")), name="mail_to_send"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["reminder", "user"], name="one_reminder_per_person"),
            models.CheckConstraint(
                name="mail_sent_at_a_time",
                condition=models.Q(mail="sent", sent_at__isnull=False)
                | (~models.Q(mail="sent") & models.Q(sent_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reminder_id} {self.user_id}"
