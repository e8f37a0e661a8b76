"""What a person has beside their password: an app that makes codes, passkeys, and recovery codes on paper."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import FactorKind
from accounts.querysets import FactorQuerySet, RecoveryCodeQuerySet
from bkkhousing.lib.sealed_fields import SealedTextField


class SecondFactor(models.Model):
    """One thing that proves its owner: the secret of an app, sealed, or the public half of a passkey."""

    personal_fields = ("user", "name", "secret", "credential")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("ผู้ใช้งาน"), related_name="factors"
    )
    kind = models.CharField(_("ชนิด"), max_length=8, choices=FactorKind.choices)
    name = models.CharField(_("ชื่อที่ตั้งไว้"), max_length=60)
    secret = SealedTextField(_("ความลับ"), max_length=40, blank=True)
    credential = models.CharField(_("รหัสของพาสคีย์"), max_length=1400, null=True, unique=True)  # noqa: DJ001
    public_key = models.BinaryField(_("กุญแจสาธารณะ"), null=True)
    last_step = models.BigIntegerField(_("รหัสล่าสุดที่ใช้"), default=0)
    added_at = models.DateTimeField(_("เพิ่มเมื่อ"))
    used_at = models.DateTimeField(_("ใช้ล่าสุด"), null=True)

    objects = FactorQuerySet.as_manager()

    class Meta:
        verbose_name = _("ปัจจัยที่สอง")
        verbose_name_plural = _("ปัจจัยที่สอง")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(kind=FactorKind.APP), name="one_app_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class RecoveryCode(models.Model):
    """One of ten codes for the day the phone is lost; only its keyed digest is kept, and it works once."""

    personal_fields = ("user", "digest")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("ผู้ใช้งาน"), related_name="recovery_codes"
    )
    digest = models.CharField(_("ค่าย่อยของรหัส"), max_length=64)
    made_at = models.DateTimeField(_("สร้างเมื่อ"))
    used_at = models.DateTimeField(_("ใช้เมื่อ"), null=True)

    objects = RecoveryCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("รหัสกู้คืน")
        verbose_name_plural = _("รหัสกู้คืน")
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]
